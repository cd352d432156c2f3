/** From page to page, and what the page's own bars say. */
import * as navigation from '../navigation.js'
import { setColours, setTitle } from '../navigation-bar.js'
import { Refusal } from '../refusal.js'
import { scrollPage } from '../scroll.js'
import { setBadge } from '../tab-bar.js'
import { top } from '../page-stack.js'
import { allAsynchronous } from './call.js'

export function navigationApi() {
  return allAsynchronous({
    navigateTo: ({ url }) => navigation.navigateTo(url),
    redirectTo: ({ url }) => navigation.redirectTo(url),
    switchTab: ({ url }) => navigation.switchTab(url),
    reLaunch: ({ url }) => navigation.reLaunch(url),
    navigateBack: ({ delta }) => navigation.navigateBack(delta),
    setNavigationBarTitle: ({ title }) => setTitle(title),
    setNavigationBarColor: ({ frontColor, backgroundColor }) => setColours({ frontColor, backgroundColor }),
    setTabBarBadge: ({ index, text }) => setBadge(index, text),
    removeTabBarBadge: ({ index }) => setBadge(index, ''),
    pageScrollTo: (to) => scrollPage(top(), to),
    startPullDownRefresh: () => pull().start(),
    stopPullDownRefresh: () => top().pull?.stop(),
  })
}

function pull() {
  if (!top().pull) throw new Refusal('enablePullDownRefresh is not set for this page')
  return top().pull
}

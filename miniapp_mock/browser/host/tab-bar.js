/** The bar below the pages that stand in it. */
import { hashOf } from './address.js'
import { el } from './dom.js'
import { frame } from './frame.js'
import { switchTab } from './navigation.js'
import { onPageSeen, top } from './page-stack.js'
import { onThemeChange, themed } from './theme.js'

let tabBar = { list: [] }
let themes = {}
const badges = {} // place → text

export function prepareTabs(bundle) {
  tabBar = bundle.app.tabBar ?? tabBar
  themes = bundle.themes
  onPageSeen(paint)
  onThemeChange(paint)
}

/** Put a badge on a tab; no text takes it away. */
export function setBadge(place, text) {
  badges[place] = text
  paint()
}

function paint() {
  const { route } = top()
  const colours = themed(tabBar, themes)
  frame.tabs.hidden = !tabBar.list.some(({ pagePath }) => pagePath === route)
  frame.tabs.style.background = colours.backgroundColor
  frame.tabs.replaceChildren(...tabBar.list.map((tab, place) => link(themed(tab, themes), place, colours, route)))
}

function link(tab, place, { color, selectedColor }, route) {
  const isHere = tab.pagePath === route
  const icon = isHere ? tab.selectedIconPath : tab.iconPath
  const element = el(
    'a',
    {
      class: 'phone-tab',
      href: hashOf(tab.pagePath),
      onclick: (event) => choose(event, tab, place, isHere),
      ...(isHere && { 'aria-current': 'page' }),
    },
    el('img', { src: icon, alt: '', width: 27, height: 27 }),
    tab.text,
    badges[place] ? el('span', { class: 'phone-badge' }, badges[place]) : null,
  )
  element.style.color = isHere ? selectedColor : color
  return element
}

function choose(event, { pagePath, text }, index, isHere) {
  event.preventDefault()
  if (isHere) top().tell('onTabItemTap', { index, pagePath, text })
  else switchTab(`/${pagePath}`)
}

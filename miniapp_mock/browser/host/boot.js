/** Start the phone. `bundle` is what the builder made of the mini-program. */
import { launch, tellApp } from './application.js'
import { builtInDefiner } from './components/define.js'
import { BUILT_INS } from './components/index.js'
import { prepare } from './environment.js'
import { listen } from './events.js'
import { frame, mount } from './frame.js'
import { prepareBar } from './navigation-bar.js'
import { startNavigation } from './navigation.js'
import { nameOrigin } from './origin.js'
import { prepareStack } from './page-stack.js'
import { keepOffline } from './offline.js'
import { prepareTabs } from './tab-bar.js'
import { showToast } from './toast.js'
import { services } from './services.js'
import { makeWx } from './wx/index.js'

export function boot(bundle) {
  const tabRoutes = (bundle.app.tabBar?.list ?? []).map(({ pagePath }) => pagePath)
  mount()
  nameOrigin(bundle.origin)
  listen(frame.pages)
  globalThis.wx = makeWx(bundle)
  prepare(bundle, builtInDefiner(BUILT_INS, services))
  prepareStack(tabRoutes)
  prepareBar(bundle, tabRoutes)
  prepareTabs(bundle)
  launch(bundle.loadApp, bundle.app.pages[0])
  startNavigation({ pages: bundle.app.pages, tabRoutes, whenLost })
  keepOffline()
}

/** A link to a page that is not there (any more). */
function whenLost({ route, query }) {
  const isHandled = tellApp('onPageNotFound', { path: route, query, isEntryPage: true })
  if (!isHandled) showToast({ title: '页面不存在，已回到首页', icon: 'none' })
}

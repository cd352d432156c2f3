/** The app itself: `App`, `getApp`, `getCurrentPages`, and what it hears of. */
import { addressInHash, queryOf } from './address.js'
import { openPages } from './page-stack.js'
import { onThemeChange } from './theme.js'

const OPENED_DIRECTLY = 1001 // WeChat's scene: from the list of mini-programs

let app = null
let options = null

/** How the mini-program was opened: `{ path, query, scene }`. */
export function launchOptions() {
  options ??= {
    path: addressInHash()?.route ?? '',
    query: { ...queryOf(location.search.slice(1)), ...addressInHash()?.query },
    scene: OPENED_DIRECTLY,
    referrerInfo: {},
  }
  return options
}

/** Load the app and start it. `firstPage` is what it opens with where the address names none. */
export function launch(load, firstPage) {
  globalThis.App = (definition) => { app = definition }
  globalThis.getApp = () => app
  globalThis.getCurrentPages = () => openPages().map(({ instance }) => instance)
  load()
  launchOptions().path ||= firstPage
  addEventListener('error', ({ error, message }) => tellApp('onError', error?.stack ?? message))
  addEventListener('unhandledrejection', ({ reason, promise }) => tellApp('onUnhandledRejection', { reason, promise }))
  document.addEventListener('visibilitychange', () => tellApp(document.hidden ? 'onHide' : 'onShow', launchOptions()))
  onThemeChange((theme) => tellApp('onThemeChange', { theme }))
  tellApp('onLaunch', launchOptions())
  tellApp('onShow', launchOptions())
}

/** Call one of the app's own functions, if it has it; return whether it has. */
export function tellApp(event, detail) {
  if (typeof app?.[event] !== 'function') return false
  app[event](detail)
  return true
}

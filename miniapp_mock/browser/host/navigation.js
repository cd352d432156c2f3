/**
 * Going from page to page, and the browser's history with it.
 *
 * Each entry of the history holds the whole stack: `{ urls, pushed }`. `pushed` counts the entries before it that differ
 * from it by one page less each; so far one can go back with the browser, and the stack will be right.
 * Steps are taken one after another: going back in history takes its time.
 */
import { addressInHash, addressOf, hashOf } from './address.js'
import { isPage } from './environment.js'
import { Refusal } from './refusal.js'
import { closeAll, inCommon, settle, top, urls } from './page-stack.js'

const MOST_PAGES = 10 // as in WeChat

let tabs = []
let home = ''
let lost = () => {}
let turn = Promise.resolve()

/** Open the page the address bar names, or the first one. `whenLost(address)` hears of one that is not there. */
export function startNavigation({ pages, tabRoutes, whenLost }) {
  tabs = tabRoutes
  home = pages[0]
  lost = whenLost
  addEventListener('popstate', () => inTurn(() => arrive(history.state)))
  arrive(history.state)
}

export const navigateTo = (url) => inTurn(() => {
  const below = urls()
  const wanted = [...below, targetOf(url, false)]
  if (wanted.length > MOST_PAGES) throw new Refusal(`at most ${MOST_PAGES} pages can be open`)
  record('pushState', wanted, (history.state?.pushed ?? 0) + 1)
  settle(wanted, below.length)
})

export const redirectTo = (url) => inTurn(() => {
  const below = urls().slice(0, -1)
  const wanted = [...below, targetOf(url, false)]
  record('replaceState', wanted, history.state?.pushed ?? 0)
  settle(wanted, below.length)
})

export const switchTab = (url) => inTurn(() => {
  const wanted = [targetOf(url, true)]
  if (top()?.url !== wanted[0] || urls().length > 1) record('pushState', wanted, 0)
  settle(wanted, inCommon(wanted))
})

export const reLaunch = (url) => inTurn(() => {
  const wanted = [targetOf(url)]
  record('replaceState', wanted, 0)
  closeAll()
  settle(wanted, 0)
})

export const navigateBack = (delta = 1) => inTurn(async () => {
  const steps = Math.min(delta, urls().length - 1)
  if (steps < 1) throw new Refusal('cannot navigate back at first page')
  const below = urls().slice(0, -steps)
  if ((history.state?.pushed ?? 0) >= steps) await historyBack(steps)
  else record('replaceState', below, 0)
  settle(below, below.length)
})

export const goHome = () => reLaunch(`/${home}`)

function inTurn(step) {
  const done = turn.then(step)
  turn = done.catch(() => {})
  return done
}

/** Return where an address leads; a tab's page is opened by its tab, and others never are. */
function targetOf(written, wantsTab) {
  const { url, route } = addressOf(written, top()?.route)
  if (!isPage(route)) throw new Refusal(`page "${route}" is not found`)
  if (wantsTab !== undefined && wantsTab !== tabs.includes(route))
    throw new Refusal(wantsTab ? `"${route}" is not in the tab bar` : `"${route}" is in the tab bar: use switchTab`)
  return wantsTab ? route : url
}

function record(how, wanted, pushed) {
  history[how]({ urls: wanted, pushed }, '', hashOf(wanted.at(-1)))
}

function historyBack(steps) {
  return new Promise((resolve) => {
    addEventListener('popstate', resolve, { once: true })
    history.go(-steps)
  })
}

/** The browser moved: back, forward, reloaded, or somebody wrote in the address bar. */
function arrive(state) {
  const wanted = state?.urls ?? [startingUrl()]
  if (!state) record('replaceState', wanted, 0)
  settle(wanted, inCommon(wanted))
}

function startingUrl() {
  const address = addressInHash()
  if (address && !isPage(address.route)) lost(address)
  return address && isPage(address.route) ? address.url : home
}

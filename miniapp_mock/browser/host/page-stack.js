/** The pages that are open, and which of them is seen. */
import { addressOf } from './address.js'
import { Page } from './page.js'

let isTab = () => false
let open = [] // [{ url, route, query, page }], the one that is seen last; `page` is made when first seen
const tabs = new Map() // route → the entry of a tab's page: those stay, once opened
const watchers = []

/** `routes` are the pages of the tab bar. */
export function prepareStack(routes) {
  isTab = (route) => routes.includes(route)
}

/** `watch(page, isReturn)` is called whenever another page is seen. */
export function onPageSeen(watch) {
  watchers.push(watch)
}

export function top() {
  return open.at(-1)?.page
}

export function urls() {
  return open.map(({ url }) => url)
}

/** Return the pages that were made, as `getCurrentPages` does. */
export function openPages() {
  return open.flatMap(({ page }) => (page ? [page] : []))
}

/** Return how many pages, from the bottom, are the same already. */
export function inCommon(wanted) {
  const differs = wanted.findIndex((url, place) => open[place]?.url !== url)
  return differs < 0 ? wanted.length : differs
}

/** Close every page, the tabs' too. */
export function closeAll() {
  new Set([...open.reverse(), ...tabs.values()]).forEach(close)
  tabs.clear()
  open = []
}

/** Make these the open pages, leaving the `kept` at the bottom as they are. */
export function settle(wanted, kept) {
  const before = top()
  const stays = open.slice(0, kept)
  const leaves = open.slice(kept).reverse()
  open = [...stays, ...wanted.slice(kept).map(entryOf)]
  const seen = open.at(-1)
  if (before && before === seen.page) return
  if (before && !leaves.some(({ page }) => page === before)) before.hide()
  leaves.forEach(leave)
  const isReturn = Boolean(seen.page)
  seen.page ??= new Page(seen)
  if (isTab(seen.route)) tabs.set(seen.route, seen)
  watchers.forEach((watch) => watch(seen.page, isReturn))
  seen.page.show()
}

function entryOf(url) {
  const address = addressOf(`/${url}`)
  return tabs.get(address.route) ?? { ...address, page: null }
}

/** A tab's page is only hidden. */
function leave(entry) {
  if (tabs.get(entry.route) === entry) entry.page.hide()
  else close(entry)
}

function close({ page }) {
  page?.close()
}

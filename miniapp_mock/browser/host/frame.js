/** The phone: navigation bar, room for pages, tab bar, and a layer for sheets above them all. */
import { el } from './dom.js'

export const frame = {
  bar: el('header', { class: 'phone-bar' }),
  pages: el('main', { class: 'phone-pages' }),
  tabs: el('nav', { class: 'phone-tabs', 'aria-label': '主导航' }),
  layer: el('div', { class: 'phone-layer' }),
  /** Says aloud what appears for a moment. */
  live: el('div', { class: 'phone-live', role: 'status', 'aria-live': 'polite' }),
}

/** Put the phone on the page. */
export function mount() {
  const screen = el('div', { class: 'phone-screen' }, frame.bar, frame.pages, frame.tabs, frame.layer, frame.live)
  document.getElementById('phone').replaceChildren(screen)
}

/** Let nobody reach what lies under a sheet. */
export function setInert(isInert) {
  for (const part of [frame.bar, frame.pages, frame.tabs]) part.inert = isInert
}

/** Return the room a page has, in CSS pixels of the window. */
export function pageRoom() {
  return frame.pages.getBoundingClientRect()
}

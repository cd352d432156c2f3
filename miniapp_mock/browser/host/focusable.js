/** What can be tapped can be reached with the keyboard, and says what it is. */
import { attribute } from './dom.js'

const FOCUSABLE_TAGS = new Set(['button', 'input', 'textarea', 'a', 'label'])
const ACTIVE_ROLES = new Set(['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'option', 'menuitem', 'combobox'])
const known = new WeakMap() // element → { tappable, own, role, hidden }

/** Something listens for taps on this element. */
export function markTappable(element) {
  settle(element, { tappable: true })
}

/** A built-in component is this by itself: a navigator is a link. */
export function setOwnRole(element, own) {
  settle(element, { tappable: true, own })
}

/** The source names a role. */
export function setRole(element, role) {
  settle(element, { role: role || undefined })
}

export function setHiddenFromReaders(element, hidden) {
  settle(element, { hidden })
}

function settle(element, change) {
  const facts = { ...known.get(element), ...change }
  known.set(element, facts)
  const isNative = FOCUSABLE_TAGS.has(element.localName)
  const role = facts.role ?? facts.own ?? (facts.tappable && !isNative ? 'button' : undefined)
  attribute(element, 'role', role)
  if (!isNative) attribute(element, 'tabindex', isReached(facts, role) ? 0 : undefined)
}

function isReached({ tappable, hidden }, role) {
  return tappable && !hidden && ACTIVE_ROLES.has(role)
}

/** Enter taps whatever has the focus; Space taps all but links, which it scrolls past. */
export function tapWithKeys(event) {
  const element = event.target
  const isOurs = known.get(element)?.tappable && !FOCUSABLE_TAGS.has(element.localName)
  const isTap = event.key === 'Enter' || (event.key === ' ' && element.getAttribute('role') !== 'link')
  if (!isOurs || !isTap || event.repeat) return
  event.preventDefault()
  element.click()
}

/** A list of things to do, from below. */
import { el } from './dom.js'
import { openSheet } from './sheet.js'

/**
 * Ask which; return its place, or `undefined`. An item is a text, or `{ text, href }` for what the browser itself opens.
 */
export function chooseAction(items, { title = '' } = {}) {
  return openSheet({
    label: title || '请选择',
    content: (finish) => [
      ...(title ? [el('p', { class: 'phone-sheet-title' }, title)] : []),
      ...items.map((item, place) => action(item, () => finish(place))),
      el('button', { class: 'phone-action phone-cancel', onclick: () => finish() }, '取消'),
    ],
  })
}

function action(item, choose) {
  if (typeof item === 'string') return el('button', { class: 'phone-action', onclick: choose }, item)
  const { text, href, target = '' } = item
  return el('a', { class: 'phone-action', href, target, rel: 'noopener', onclick: () => setTimeout(choose) }, text)
}

/** Columns to choose from, one value each: what every picker is made of. */
import { el } from './dom.js'
import { openSheet } from './sheet.js'

/**
 * Ask for a place in every column; return the places, or `undefined`.
 *
 * `columns` are `{ label, options: [text] }`; `revise(places, changed)` may return other columns when a place changes.
 */
export function chooseInColumns({ title, columns, places, revise = () => null }) {
  const picked = [...places]
  return openSheet({
    label: title || '请选择',
    content: (finish) => {
      const room = el('div', { class: 'phone-columns' })
      const draw = (shown) => room.replaceChildren(...shown.map((column, place) => columnOf(column, picked[place], (at) => pick(place, at))))
      const pick = (place, at) => {
        picked[place] = at
        const revised = revise(picked, place)
        if (revised) draw(revised)
      }
      draw(columns)
      return [head(title, finish, picked), room]
    },
  })
}

function head(title, finish, picked) {
  return el('div', { class: 'phone-columns-head' },
    el('button', { class: 'phone-columns-cancel', onclick: () => finish() }, '取消'),
    el('span', { class: 'phone-columns-title' }, title),
    el('button', { class: 'phone-columns-confirm', onclick: () => finish(picked) }, '确定'))
}

/** One column: a list box with one option chosen; arrow keys move the choice. */
function columnOf({ label, options }, chosen, pick) {
  const items = options.map((text, place) => el('div', { class: 'phone-option', role: 'option', onclick: () => choose(place) }, text))
  const list = el('div', { class: 'phone-column', role: 'listbox', tabIndex: 0, 'aria-label': label, 'data-first': '', onkeydown: move }, ...items)
  let current = Math.min(Math.max(chosen, 0), options.length - 1)

  function choose(place) {
    if (!items[place] || place === current) return
    current = place
    mark()
    pick(place)
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (!step) return
    event.preventDefault()
    choose(Math.min(Math.max(current + step, 0), items.length - 1))
  }

  function mark() {
    items.forEach((item, place) => item.setAttribute('aria-selected', place === current))
    requestAnimationFrame(() => centre(list, items[current]))
  }

  mark()
  return list
}

function centre(list, item) {
  if (item) list.scrollTop = item.offsetTop - (list.clientHeight - item.clientHeight) / 2
}

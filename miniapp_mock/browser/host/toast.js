/** Short words over the page: a toast goes by itself, loading stays until it is hidden. */
import { el } from './dom.js'
import { frame } from './frame.js'

const SIGNS = { success: '✓', error: '!', loading: '' }

let shown = null
let timer

/** Show it for some milliseconds; 0 is until it is hidden. */
export function showToast({ title, icon = 'success', duration = 1500, mask = false }) {
  hideToast()
  const sign = icon in SIGNS ? el('span', { class: `phone-toast-sign phone-toast-${icon}`, 'aria-hidden': 'true' }, SIGNS[icon]) : null
  shown = el('div', { class: mask ? 'phone-toast-room phone-toast-mask' : 'phone-toast-room' },
    el('div', { class: 'phone-toast' }, sign, el('span', {}, title)))
  frame.layer.append(shown)
  frame.live.textContent = title
  if (duration > 0) timer = setTimeout(hideToast, duration)
}

export function hideToast() {
  clearTimeout(timer)
  shown?.remove()
  shown = null
  frame.live.textContent = ''
}

/** The clipboard. Where the browser does not let us read it, we know at least what we wrote. */
import { el } from './dom.js'
import { Refusal } from './refusal.js'
import { showToast } from './toast.js'

let written = ''

export async function copy(text) {
  await write(text)
  written = text
  showToast({ title: '内容已复制' })
}

/** A browser may refuse, as a phone may where the privacy declaration does not name the clipboard. */
async function write(text) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text)
    else copySelected(text)
  } catch (failure) {
    throw new Refusal(failure.message)
  }
}

export function pasted() {
  return navigator.clipboard ? navigator.clipboard.readText().catch(() => written) : Promise.resolve(written)
}

/** The old way, for pages that did not come over HTTPS. */
function copySelected(text) {
  const area = el('textarea', { value: text, class: 'phone-copied' })
  const before = document.activeElement
  document.body.append(area)
  area.select()
  const isDone = document.execCommand('copy')
  area.remove()
  before?.focus({ preventScroll: true })
  if (!isDone) throw new Error('the browser does not let us copy')
}

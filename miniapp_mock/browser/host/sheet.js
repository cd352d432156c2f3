/**
 * What comes up over the page and waits: sheets and dialogs.
 *
 * One at a time. The rest of the phone cannot be reached meanwhile; Escape, a tap beside it, or going to another page
 * dismisses it; afterwards the focus is where it was.
 */
import { el } from './dom.js'
import { frame, setInert } from './frame.js'
import { onPageSeen } from './page-stack.js'

let dismissOpen = () => {}

onPageSeen(() => dismissOpen())

/**
 * Show a sheet and return a promise of what `content(finish)`, the elements in it, finish it with; dismissed, it is `undefined`.
 * `kind` is a class: `sheet` comes from below, `dialog` stands in the middle.
 */
export function openSheet({ kind = 'sheet', label, content }) {
  dismissOpen()
  return new Promise((resolve) => {
    const before = document.activeElement
    const finish = (answer) => {
      dismissOpen = () => {}
      mask.remove()
      setInert(false)
      if (before?.isConnected) before.focus({ preventScroll: true })
      resolve(answer)
    }
    const panel = el('div', { class: `phone-${kind}`, role: 'dialog', 'aria-modal': 'true', 'aria-label': label })
    const mask = el('div', {
      class: `phone-mask phone-mask-${kind}`,
      onclick: ({ target }) => target === mask && finish(),
      onkeydown: ({ key }) => key === 'Escape' && finish(),
    }, panel)
    panel.append(...content(finish))
    dismissOpen = () => finish()
    setInert(true)
    frame.layer.append(mask)
    firstIn(panel).focus({ preventScroll: true })
  })
}

function firstIn(panel) {
  return panel.querySelector('[data-first]') ?? panel.querySelector('button, a, [tabindex="0"], input') ?? panel
}

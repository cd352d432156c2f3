/** A question in the middle of the screen. */
import { el } from './dom.js'
import { openSheet } from './sheet.js'

/** Return whether it was confirmed, and what was written where `editable`. */
export async function ask({
  title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable = false, placeholderText = '',
}) {
  const input = editable
    ? el('textarea', { class: 'phone-dialog-input', value: content, placeholder: placeholderText, 'aria-label': title, 'data-first': '' })
    : null
  const confirmed = await openSheet({
    kind: 'dialog',
    label: title || content,
    content: (finish) => [
      title ? el('h2', { class: 'phone-dialog-title' }, title) : '',
      input ?? el('p', { class: 'phone-dialog-text' }, content),
      el('div', { class: 'phone-dialog-buttons' },
        showCancel ? el('button', { class: 'phone-dialog-cancel', onclick: () => finish(false) }, cancelText) : null,
        el('button', { class: 'phone-dialog-confirm', onclick: () => finish(true), ...(!input && { 'data-first': '' }) }, confirmText)),
    ],
  })
  return { confirmed: confirmed === true, content: input ? input.value : null }
}

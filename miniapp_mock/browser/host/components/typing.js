/** What `input` and `textarea` have in common. */

export const TYPING_PROPERTIES = {
  value: { type: String, value: '' },
  name: String,
  placeholder: String,
  placeholderClass: String,
  placeholderStyle: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  confirmType: { type: String, value: 'done' },
  confirmHold: Boolean,
  cursorSpacing: Number,
  adjustPosition: { type: Boolean, value: true },
}

export const TYPING_EVENTS = ['input', 'focus', 'blur', 'confirm', 'keyboardheightchange']

const KEY_NAMES = { send: 'send', search: 'search', next: 'next', go: 'go', done: 'done' }

/** Listen to what is typed. The component's `value` follows, so that `model:value` and a later `setData` work. */
export function watchTyping(component, element) {
  element.maxLength = component.data.maxlength
  element.enterKeyHint = KEY_NAMES[component.data.confirmType]
  const said = () => ({ value: element.value, cursor: element.selectionStart ?? 0 })
  element.addEventListener('input', () => {
    component.setData({ value: element.value })
    component.tell('input', said())
  })
  element.addEventListener('focus', () => component.tell('focus', { ...said(), height: 0 }))
  element.addEventListener('blur', () => component.tell('blur', said()))
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing && element.localName === 'input') component.tell('confirm', said())
  })
}

export const TYPING_OBSERVERS = {
  value(value, element) {
    if (element.value !== value) element.value = value
  },
  placeholder(value, element) { element.placeholder = value },
  disabled(value, element) { element.disabled = value },
  maxlength(value, element) {
    if (value < 0) element.removeAttribute('maxlength')
    else element.maxLength = value
  },
  confirmType(value, element) { element.enterKeyHint = KEY_NAMES[value] },
  focus(value, element) {
    if (value) requestAnimationFrame(() => element.focus())
  },
}

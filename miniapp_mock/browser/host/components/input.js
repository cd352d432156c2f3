import { TYPING_EVENTS, TYPING_OBSERVERS, TYPING_PROPERTIES, watchTyping } from './typing.js'

const KEYBOARDS = { text: 'text', number: 'numeric', digit: 'decimal', idcard: 'text' }

/** A line to write in. */
export const input = {
  tag: 'input',
  properties: { ...TYPING_PROPERTIES, type: { type: String, value: 'text' }, password: Boolean },
  events: TYPING_EVENTS,
  created(element) {
    element.type = 'text'
    element.autocomplete = 'off'
    watchTyping(this, element)
  },
  observers: {
    ...TYPING_OBSERVERS,
    type(value, element) { element.inputMode = KEYBOARDS[value] },
    password(value, element) { element.type = value ? 'password' : 'text' },
  },
}

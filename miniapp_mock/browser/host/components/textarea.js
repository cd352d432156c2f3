import { TYPING_EVENTS, TYPING_OBSERVERS, TYPING_PROPERTIES, watchTyping } from './typing.js'

/** Some lines to write in. */
export const textarea = {
  tag: 'textarea',
  properties: { ...TYPING_PROPERTIES, autoHeight: Boolean, fixed: Boolean, showConfirmBar: Boolean, disableDefaultPadding: Boolean },
  events: [...TYPING_EVENTS, 'linechange'],
  created(element) { watchTyping(this, element) },
  observers: {
    ...TYPING_OBSERVERS,
    autoHeight(value, element) { element.toggleAttribute('data-grows', value) },
  },
}

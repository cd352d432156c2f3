export const text = {
  tag: 'text',
  properties: { userSelect: Boolean, space: String, decode: Boolean },
  events: [],
  observers: {
    userSelect(value, element) { element.classList.toggle('wx-selectable', value) },
  },
}

/** How far something is, in percent. */
export const progress = {
  tag: 'progress',
  properties: { percent: Number, activeColor: String, backgroundColor: String, strokeWidth: null, showInfo: Boolean },
  events: [],
  created(element) { element.max = 100 },
  observers: {
    percent(value, element) { element.value = value },
    activeColor(value, element) { element.style.setProperty('--done', value) },
    backgroundColor(value, element) { element.style.setProperty('--rest', value) },
  },
}

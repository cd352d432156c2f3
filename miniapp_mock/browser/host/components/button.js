/** A button; `open-type="share"` shares the page, `open-type="openSetting"` opens the mini-program's settings. */
const OPENS = {
  share: (component, phone) => phone.share('button', { dataset: component.dataset }),
  openSetting: async (component, phone) => component.tell('opensetting', await phone.openSettings()),
}

export const button = {
  tag: 'button',
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    openType: String,
  },
  events: ['opensetting'],
  created(element, phone) {
    element.type = 'button'
    element.dataset.type = this.data.type
    element.dataset.size = this.data.size
    element.addEventListener('click', () => OPENS[this.data.openType]?.(this, phone))
  },
  observers: {
    type(value, element) {
      element.dataset.type = value
    },
    size(value, element) {
      element.dataset.size = value
    },
    plain(value, element) {
      element.toggleAttribute('data-plain', value)
    },
    loading(value, element) {
      element.toggleAttribute('data-loading', value)
    },
    disabled(value, element) {
      element.disabled = value
    },
    openType(value) {
      if (value && !(value in OPENS)) throw new Error(`button open-type="${value}" is not there in a browser`)
    },
  },
}

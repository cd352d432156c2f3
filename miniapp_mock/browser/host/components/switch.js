/** On or off. */
export const toggle = {
  tag: 'switch',
  properties: { checked: Boolean, disabled: Boolean, type: { type: String, value: 'switch' }, color: String, name: String },
  events: ['change'],
  created(element) {
    this.input = document.createElement('input')
    this.input.type = 'checkbox'
    this.input.role = 'switch'
    this.input.addEventListener('change', () => {
      this.setData({ checked: this.input.checked })
      this.tell('change', { value: this.input.checked })
    })
    element.append(this.input)
  },
  observers: {
    checked(value) { this.input.checked = value },
    disabled(value) { this.input.disabled = value },
    color(value, element) { element.style.setProperty('--switch', value) },
    ariaLabel(value) { this.input.setAttribute('aria-label', value) },
  },
}

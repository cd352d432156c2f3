/** Checkboxes and radio buttons, each in a group that hears of changes. */

export const checkbox = choice('checkbox')
export const radio = choice('radio')
export const checkboxGroup = group('checkbox', (chosen) => chosen)
export const radioGroup = group('radio', ([chosen]) => chosen)

function choice(kind) {
  return {
    tag: kind,
    properties: { value: String, checked: Boolean, disabled: Boolean, color: String },
    events: [],
    created(element) {
      this.input = document.createElement('input')
      this.input.type = kind
      this.input.addEventListener('change', () => this.setData({ checked: this.input.checked }))
      element.append(this.input)
    },
    attached(element) {
      if (kind === 'radio') this.input.name = element.closest('radio-group')?.dataset.name ?? ''
    },
    observers: {
      value(value) { this.input.value = value },
      checked(value) { this.input.checked = value },
      disabled(value) { this.input.disabled = value },
      color(value, element) { element.style.accentColor = value },
      ariaLabel(value) { this.input.setAttribute('aria-label', value) },
    },
  }
}

let groups = 0

function group(kind, valueOf) {
  return {
    tag: `${kind}-group`,
    properties: { name: String },
    events: ['change'],
    created(element) {
      element.dataset.name = `group-${(groups += 1)}`
      element.setAttribute('role', kind === 'radio' ? 'radiogroup' : 'group')
      element.addEventListener('change', () => {
        const chosen = [...element.querySelectorAll('input:checked')].map((input) => input.value)
        this.tell('change', { value: valueOf(chosen) })
      })
    },
  }
}

/** Gathers what is written in it. */
const NAMED = 'input, textarea, switch, picker, checkbox-group, radio-group'

export const form = {
  tag: 'form',
  properties: { reportSubmit: Boolean },
  events: ['submit', 'reset'],
  created(element) {
    element.noValidate = true
    element.addEventListener('submit', (event) => event.preventDefault())
    element.addEventListener('wx-submit', () => this.tell('submit', { value: valuesIn(element) }))
    element.addEventListener('wx-reset', () => {
      element.reset()
      this.tell('reset', {})
    })
  },
}

function valuesIn(element) {
  const fields = [...element.querySelectorAll(NAMED)].map((field) => field.__wxElement).filter((field) => field?.data.name)
  return Object.fromEntries(fields.map(({ data }) => [data.name, data.value ?? data.checked]))
}

/** Something to tap that asks for a value in a sheet: `mode` is selector, multiSelector, date or time. */
export const picker = {
  tag: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    range: { type: Array, value: [] },
    rangeKey: String,
    value: null,
    headerText: String,
    disabled: Boolean,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    name: String,
  },
  events: ['change', 'cancel', 'columnchange'],
  created(element, phone) {
    phone.setOwnRole(element, 'button')
    element.setAttribute('aria-haspopup', 'dialog')
    element.addEventListener('click', () => open(this, phone.pickers).catch(reportError))
  },
  observers: {
    mode(value) {
      if (!(value in WAYS)) throw new Error(`picker mode="${value}" is not there in a browser`)
    },
    disabled(value, element) { element.setAttribute('aria-disabled', String(value)) },
  },
}

const WAYS = {
  selector: ({ data }, { pickOne }) =>
    pickOne({ title: data.headerText, options: texts(data.range, data.rangeKey), value: data.value }),
  multiSelector: (component, { pickSeveral }) => pickSeveral({
    title: component.data.headerText,
    columns: listsOf(component),
    value: component.data.value,
    moved: (column, value) => {
      component.tell('columnchange', { column, value })
      return listsOf(component)
    },
  }),
  date: ({ data }, { pickDate }) =>
    pickDate({ title: data.headerText, value: data.value, start: data.start, end: data.end, fields: data.fields }),
  time: ({ data }, { pickTime }) => pickTime({ title: data.headerText, value: data.value }),
}

async function open(component, pickers) {
  if (component.data.disabled) return
  const value = await WAYS[component.data.mode](component, pickers)
  if (value === undefined) component.tell('cancel', {})
  else component.tell('change', { value: component.data.mode === 'selector' ? String(value) : value })
}

function listsOf({ data }) {
  return data.range.map((list) => texts(list, data.rangeKey))
}

function texts(list, key) {
  return list.map((item) => String(key ? item[key] : item))
}

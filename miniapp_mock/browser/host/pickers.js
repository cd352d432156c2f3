/** The sheets of `<picker>`: a value out of a list, out of several, a date, a time. */
import { chooseInColumns } from './columns.js'

const FIRST_YEAR = 1900
const LAST_YEAR = 2100
const DATE_PARTS = { year: 1, month: 2, day: 3 }
const two = (number) => String(number).padStart(2, '0')
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, place) => from + place)

/** Return the place of the chosen option, or `undefined`. */
export async function pickOne({ title, options, value }) {
  const places = await chooseInColumns({ title, columns: [{ label: title || '选项', options }], places: [Number(value) || 0] })
  return places?.[0]
}

/** Return the places, one a column; `moved(column, place)` may return new options while one chooses. */
export function pickSeveral({ title, columns, value, moved }) {
  const labelled = (lists) => lists.map((options, place) => ({ label: `第 ${place + 1} 列`, options }))
  return chooseInColumns({
    title,
    columns: labelled(columns),
    places: columns.map((_, place) => Number(value?.[place]) || 0),
    revise: (places, changed) => labelled(moved(changed, places[changed])),
  })
}

/** Return `YYYY-MM-DD`, `YYYY-MM` or `YYYY` within `start` and `end`, or `undefined`. `fields` is the last part asked for. */
export async function pickDate({ title, value, start, end, fields }) {
  const first = partsOf(start, [FIRST_YEAR, 1, 1])
  const last = partsOf(end, [LAST_YEAR, 12, 31])
  const wanted = DATE_PARTS[fields] ?? DATE_PARTS.day
  const numbers = (date) => dateColumns(date, first, last).slice(0, wanted)
  let date = within(partsOf(value, today()), first, last)
  const places = await chooseInColumns({
    title,
    columns: labelledDate(numbers(date)),
    places: numbers(date).map((column, part) => column.indexOf(date[part])),
    revise(picked) {
      const before = numbers(date)
      date = within(date.map((old, part) => before[part]?.[picked[part]] ?? old), first, last)
      numbers(date).forEach((column, part) => { picked[part] = column.indexOf(date[part]) })
      return labelledDate(numbers(date))
    },
  })
  return places && date.slice(0, wanted).map((part, place) => (place ? two(part) : String(part))).join('-')
}

/** Return `HH:MM`, or `undefined`. */
export async function pickTime({ title, value }) {
  const columns = [range(0, 23), range(0, 59)]
  const places = await chooseInColumns({
    title,
    columns: columns.map((column, place) => ({ label: place ? '分' : '时', options: column.map(two) })),
    places: (value || '00:00').split(':').map(Number),
  })
  return places?.map(two).join(':')
}

/** Return the years, the months of that year and the days of that month that lie between two dates. */
function dateColumns([year, month], first, last) {
  const isFirstYear = year === first[0]
  const isLastYear = year === last[0]
  const months = range(isFirstYear ? first[1] : 1, isLastYear ? last[1] : 12)
  const firstDay = isFirstYear && month === first[1] ? first[2] : 1
  const lastDay = isLastYear && month === last[1] ? last[2] : daysIn(year, month)
  return [range(first[0], last[0]), months, range(firstDay, lastDay)]
}

function labelledDate(columns) {
  return columns.map((column, part) => ({ label: '年月日'[part], options: column.map((number) => number + '年月日'[part]) }))
}

/** Return a date that exists, the nearest between two. */
function within([year, month, day], first, last) {
  const date = [year, month, Math.min(day, daysIn(year, month))]
  if (before(date, first)) return [...first]
  return before(last, date) ? [...last] : date
}

function before(one, other) {
  return one.map(two).join('') < other.map(two).join('')
}

function daysIn(year, month) {
  return new Date(year, month, 0).getDate()
}

function partsOf(text, otherwise) {
  const parts = String(text ?? '').split('-').map(Number)
  return parts[0] ? otherwise.map((part, place) => parts[place] || part) : otherwise
}

function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
}

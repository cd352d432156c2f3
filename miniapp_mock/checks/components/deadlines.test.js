const simulate = require('miniprogram-simulate')
const { render, said } = require('./simulator.js')

const LIMIT = { kind: 'deadline', label: '参保', kind_label: '办理期限', text: '出生后90天内', op: 'up_to', least: null, most: 90, unit: 'day', from_event: '孩子出生' }

async function ending(limit, day, today) {
  const { component } = render('time-limit', { limit, today })
  component.instance.pick({ detail: { value: day } })
  await simulate.sleep(20)
  return said(component.querySelector('.answer'))
}

test.each([
  [{}, '2026-01-01', '2026-03-01', '最后一天是2026年4月1日，还剩31天'],
  [{}, '2026-01-01', '2026-04-01', '最后一天是2026年4月1日，今天是最后一天'],
  [{}, '2026-01-01', '2026-04-02', '最后一天是2026年4月1日，已经过了1天'],
  [{ unit: 'month', most: 1 }, '2024-01-31', '2024-02-01', '最后一天是2024年2月29日，还剩28天'],
  [{ unit: 'year', most: 1 }, '2024-02-29', '2025-02-01', '最后一天是2025年2月28日，还剩27天'],
  [{ op: 'at_least', least: 6, most: null, unit: 'month' }, '2026-08-31', '2026-09-01', '满期是2027年2月28日'],
])('%j from %s, seen on %s: %s', async (change, day, today, words) => {
  expect(await ending({ ...LIMIT, ...change }, day, today)).toBe(words)
})

test.each([
  [{ unit: 'workday' }, 'nobody gave us the holidays'],
  [{ kind: 'typical' }, 'it is how long it takes, not until when one must'],
  [{ from_event: '' }, 'nobody says from when'],
  [{ most: null }, 'nobody says how long'],
])('%j is not counted: %s', (change) => {
  expect(render('time-limit', { limit: { ...LIMIT, ...change } }).component.querySelector('.field')).toBeUndefined()
})

test.each([
  [{ phase: 'open', last_day: '2026-12-31' }, '还剩36天'],
  [{ phase: 'open', last_day: '2026-11-25' }, '今天是最后一天'],
  [{ phase: 'upcoming', opens_on: '2026-12-01' }, '还有6天开始'],
])('a window %j says %s', (change, words) => {
  const window = { title: '集中缴费期', phase_label: '', note: '', opens_on: null, last_day: null, ...change }
  expect(said(render('window-card', { window, today: '2026-11-25' }).component.querySelector('.count'))).toBe(words)
})

test('a window without days counts none', () => {
  const window = { title: '新生儿', phase: 'any_time', phase_label: '随时可办', opens_on: null, last_day: null }
  const { component, text } = render('window-card', { window, today: '2026-11-25' })
  expect(component.querySelector('.count')).toBeUndefined()
  expect(text()).toContain('随时可办')
})

const { render, said, tap } = require('./simulator.js')

const VALUE = { policy_year: 2025, per: 'year', personal_fen: 38000, subsidy_fen: 67000, total_fen: null, cover_phase_label: '下年度' }
const STANDARD = { key: 'hunan', title: '湖南', status: 'current', status_label: '现行', message: '2025年度标准', current: VALUE, next: null }

test('a standard that holds says for which year it is', () => {
  const { component, text } = render('amount-card', { standard: STANDARD })
  expect(said(component.querySelector('.amount'))).toBe('380元/年')
  expect(said(component.querySelector('.tag'))).toBe('下年度')
  expect(text()).toContain('2025年度标准')
})

test.each([
  ['carried_over', '沿用上年度'],
  ['ended', '已结束'],
])('one that is %s says that instead', (status, label) => {
  const { component } = render('amount-card', { standard: { ...STANDARD, status, status_label: label } })
  expect(said(component.querySelector('.tag'))).toBe(label)
})

test.each([
  ['2024-12-31', '下年度 2025年1月1日起交 400元（2025年度）'],
  ['2025-01-01', '下年度 现在可以交 400元（2025年度）'],
])('what comes next stands below, seen on %s: %s', (today, words) => {
  const next = { ...VALUE, pay_from: '2025-01-01', personal_fen: 40000 }
  const { component } = render('amount-card', { standard: { ...STANDARD, next }, today })
  expect(said(component.querySelector('.next'))).toBe(words)
})

test('a standard nobody knows the amount of shows none', () => {
  const { component } = render('amount-card', { standard: { ...STANDARD, status: 'missing', current: null } })
  expect(component.querySelector('.amount')).toBeUndefined()
})

test('a card leads to its standard', async () => {
  const { component, told } = render('amount-card', { standard: STANDARD }, 'open')
  await tap(component.querySelector('.card'))
  expect(told).toEqual([['open', { type: 'standard', key: 'hunan' }]])
})

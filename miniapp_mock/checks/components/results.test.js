const { render, said, tap } = require('./simulator.js')

const COST = {
  standard: 'hunan', paid_on: '2024-12-31', status: 'current', status_label: '现行', message: '2025年度标准', personal_fen: 38000,
  subsidy_fen: 67000, total_fen: null, cover_from: '2025-01-01', cover_to: '2026-01-01', citations: [],
  next: { pay_from: '2025-01-01', personal_fen: 40000, policy_year: 2025 },
}
const START = {
  coverage_from: '2026-01-01', because: '出生后90天内办好，从出生当天算起。', doubt: '', reading: '', citations: [],
  citation: { source: 'page', where: '', quote: '在90天内办理参保缴费手续的' },
}

test('what one pays on a day, and what one would pay later', () => {
  const { component, text } = render('cost-result', { estimate: COST, per: 'year' })
  expect(said(component.querySelector('.amount'))).toBe('380元/年（个人交）')
  expect(text()).toContain('保障2025年1月1日到2025年12月31日')
  expect(text()).toContain('2025年1月1日起交 400元（2025年度）')
})

test('an amount nobody stated is not shown as nothing', () => {
  const { text } = render('cost-result', { estimate: { ...COST, personal_fen: null, next: null }, per: 'month' })
  expect(text()).toContain('来源没有写交多少')
})

test('an estimate leads to its standard', async () => {
  const { component, told } = render('cost-result', { estimate: COST }, 'open')
  await tap(component.querySelector('.row'))
  expect(told).toEqual([['open', { type: 'standard', key: 'hunan' }]])
})

test('the day cover starts on comes with the sentence that says so', () => {
  const { text } = render('start-result', { estimate: START })
  expect(text()).toContain('2026年1月1日出生后90天内办好，从出生当天算起。')
  expect(text()).toContain('原文：“在90天内办理参保缴费手续的”')
})

const { render, said, tap } = require('./simulator.js')

const COST = {
  standard: 'hunan', paid_on: '2024-12-31', status: 'current', status_label: '现行', message: '2025年度标准', personal_fen: 38000,
  subsidy_fen: 67000, total_fen: null, per: 'year', policy_year: 2025, cover_from: '2025-01-01', cover_to: '2026-01-01', citations: [],
  next: { pay_from: '2025-01-01', personal_fen: 40000, policy_year: 2025 },
}
const START = {
  coverage_from: '2026-01-01', because: '出生后90天内办好，从出生当天算起。', doubt: '', reading: '', citations: [],
  citation: { source: 'page', where: '', quote: '在90天内办理参保缴费手续的' },
}

test('what one pays on a day, and what one would pay later', () => {
  const { component, text } = render('cost-result', { estimate: COST })
  expect(text()).toContain('2024年12月31日交')
  expect(said(component.querySelector('.amount'))).toBe('380元/年（个人交）')
  expect(text()).toContain('保障2025年1月1日到2025年12月31日')
  expect(text()).toContain('2025年1月1日起改交 400元（2025年度）')
})

test.each([
  ['upcoming', { pay_from: '2024-09-01' }, '2024年12月31日还不能交2024年9月1日起才能交：'],
  ['carried_over', {}, '2024年12月31日交多少，还没有公布先看2025年度的：'],
  ['missing', { policy_year: null, personal_fen: null, subsidy_fen: null }, '2024年12月31日交多少，还没有公布'],
  ['ended', { personal_fen: null, subsidy_fen: null }, '2024年12月31日，这个标准已经终止'],
])('of a day one cannot pay on, as it is %s, that stands first', (status, values, words) => {
  const { component } = render('cost-result', { estimate: { ...COST, status, ...values } })
  expect(component.querySelectorAll('.amount')).toHaveLength(values.personal_fen === null ? 0 : 1)
  expect(component.querySelectorAll('.strong').map(said)[0]).toBe(words.split('2024年9')[0].split('先看')[0])
  expect(said(component)).toContain(words)
})

test('an amount nobody stated is not shown as nothing, and the rates are told', () => {
  const stated = { ...COST, personal_fen: null, subsidy_fen: null, per: 'month', employer_rate_bp: 80, next: null }
  const { component, text } = render('cost-result', { estimate: stated })
  expect(text()).toContain('单位交 0.8%个人交多少，来源没有写')
  expect(component.querySelectorAll('.number')).toHaveLength(0)
})

test('an amount comes with what it was reckoned from, and for whom it is', () => {
  const rates = { base_min_fen: 647500, base_max_fen: 3237600, employer_rate_bp: 500, personal_rate_bp: 200 }
  const { text } = render('cost-result', { estimate: { ...COST, ...rates, note: '原文写的是非深户。' } })
  expect(text()).toContain('缴费基数 6475元起，最高32376元单位交 5%个人交 2%')
  expect(text()).toContain('原文写的是非深户。')
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

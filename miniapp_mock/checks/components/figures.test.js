const { render, said } = require('./simulator.js')

const VALUE = { policy_year: 2025, per: 'year', personal_fen: 38000, subsidy_fen: 67000, total_fen: null }

test('the bar tells who pays what, and the sum only where a source states it', () => {
  expect(render('pay-bar', { value: VALUE }).text()).toBe('个人交 380元财政补 670元')
  expect(render('pay-bar', { value: { ...VALUE, total_fen: 105000 } }).text()).toContain('合计 1050元')
})

test('a subsidy of nothing is not a subsidy nobody stated', () => {
  expect(render('pay-bar', { value: { ...VALUE, subsidy_fen: 0 } }).text()).toContain('财政补 0元')
  expect(render('pay-bar', { value: { ...VALUE, subsidy_fen: null } }).text()).toContain('来源没有写')
})

test('the history is as wide as its amounts, and what holds stands out', () => {
  const values = [{ ...VALUE, pay_from: '2024-09-01' }, { ...VALUE, pay_from: '2025-01-01', personal_fen: 40000 }]
  const { component } = render('history-chart', { values, current: values[1] })
  const widths = component.querySelectorAll('.bar').map((bar) => bar.dom.style.width)
  expect(widths).toEqual(['95%', '100%'])
  expect(component.querySelectorAll('.now').map(said)).toEqual(['2025年度2025年1月起交400元'])
})

test('what an employer pays is shown where no amount is', () => {
  const value = { ...VALUE, personal_fen: null, employer_rate_bp: 80, base_min_fen: 647500 }
  expect(render('value-figures', { value }).text()).toContain('缴费基数 6475元起单位交 0.8%')
})

test('benefits stand case by case', () => {
  const cell = (dims_label, measure_label, text) => ({ dims_label, measure_label, text, citations: [] })
  const cells = [cell('住院', '封顶线', '每年54万元'), cell('门诊', '起付线', '不设'), cell('住院', '报销比例', '最高85%')]
  const { component } = render('benefit-table', { cells })
  expect(component.querySelectorAll('.case').map(said)).toEqual(['住院封顶线每年54万元报销比例最高85%', '门诊起付线不设'])
})

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
  ['carried_over', '沿用往年', '沿用2025年度'],
  ['ended', '已结束', '已结束'],
])('one that is %s says that instead', (status, label, words) => {
  const { component } = render('amount-card', { standard: { ...STANDARD, status, status_label: label } })
  expect(said(component.querySelector('.tag'))).toBe(words)
})

test('until when one pays this is said of what can be paid', () => {
  const { text } = render('amount-card', { standard: { ...STANDARD, last_day: '2024-12-31' } })
  expect(text()).toContain('2025年度标准，2024年12月31日前（含）按这个交')
})

test('before the first day of paying only that day is said', () => {
  const message = '2025年度标准，自2024年9月1日起适用'
  const early = { ...STANDARD, status: 'upcoming', status_label: '即将开始', message, last_day: '2024-08-31', current: null, next: { ...VALUE, pay_from: '2024-09-01' } }
  const { text } = render('amount-card', { standard: early, today: '2024-08-01' })
  expect(text()).toBe(`湖南即将开始${message}下年度 2024年9月1日起交 380元（2025年度）`)
})

test.each([
  [2025, '2024-12-31', '同一年度 2025年1月1日起改交 400元（2025年度）'],
  [2026, '2024-12-31', '下年度 2025年1月1日起交 400元（2026年度）'],
  [2026, '2025-01-01', '下年度 现在可以交 400元（2026年度）'],
])('what comes next, of %s, stands below, seen on %s: %s', (policy_year, today, words) => {
  const next = { ...VALUE, policy_year, pay_from: '2025-01-01', personal_fen: 40000 }
  const { component } = render('amount-card', { standard: { ...STANDARD, next }, today })
  expect(said(component.querySelector('.next'))).toBe(words)
})

test.each([
  ['来源是第三方网页，没有出处。金额与基数、比例对不上：6475元×2%=129.50元。单位5%，也不一致。', '存疑：金额与基数、比例对不上：6475元×2%=129.50元……点开看全文'],
  ['来源是推荐条目；财政补助反而下降，待核对。', '存疑：财政补助反而下降，待核对……点开看全文'],
  ['来源是推荐条目。', '存疑：来源是推荐条目'],
  ['待核对', '存疑：待核对'],
])('what is doubtful about the amount is said in short: %s', (doubt, words) => {
  const { component } = render('amount-card', { standard: { ...STANDARD, current: { ...VALUE, doubt } } })
  expect(said(component.querySelector('.doubt'))).toBe(words)
})

test('a card says for whom an amount is, where its note does', () => {
  const note = '原文写的是非深户。单位每月323.76元。'
  const { component } = render('amount-card', { standard: { ...STANDARD, current: { ...VALUE, note } } })
  expect(said(component.querySelector('.note'))).toBe('原文写的是非深户')
})

test('before the first day of paying the doubt is that of what is to come', () => {
  const next = { ...VALUE, pay_from: '2024-09-01', note: '集中缴费期内的标准。', doubt: '待核对。' }
  const { component } = render('amount-card', { standard: { ...STANDARD, status: 'upcoming', current: null, next }, today: '2024-08-01' })
  expect(said(component.querySelector('.note'))).toBe('集中缴费期内的标准')
  expect(component.querySelectorAll('.doubt').map(said)).toEqual(['存疑：待核对'])
  expect(said(component.querySelector('.next'))).toBe('下年度 2024年9月1日起交 380元（2025年度）')
})

test('what comes next says that it is doubtful, beside what holds', () => {
  const next = { ...VALUE, pay_from: '2025-01-01', doubt: '待核对。' }
  const { component } = render('amount-card', { standard: { ...STANDARD, next }, today: '2024-12-31' })
  expect(said(component.querySelector('.next'))).toContain('存疑')
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

const simulate = require('miniprogram-simulate')
const { render, said, tap } = require('./simulator.js')

const CHOICE = { text: '上学了吗？', help: '', kind: 'choice', answers: [{ label: '没有' }, { label: '上了' }] }
const RULE = {
  title: '哪天生效', note: '',
  facts: [
    { name: 'group', label: '哪一类', type: 'choice', options: [{ value: 'a', label: '在校' }, { value: 'b', label: '不在校' }] },
    { name: 'late', label: '晚了吗', type: 'boolean', options: [] },
    { name: 'paid', label: '缴费日期', type: 'date', options: [] },
  ],
}

test('an answer is told by its words', async () => {
  const { component, told } = render('question-card', { question: CHOICE }, 'answer')
  await tap(component.querySelectorAll('.answer')[1])
  expect(told).toEqual([['answer', { label: '上了' }]])
})

test('the answer of last time is marked, also the first', () => {
  const { component } = render('question-card', { question: CHOICE, before: { label: '没有' } })
  expect(component.querySelectorAll('.choice-on').map(said)).toEqual(['没有'])
})

test('a question for a day tells the day', async () => {
  const { component, told } = render('question-card', { question: { ...CHOICE, kind: 'date' }, today: '2026-03-01' }, 'answer')
  expect(component.querySelectorAll('.answer')).toHaveLength(0)
  component.instance.pick({ detail: { value: '2026-02-01' } })
  await simulate.sleep(20)
  expect(told).toEqual([['answer', { day: '2026-02-01' }]])
})

test.each([
  [{ day: '2026-02-01' }, '2026年2月1日'],
  [{ label: '出生90天以内' }, '出生90天以内'],
])('the day asked for shows what was said of it before: %j', (before, words) => {
  const { component } = render('question-card', { question: { ...CHOICE, kind: 'date' }, before })
  expect(said(component.querySelector('.day'))).toBe(words)
})

test('a rule asks for all it needs', () => {
  const { component } = render('fact-form', { rule: RULE, facts: { paid: '2026-02-01' } })
  expect(component.querySelectorAll('.fact').map(said)).toEqual(['哪一类在校不在校', '晚了吗是否', '缴费日期2026年2月1日'])
})

test('a fact is told with its name', async () => {
  const { component, told } = render('fact-form', { rule: RULE, facts: {} }, 'fill')
  await tap(component.querySelectorAll('.choice')[1])
  await tap(component.querySelectorAll('.choice')[2])
  expect(told).toEqual([['fill', { name: 'group', value: 'b' }], ['fill', { name: 'late', value: 'true' }]])
})

test('what is typed is told, and may be cleared', async () => {
  const { component, told } = render('search-box', { text: '退', hint: '要办的事' }, 'type', 'search')
  component.instance.type({ detail: { value: '退费' } })
  component.instance.search({ detail: { value: '退费' } })
  await tap(component.querySelector('.clear'))
  expect(told).toEqual([['type', { text: '退费' }], ['search', { text: '退费' }], ['type', { text: '' }]])
})

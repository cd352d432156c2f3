const { render, tap } = require('./simulator.js')

const CITED = { doubt: '', reading: '', citations: [{ source: 'letter', where: '第二段', quote: '每年406元' }] }
const SOURCES = [{ key: 'letter', title: '公开信' }]

test('a fact without evidence has no button', () => {
  expect(render('fact-line', { fact: { text: '一句话' } }).component.querySelector('.toggle')).toBeUndefined()
})

test("the source's words show when they are asked for", async () => {
  const { component, text } = render('fact-line', { fact: CITED, sources: SOURCES })
  expect(text()).not.toContain('每年406元')
  await tap(component.querySelector('.toggle'))
  expect(text()).toContain('“每年406元”')
  expect(text()).toContain('公开信 · 第二段')
})

test('what is doubtful says so before it is touched', async () => {
  const { component, text } = render('fact-line', { fact: { ...CITED, doubt: '没有写年度', reading: '按今年' } })
  expect(text()).toContain('存疑')
  await tap(component.querySelector('.toggle'))
  expect(text()).toContain('存疑：没有写年度')
  expect(text()).toContain('我们的理解：按今年')
})

test('a citation leads to its source', async () => {
  const { component, told } = render('fact-line', { fact: CITED, sources: SOURCES }, 'open')
  await tap(component.querySelector('.toggle'))
  await tap(component.querySelector('.citation'))
  expect(told).toEqual([['open', { type: 'source', key: 'letter' }]])
})

const { render, tap } = require('./simulator.js')

test.each([
  ['loading', ''],
  ['failed', '连不上网络'],
  ['empty', '还没有收录'],
  ['ready', ''],
])('%s says “%s”', (status, words) => {
  const { text } = render('load-state', { status, failure: '连不上网络', emptyText: '还没有收录' })
  expect(text().replace('再试一次', '')).toBe(words)
})

test('the last good copy says from which day it is', () => {
  const { text } = render('load-state', { status: 'offline', keptOn: '2026-03-01' })
  expect(text()).toContain('2026年3月1日存下的内容')
})

test('another day than today is named in every state', () => {
  const { text } = render('load-state', { status: 'failed', failure: '', asOf: '2024-12-31' })
  expect(text()).toContain('2024年12月31日那天的内容')
})

test.each(['failed', 'offline'])('one may try again when it is %s', async (status) => {
  const { component, told } = render('load-state', { status }, 'retry')
  await tap(component.querySelector('.button'))
  expect(told).toHaveLength(1)
})

test('from what is gone one goes on, and does not try again', async () => {
  const { component, text, told } = render('load-state', { status: 'failed', failure: '没有办事指南「nope」', gone: true }, 'leave')
  expect(text()).not.toContain('再试一次')
  for (const button of component.querySelectorAll('.button')) await tap(button)
  expect(told.map(([, { to }]) => to)).toEqual(['search', 'home'])
})

test('from another day one comes back to today', async () => {
  const { component, told } = render('load-state', { status: 'ready', asOf: '2024-12-31' }, 'leave')
  await tap(component.querySelector('.again'))
  expect(told).toEqual([['leave', { to: 'today' }]])
})

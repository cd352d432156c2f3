const { render, said, tap } = require('./simulator.js')

const PATH = [
  { label: '深圳医保', kind: 'open', kind_label: '打开', note: '', alternatives: [] },
  { label: '首页', kind: 'open', kind_label: '打开', note: '先登录', alternatives: ['办事大厅'] },
  { label: '税款所属期起', kind: 'choose', kind_label: '选', note: '', alternatives: [], value: '2024-01-01' },
]

test('the first chip is where one goes, the others are what one does there, numbered as in the picture', () => {
  const { component } = render('menu-path', { path: PATH })
  const chips = component.querySelectorAll('.chip').map(said)
  expect(chips).toEqual(['打开 深圳医保', '1打开 首页', '2选 税款所属期起 2024-01-01'])
})

test('there is an arrow between chips and none after the last', () => {
  const { component } = render('menu-path', { path: PATH })
  expect(component.querySelectorAll('.arrow')).toHaveLength(PATH.length - 1)
})

test('a chip that is touched tells its note and the other entrances, touched again it is silent', async () => {
  const { component, text } = render('menu-path', { path: PATH })
  await tap(component.querySelectorAll('.chip')[1])
  expect(text()).toContain('第1步：打开“首页”')
  expect(text()).toContain('先登录')
  expect(component.querySelectorAll('.more .line').at(-1).dom.textContent).toBe('也可以从“办事大厅”进入') // no line of its own before it
  expect(text()).toContain('也可以从“办事大厅”进入')
  await tap(component.querySelectorAll('.chip')[1])
  expect(text()).not.toContain('先登录')
})

test('that a path is wrong is told with the node it is wrong at', async () => {
  const { component, told } = render('menu-path', { path: PATH }, 'report')
  await tap(component.querySelectorAll('.chip')[1])
  await tap(component.querySelector('.wrong'))
  expect(told).toEqual([['report', { node: 1, label: '首页' }]])
})

test('another path begins with no chip picked', async () => {
  const { component } = render('menu-path', { path: PATH })
  await tap(component.querySelectorAll('.chip')[2])
  component.setData({ path: PATH.slice(0, 1) })
  expect(component.querySelector('.more')).toBeUndefined()
})

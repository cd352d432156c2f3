const { render, said, tap } = require('./simulator.js')

const MATERIALS = [
  { name: '户口簿', group: '身份证明', necessity_label: '任选其一', form: 'original', form_label: '原件', copies: null, when: '', fill_note: '' },
  { name: '暂住证', group: '', necessity_label: '视情况', form: 'copy', form_label: '复印件', copies: 2, when: '外地户籍', fill_note: '' },
  { name: '电话', group: '', necessity_label: '必备', form: 'unstated', form_label: '未注明', copies: null, when: '', fill_note: '' },
]

test('a material says whether it is needed, in which form, and when', () => {
  const { component } = render('material-list', { materials: MATERIALS })
  expect(component.querySelectorAll('.item').map(said)).toEqual([
    '户口簿身份证明（任选其一） · 原件',
    '暂住证视情况 · 复印件 2份什么时候要：外地户籍',
    '电话必备',
  ])
})

test('what is ready is ticked', () => {
  const { component } = render('material-list', { materials: MATERIALS, ticked: ['暂住证'] })
  expect(component.querySelectorAll('.done').map(said)).toEqual(['暂住证'])
})

test('a tick is told by the name of the material', async () => {
  const { component, told } = render('material-list', { materials: MATERIALS }, 'toggle')
  await tap(component.querySelectorAll('.item')[1])
  expect(told).toEqual([['toggle', { name: '暂住证' }]])
})

const { render, said, tap } = require('./simulator.js')

const GUIDE = { key: 'refund', title: '退费', region: { name: '深圳市' }, channel_names: ['甲', '乙', '丙'] }
const RESULT = {
  type: 'guide', key: 'refund', title: '退费', region: { name: '深圳市' }, region_relation: 'here', snippet: '钱退到银行账户',
  path_text: '深圳医保 › 医保网办', status: 'unverified', status_label: '未核验', completeness: 'complete',
}

test('a guide names two of its channels and counts the others', () => {
  expect(render('guide-row', { guide: GUIDE }).text()).toBe('退费深圳市 · 甲、乙等3处')
})

test('a guide kept by title alone shows its title alone', () => {
  expect(render('guide-row', { guide: { key: 'refund', title: '退费' } }).text()).toBe('退费')
})

test('a result shows the path that was asked for', () => {
  const { component } = render('result-row', { result: RESULT })
  expect(said(component.querySelector('.path'))).toBe('深圳医保 › 医保网办')
})

test('a result whose source was cut off says so', () => {
  expect(render('result-row', { result: { ...RESULT, completeness: 'partial' } }).text()).toContain('资料不全')
})

test('a source says its grade and its faults', () => {
  const sources = [{ key: 'letter', title: '公开信', publisher: '鹤山', grade: 'B', grade_label: '官方网站', defects: ['页面被篡改', '未注明时间'] }]
  expect(render('source-list', { sources }).text()).toBe('公开信鹤山B级 · 官方网站页面被篡改、未注明时间')
})

test.each([
  ['guide-row', { guide: GUIDE }, { type: 'guide', key: 'refund' }],
  ['result-row', { result: { ...RESULT, type: 'rule', key: 'start' } }, { type: 'rule', key: 'start' }],
])('%s leads to what it names', async (name, properties, where) => {
  const { component, told } = render(name, properties, 'open')
  await tap(component.querySelector('.row'))
  expect(told).toEqual([['open', where]])
})

test('a card folds and unfolds', async () => {
  const { component } = render('fold-card', { name: '注意', count: 3, folded: true })
  expect(said(component.querySelector('.fold'))).toBe('注意3')
  expect(component.querySelector('.turned')).toBeUndefined()
  await tap(component.querySelector('.fold'))
  expect(component.querySelector('.turned')).toBeDefined()
})

test('a region is changed by a touch', async () => {
  const { component, told } = render('region-bar', { name: '鹤山市' }, 'change')
  await tap(component.querySelector('.bar'))
  expect(told).toHaveLength(1)
})

const { render, said, tap } = require('./simulator.js')

const NODE = { label: '深圳医保', kind: 'open', kind_label: '打开', note: '', alternatives: [] }
const ROUTE = {
  title: '公众号申请', audience: ['监护人'], status: 'suspected', status_label: '可能已变', status_reason: '名称可能已变',
  verified_on: null, path: [NODE, { ...NODE, label: '医保网办', kind: 'tap', kind_label: '点' }],
  channel: { key: 'shenzhen-yibao', name: '深圳医保', kind: 'official_account', kind_label: '公众号', is_official: true, how_to_open: '' },
  steps: [{ text: '关注公众号。', actor_label: '监护人' }],
}

test('a way says how sure it is and why', () => {
  const { component, text } = render('route-view', { route: ROUTE })
  expect(said(component.querySelector('.tag-danger'))).toBe('可能已变')
  expect(text()).toContain('可能已变：名称可能已变')
})

test.each([[true, false], [false, true]])('official: %s; says that it is not: %s', (is_official, warns) => {
  const route = { ...ROUTE, channel: { ...ROUTE.channel, is_official } }
  expect(render('route-view', { route }).text().includes('非官方渠道')).toBe(warns)
})

test('a step says who does it', () => {
  expect(render('route-view', { route: ROUTE }).text()).toContain('1关注公众号。监护人来做')
})

test.each([
  ['official_account', '复制名称，去微信搜'],
  ['mini_program', '复制名称，去微信搜'],
  ['alipay_life_account', '复制名称，去支付宝搜'],
])('the one thing to do with %s is %s', (kind, words) => {
  const route = { ...ROUTE, channel: { ...ROUTE.channel, kind } }
  expect(said(render('route-view', { route }).component.querySelector('.primary'))).toBe(words)
})

test('a mini-program is only said to open where its id is known', () => {
  const channel = { ...ROUTE.channel, kind: 'mini_program', app_id: 'wx1' }
  expect(said(render('route-view', { route: { ...ROUTE, channel } }).component.querySelector('.primary'))).toBe('打开小程序')
})

test('groups of readers that are themselves rows are told apart', () => {
  const route = { ...ROUTE, audience: ['没有入园、入学的孩子', '在校的孩子'] }
  expect(render('route-view', { route }).text()).toContain('适合：没有入园、入学的孩子；在校的孩子')
})

test('nobody opens a counter', () => {
  const route = { ...ROUTE, channel: { ...ROUTE.channel, kind: 'counter' } }
  expect(render('route-view', { route }).component.querySelector('.primary')).toBeUndefined()
})

test('what is touched is told', async () => {
  const { component, told } = render('route-view', { route: ROUTE }, 'start', 'copy', 'open')
  const [start, copy] = component.querySelectorAll('.button')
  await tap(start)
  await tap(copy)
  await tap(component.querySelector('.channel'))
  expect(told.map(([name]) => name)).toEqual(['start', 'copy', 'open'])
  expect(told[2][1]).toEqual({ type: 'channel', key: 'shenzhen-yibao' })
})

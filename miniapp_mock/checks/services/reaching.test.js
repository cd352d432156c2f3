const { readFileSync } = require('node:fs')
const day = require('../../miniprogram/services/day')
const estimates = require('../../miniprogram/services/estimates')
const location = require('../../miniprogram/services/location')
const reach = require('../../miniprogram/services/phone')
const { phone } = require('./phone.js')

const CHANNEL = { key: 'yuemeng', name: '粤医保', kind: 'mini_program', url: '', app_id: 'wx1' }
const opened = (state) => state.done.map(([name]) => name)

test('a mini-program whose id is known is opened', async () => {
  const state = phone()
  await reach.start(CHANNEL)
  expect(state.done).toEqual([['navigateToMiniProgram', 'wx1']])
  expect(state.asked).toEqual([]) // an answer that comes late would open it on another page
})

test.each([
  ['whose id nobody knows', { ...CHANNEL, app_id: '' }],
  ['that does not open', CHANNEL],
])('of one %s the name is copied, with a hint where to paste it', async (_, channel) => {
  const state = phone()
  state.works = { navigateToMiniProgram: false }
  await reach.start(channel)
  expect(state.done).toContainEqual(['setClipboardData', '粤医保'])
  expect(state.done.at(-1)).toEqual(['showModal', '粤医保\n到微信“搜一搜”里粘贴，打开这个小程序。'])
})

test('of a website the address is copied', async () => {
  const state = phone()
  await reach.start({ name: '官网', kind: 'website', url: 'http://a.example/' })
  expect(state.done).toContainEqual(['setClipboardData', 'http://a.example/'])
  expect(state.done.at(-1)).toEqual(['showModal', 'http://a.example/\n到浏览器里粘贴打开。'])
  await reach.start({ name: '官网', kind: 'website', url: '' })
  expect(state.done.at(-1)).toEqual(['showModal', '官网\n到浏览器里搜这个名称。'])
})

test('that nothing was copied is said', async () => {
  const state = phone()
  state.works = { setClipboardData: false }
  expect(await reach.copy('文字', '已复制')).toBe(false)
  expect(state.done.at(-1)).toEqual(['showToast', '没能复制，长按文字可以选取'])
})

test.each([
  ['0750-8761233', { e164: '+867508761233', raw: '8761233' }],
  ['0750-8761233', { e164: '+867508761233', raw: '0750-8761233' }],
  ['12393', { e164: '', raw: '12393' }],
])('what is dialled is what the button says: %s', (number, printed) => {
  const state = phone()
  reach.call(printed)
  expect(state.done).toEqual([['makePhoneCall', number]])
  expect(shown(printed)).toBe(number)
})

/** What wxs/offices.wxs writes on the button: WXS and scripts cannot share a function. */
function shown(printed) {
  const module = { exports: {} }
  new Function('module', readFileSync(`${__dirname}/../../miniprogram/wxs/offices.wxs`, 'utf8'))(module)
  return module.exports.dialled(printed)
}

test('who changes their mind about a call breaks nothing', () => {
  const state = phone()
  state.works = { makePhoneCall: false }
  reach.call({ e164: '', raw: '12393' })
  expect(opened(state)).toEqual(['makePhoneCall'])
})

test('a position that is refused is a failure in words', async () => {
  phone().works = { getLocation: false }
  await expect(location.here()).rejects.toThrow('可以按镇街选')
})

test('a position is in the coordinates the service asks for', async () => {
  phone().works = { getLocation: { latitude: 22.7, longitude: 112.9 } }
  expect(await location.here()).toEqual({ lat: 22.7, lng: 112.9 })
})

test('what can be reckoned: contributions and the rules that hold here, what a link asked for first', async () => {
  const rules = [['here', 'a'], ['elsewhere', 'b'], ['above', 'c']].map(([region_relation, key]) => ({ type: 'rule', key, region_relation }))
  const query = `q=${encodeURIComponent('待遇从哪天算起')}&region=440300&limit=50`
  phone({
    '/regions/440300': [200, { standards: [{ key: 's', kind: 'contribution' }, { key: 't', kind: 'benefit' }], sources: ['x'] }],
    [`/search?${query}`]: [200, { results: [...rules, { type: 'guide', key: 'g', region_relation: 'here' }] }],
    '/rules/b': [200, { key: 'b', facts: [] }],
  })
  const { body } = await estimates.choices('440300', { rule: 'b' })
  expect(body.standards.map(({ key }) => key)).toEqual(['s'])
  expect(body.rules.map(({ key }) => key)).toEqual(['b', 'a', 'c'])
  expect(body.rule).toEqual({ key: 'b', facts: [] })
})

test.each([
  ['2026-04-01', { birth_date: '2026-04-01' }],
  ['2026-04-02', {}], // not yet
  ['2026-02-30', {}],
  ['2026-13-01', {}],
  ['昨天', {}],
])('of a link that says birth_date=%s is taken what can be: %j', (birth_date, taken) => {
  day.override('2026-04-01')
  const rule = { facts: [{ name: 'birth_date', type: 'date' }, { name: 'group', type: 'choice' }] }
  expect(estimates.given(rule, { birth_date, group: 'in_school', on: '2026-04-01' })).toEqual(taken)
  day.override('')
})

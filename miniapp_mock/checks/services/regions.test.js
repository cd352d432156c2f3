const regions = require('../../miniprogram/services/regions')
const { phone } = require('./phone.js')

const ALL = [
  { code: '100000', name: '全国', level: 'nation', parent: '' },
  { code: '440784', name: '鹤山市', level: 'county', parent: '440700' },
  { code: '440703', name: '蓬江区', level: 'county', parent: '440700' },
  { code: '440000', name: '广东省', level: 'province', parent: '100000' },
  { code: '440700', name: '江门市', level: 'city', parent: '440000' },
  { code: '440300', name: '深圳市', level: 'city', parent: '440000' },
  { code: '500000', name: '重庆市', level: 'province', parent: '100000' },
  { code: '350200', name: '厦门市', level: 'city', parent: '350000' },
  { code: '140400', name: '长治市', level: 'city', parent: '140000' },
]

beforeEach(() => phone())

test.each([
  ['sz', ['深圳市']],
  ['shenz', ['深圳市']],
  ['SHEN zhen', ['深圳市']],
  ['szhen', ['深圳市']],
  ['heshan', ['鹤山市']],
  ['hs', ['鹤山市']],
  ['chongqing', ['重庆市']],
  ['xm', ['厦门市']],
  ['changzhi', ['长治市']],
  ['山', ['鹤山市']],
  ['市', ['重庆市', '江门市', '深圳市', '厦门市', '长治市', '鹤山市']],
  ['qq', []],
  ['江门鹤山', ['鹤山市']],
  ['广东省江门市鹤山', ['鹤山市']],
  ['广东深圳', ['深圳市']],
  ['江鹤山', []],
  ['', []],
])('%s finds %j', (text, names) => {
  expect(regions.matching(ALL, text).map(({ name }) => name)).toEqual(names)
})

test('whole syllables stand before initials, and a whole name before the rest', () => {
  const named = (name, level, code) => ({ name, level, code, parent: '' })
  const all = [named('襄阳市', 'city', '1'), named('咸阳市', 'city', '2'), named('西安区', 'county', '3'), named('西安市', 'city', '4')]
  expect(regions.matching(all, 'xian').map(({ name }) => name)).toEqual(['西安市', '西安区', '咸阳市', '襄阳市'])
  expect(regions.matching(all, 'xian', new Set(['1', '3'])).map(({ name }) => name)).toEqual(['西安区', '西安市', '咸阳市', '襄阳市'])
})

test('the first visit has chosen nothing, and sees what holds everywhere', () => {
  expect(regions.chosen()).toBeNull()
  expect(regions.current().code).toBe('100000')
})

test('a chosen region is remembered, the last one first and each once', () => {
  ALL.slice(1, 4).concat(ALL[1]).forEach((region) => regions.choose(region))
  expect(regions.current()).toEqual({ code: '440784', name: '鹤山市' })
  expect(regions.recent().map(({ code }) => code)).toEqual(['440784', '440000', '440703'])
})

test('a phone without room holds the choice until the app is closed, and says that it is not kept', () => {
  phone().full = true
  expect(regions.choose(ALL[1])).toBe(false)
  expect(regions.current().code).toBe('440784')
  regions.forget()
  expect(regions.chosen()).toBeNull()
})

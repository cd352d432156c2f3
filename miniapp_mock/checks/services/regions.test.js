const regions = require('../../miniprogram/services/regions')
const { phone } = require('./phone.js')

const ALL = [
  { code: '100000', name: '全国', level: 'nation', parent: '' },
  { code: '440784', name: '鹤山市', level: 'county', parent: '440700' },
  { code: '440703', name: '蓬江区', level: 'county', parent: '440700' },
  { code: '440000', name: '广东省', level: 'province', parent: '100000' },
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
  ['市', ['重庆市', '深圳市', '厦门市', '长治市', '鹤山市']],
  ['qq', []],
  ['', []],
])('%s finds %j', (text, names) => {
  expect(regions.matching(ALL, text).map(({ name }) => name)).toEqual(names)
})

test('the first visit has chosen nothing, and sees what holds everywhere', () => {
  expect(regions.chosen()).toBeNull()
  expect(regions.current().code).toBe('100000')
})

test('a chosen region is remembered, the last one first and each once', () => {
  ALL.slice(1, 4).concat(ALL[1]).forEach(regions.choose)
  expect(regions.current()).toEqual({ code: '440784', name: '鹤山市' })
  expect(regions.recent().map(({ code }) => code)).toEqual(['440784', '440000', '440703'])
})

test('regions with channels of their own are named once, without the nation', async () => {
  const region = ({ code, name }) => ({ region: { code, name } })
  phone({ '/channels': [200, { channels: [ALL[4], ALL[0], ALL[4], ALL[3]].map(region) }] })
  expect((await regions.withChannels()).map(({ name }) => name)).toEqual(['广东省', '深圳市'])
})

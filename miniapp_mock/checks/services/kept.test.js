const checklists = require('../../miniprogram/services/checklists')
const day = require('../../miniprogram/services/day')
const favourites = require('../../miniprogram/services/favourites')
const guides = require('../../miniprogram/services/guides')
const reports = require('../../miniprogram/services/reports')
const search = require('../../miniprogram/services/search')
const settings = require('../../miniprogram/services/settings')
const storage = require('../../miniprogram/services/storage')
const { phone } = require('./phone.js')

const GUIDE = { key: 'refund', title: '退费', region: { code: '440300', name: '深圳市' }, materials: [{ name: '身份证' }, { name: '户口簿' }] }
const REPORT = { guide: 'refund', title: '退费', route: 0, channel: '深圳医保', node: 2, label: '掌上办事', reason: '找不到这一步' }

beforeEach(() => phone())

test('a favourite is one until it is touched again', () => {
  expect(favourites.toggle(GUIDE)).toBe(true)
  expect(favourites.has('refund')).toBe(true)
  expect(favourites.toggle(GUIDE)).toBe(false)
  expect(favourites.all()).toEqual([])
})

test('a checklist begins with its first tick and ends with its last', () => {
  checklists.toggle(GUIDE, '身份证')
  expect(checklists.toggle(GUIDE, '户口簿')).toEqual(['身份证', '户口簿'])
  expect(checklists.all()).toEqual([{ key: 'refund', title: '退费', ticked: ['身份证', '户口簿'], of: 2 }])
  checklists.toggle(GUIDE, '身份证')
  checklists.toggle(GUIDE, '户口簿')
  expect(checklists.all()).toEqual([])
})

test('a report keeps the true day, whatever day is shown', () => {
  day.override('2024-12-31')
  reports.keep(REPORT)
  day.override('')
  expect(reports.all()[0].on).toBe(day.of(Date.now()))
})

test('one node is reported once, with what was said last', () => {
  reports.keep(REPORT)
  reports.keep({ ...REPORT, node: 3 })
  reports.keep({ ...REPORT, reason: '名字不一样了' })
  expect(reports.all().map(({ node, reason }) => [node, reason])).toEqual([[2, '名字不一样了'], [3, '找不到这一步']])
  reports.drop(0)
  expect(reports.all()).toHaveLength(1)
})

test('reports do not grow without end', () => {
  for (let node = 0; node < 80; node += 1) reports.keep({ ...REPORT, node })
  expect(reports.all()).toHaveLength(50)
})

test('what was looked at last stands first, each once', () => {
  ;['a', 'b', 'a'].forEach((key) => guides.remember({ key, title: key }))
  expect(guides.recent().map(({ key }) => key)).toEqual(['a', 'b'])
})

test('searches are remembered and forgotten', () => {
  ;['退费', '新生儿', '退费'].forEach(search.remember)
  expect(search.history()).toEqual(['退费', '新生儿'])
  search.forget()
  expect(search.history()).toEqual([])
})

test('large text is off until somebody wants it', () => {
  expect(settings.all().large).toBe(false)
  settings.set('large', true)
  expect(settings.all().large).toBe(true)
})

test('clearing leaves nothing behind', () => {
  const { stored } = phone()
  settings.set('large', true)
  reports.keep(REPORT)
  storage.clear()
  expect(stored.size).toBe(0)
})

test('a phone without room says so, and nothing looks kept that is not', () => {
  favourites.toggle({ ...GUIDE, key: 'pay' })
  wx.setStorageSync = () => {
    throw new Error('setStorageSync:fail exceed storage max size')
  }
  expect(favourites.toggle(GUIDE)).toBe(false)
  expect(favourites.toggle({ ...GUIDE, key: 'pay' })).toBe(true)
  expect(checklists.toggle(GUIDE, '身份证')).toEqual([])
  expect(reports.keep(REPORT)).toBe(false)
  expect(settings.set('large', true)).toBe(false)
  expect(favourites.all().map(({ key }) => key)).toEqual(['pay'])
})

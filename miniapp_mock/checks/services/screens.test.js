const screens = require('../../miniprogram/services/screens')
const { phone } = require('./phone.js')

let gone, arrive

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-03-01') })
  phone()
  gone = []
  wx.navigateTo = ({ url, success }) => {
    gone.push(url)
    arrive = success
  }
})
afterEach(() => {
  arrive()
  jest.useRealTimers()
})

test('who taps twice goes once', () => {
  screens.open('guide', 'refund')
  screens.open('guide', 'refund')
  expect(gone).toEqual(['/pages/guide/index?key=refund'])
})

test('who has arrived goes on, and who never arrives may try again', () => {
  screens.go('/a')
  arrive()
  screens.go('/b')
  jest.advanceTimersByTime(1000)
  screens.go('/c')
  expect(gone).toEqual(['/a', '/b', '/c'])
})

test.each([['%E9%80%80%E8%B4%B9', '退费'], ['%', '%'], ['退费', '退费']])('%s of a link means %s', (value, meant) => {
  expect(screens.meant(value)).toBe(meant)
})

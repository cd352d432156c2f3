const config = require('../../miniprogram/config')
const day = require('../../miniprogram/services/day')
const request = require('../../miniprogram/services/request')
const { phone } = require('./phone.js')

const PAGE = { key: 'refund', title: '退费' }
const REFUSED = { code: 'not_found', detail: '没有办事指南「nope」', errors: { path: '/guides/nope' } }

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-03-01T15:59:59Z') }))
afterEach(() => {
  jest.useRealTimers()
  day.override('')
})

test('what the service says is handed on', async () => {
  phone({ '/guides/refund': [200, PAGE] })
  expect(await request.page('/guides/refund')).toEqual({ body: PAGE, keptOn: '' })
})

test.each([
  ['unreachable', undefined],
  ['out of order', [503, { code: 'unavailable', detail: '' }]],
  ['not itself', [200, '<html>登录无线网</html>']],
  ['empty', [200, null]],
])('with the service %s the last good copy answers, with its day in Shanghai', async (_, answer) => {
  const { answers } = phone({ '/guides/refund': [200, PAGE] })
  await request.page('/guides/refund')
  jest.setSystemTime(new Date('2026-03-08T00:00:00Z'))
  answers['/guides/refund'] = answer
  if (!answer) delete answers['/guides/refund']
  expect(await request.page('/guides/refund')).toEqual({ body: PAGE, keptOn: '2026-03-01' })
})

test.each([
  [undefined, 'unreachable', '连不上网络，请检查后再试'],
  [[500, {}], 'broken', '服务暂时打不开，请稍后再试'],
])('without a copy %j is a failure in words', async (answer, code, message) => {
  phone(answer ? { '/guides/refund': answer } : {})
  await expect(request.page('/guides/refund')).rejects.toMatchObject({ code, message })
})

test('whoever is asked to wait gets the last good copy, else the words of the service', async () => {
  const { answers } = phone({ '/guides/refund': [200, PAGE] })
  await request.page('/guides/refund')
  const busy = { code: 'too_many_requests', detail: '问得太快了，请稍等' }
  answers['/guides/refund'] = answers['/guides/pay'] = [429, busy]
  expect((await request.page('/guides/refund')).body).toEqual(PAGE)
  await expect(request.page('/guides/pay')).rejects.toMatchObject({ message: busy.detail, isFinal: false })
})

test('a link that names nothing asks nobody, and says what is wrong with it', async () => {
  const { asked } = phone()
  await expect(request.page(`/guides/${undefined}`)).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('链接不完整') })
  expect(asked).toEqual([])
})

test('a refusal is final: no copy hides that a guide was withdrawn', async () => {
  const { answers } = phone({ '/guides/nope': [200, PAGE] })
  await request.page('/guides/nope')
  answers['/guides/nope'] = [404, REFUSED]
  await expect(request.page('/guides/nope')).rejects.toMatchObject({ code: 'not_found', message: REFUSED.detail, errors: REFUSED.errors })
})

test('pages are asked for the day somebody wants to see, and are kept for that day alone', async () => {
  const { answers, asked } = phone({ '/guides/refund?on=2024-12-31': [200, PAGE] })
  day.override('2024-12-31')
  await request.page('/guides/refund')
  delete answers['/guides/refund?on=2024-12-31']
  day.override('')
  await expect(request.page('/guides/refund')).rejects.toMatchObject({ code: 'unreachable' })
  expect(asked).toEqual(['/guides/refund?on=2024-12-31', '/guides/refund'])
})

test('what is asked goes into the address as it must, and nothing goes for nothing', async () => {
  const { asked } = phone({ '/search?q=%E9%80%80%E8%B4%B9%26&region=440300': [200, {}] })
  await request.ask('/search', { q: '退费&', region: '440300', limit: null, more: '' })
  expect(asked).toEqual(['/search?q=%E9%80%80%E8%B4%B9%26&region=440300'])
})

test('suggestions are not kept', async () => {
  const { stored } = phone({ '/suggest?q=a': [200, { results: [] }] })
  await request.once('/suggest', { q: 'a' })
  expect(stored.size).toBe(0)
})

test('a phone that is full still shows what the service says', async () => {
  phone({ '/guides/refund': [200, PAGE] }).full = true
  expect((await request.page('/guides/refund')).body).toEqual(PAGE)
})

test('only so many copies are kept, and the ones used last', async () => {
  const { most } = config.kept.page
  const paths = Array.from({ length: most + 5 }, (_, place) => `/guides/g${place}`)
  const state = phone(Object.fromEntries(paths.map((path) => [path, [200, PAGE]])))
  for (const path of paths) await request.page(path)
  await request.page(paths[5])
  state.answers = {}
  await expect(request.page(paths[4])).rejects.toMatchObject({ code: 'unreachable' })
  expect((await request.page(paths[5])).body).toEqual(PAGE)
  expect([...state.stored.keys()].filter((name) => name.startsWith('copy '))).toHaveLength(most)
})

test('only so many characters are kept', async () => {
  const { characters } = config.kept.page
  const large = { text: 'x'.repeat(characters / 3) }
  const paths = ['/a', '/b', '/c', '/d']
  const state = phone(Object.fromEntries(paths.map((path) => [path, [200, large]])))
  for (const path of paths) await request.page(path)
  const kept = [...state.stored].filter(([name]) => name.startsWith('copy '))
  expect(kept.map(([name]) => name)).toEqual(['copy /c', 'copy /d'])
})

test('what alone is too large is not kept, and drives out nothing', async () => {
  const state = phone({ '/a': [200, PAGE], '/huge': [200, { text: 'x'.repeat(config.kept.page.characters) }] })
  await request.page('/a')
  await request.page('/huge')
  expect([...state.stored.keys()].filter((name) => name.startsWith('copy '))).toEqual(['copy /a'])
})

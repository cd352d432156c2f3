const { render, said, tap } = require('./simulator.js')

const PHONE = { raw: '8761233', e164: '+867508761233', area_code_inferred: true }
const OFFICE = {
  key: 'heshan-gulao', name: '古劳镇公共服务中心', region: { code: '440784103', name: '古劳镇' }, address: '三区2号',
  phones: [PHONE], hours: '', services: [{ key: 'pay', label: '缴费' }], location: null,
}

test('a number is shown as people here dial it, and an inferred area code is said to be one', () => {
  const { component, text } = render('office-card', { office: OFFICE })
  expect(said(component.querySelector('.button'))).toBe('0750-8761233')
  expect(text()).toContain('区号是按所在地推断的')
})

test('a confirmed area code needs no warning', () => {
  const office = { ...OFFICE, phones: [{ ...PHONE, area_code_inferred: false }] }
  expect(render('office-card', { office }).text()).not.toContain('推断')
})

test.each([
  [{ raw: '12393', e164: '12393' }, '12393'],
  [{ raw: '010-12345678', e164: '+861012345678' }, '010-12345678'],
])('%j is shown as %s', (phone, words) => {
  const { component } = render('office-card', { office: { ...OFFICE, phones: [phone] } })
  expect(said(component.querySelector('.button'))).toBe(words)
})

test('there is a map only where there are coordinates', () => {
  expect(render('office-card', { office: OFFICE }).text()).not.toContain('地图')
  expect(render('office-card', { office: { ...OFFICE, location: { lat: 22.7, lng: 112.9 } } }).text()).toContain('地图')
})

test('hours nobody stated are not made up', () => {
  expect(render('office-card', { office: OFFICE }).text()).toContain('办公时间来源没有写')
})

test.each([[850, '850米'], [1240, '1.2公里']])('%i m is %s as the crow flies', (distance_m, words) => {
  expect(render('office-card', { office: { ...OFFICE, distance_m } }).text()).toContain(`离您${words}（直线）`)
})

test('calling, copying and opening are told', async () => {
  const { component, told } = render('office-card', { office: OFFICE }, 'call', 'copy', 'open')
  const [call, copy] = component.querySelectorAll('.button')
  await tap(call)
  await tap(copy)
  await tap(component.querySelector('.head'))
  expect(told).toEqual([
    ['call', { phone: PHONE }],
    ['copy', { text: '三区2号' }],
    ['open', { type: 'office', key: 'heshan-gulao' }],
  ])
})

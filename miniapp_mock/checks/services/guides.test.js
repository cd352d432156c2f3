const guides = require('../../miniprogram/services/guides')
const plain = require('../../miniprogram/services/plain')
const standards = require('../../miniprogram/services/standards')

const route = (title, name, is_official, status) => ({ title, status, channel: { key: name, name, is_official } })

test('official ways come first, then the surer ones; each knows where it stood', () => {
  const routes = [route('a', '本地宝', false, 'verified'), route('b', '公众号', true, 'suspected'), route('c', '官网', true, 'unverified')]
  expect(guides.routesInOrder({ routes }).map(({ title, place }) => [title, place])).toEqual([['c', 2], ['b', 1], ['a', 0]])
})

test('two ways of one channel are told apart by their titles', () => {
  const routes = [route('城镇', '街镇', true, 'unverified'), route('农村', '行政村', true, 'unverified'), route('外地', '街镇', true, 'unverified')]
  expect(guides.routesInOrder({ routes }).map(({ tab }) => tab)).toEqual(['城镇', '行政村', '外地'])
})

test('by service every guide stands once, however many life events it is for', () => {
  const enrol = { key: 'enrol', service: 'enrol', service_label: '参保登记' }
  const pay = { key: 'pay', service: 'pay', service_label: '缴费' }
  const home = { guides_by_life_event: [{ guides: [enrol, pay] }, { guides: [enrol] }] }
  expect(guides.byService(home)).toEqual([
    { key: 'enrol', label: '参保登记', guides: [enrol] },
    { key: 'pay', label: '缴费', guides: [pay] },
  ])
})

test('a standard shows its values with their citations, each once', () => {
  const value = (policy_year, pay_from) => ({ policy_year, pay_from, citations: [{ quote: pay_from }] })
  const values = [value(2024, '2023-09-01'), value(2025, '2024-09-01'), value(2025, '2025-01-01')]
  const brief = ({ policy_year, pay_from }) => ({ policy_year, pay_from })
  const standard = { current: brief(values[1]), next: brief(values[2]), values }
  expect(standards.timeline(standard)).toEqual({ current: values[1], next: values[2], others: [values[0]] })
  expect(standards.timeline({ current: null, next: null, values })).toEqual({ current: null, next: null, others: values })
})

test('a guide in plain words', () => {
  const way = {
    title: '公众号申请', status_label: '未核验', path_text: '打开「深圳医保」 › 医保网办',
    steps: [{ text: '关注公众号。', actor_label: '监护人' }],
  }
  const guide = {
    title: '退费', summary: '钱退到银行账户。', audience: ['监护人'], routes: [way, way], notes: [],
    materials: [{ name: '身份证', form: 'original', form_label: '原件', when: '' }, { name: '电话', form: 'unstated', form_label: '未注明', when: '外地户籍' }],
    time_limits: [{ text: '一般3—5个工作日。' }], sources: [{ title: '某网页' }],
    offices: [{ name: '古劳镇公共服务中心', address: '三区2号', phones: [{ raw: '8761233' }] }],
  }
  expect(plain.guide(guide, way)).toBe(`【退费】

钱退到银行账户。

■ 适合
· 监护人

■ 公众号申请【未核验】（共2种办法，这是其中一种）
路径：打开「深圳医保」 › 医保网办
1. 关注公众号。（监护人）

■ 要带的材料
· 身份证（原件）
· 电话（外地户籍）

■ 时限
· 一般3—5个工作日。

■ 网点
· 古劳镇公共服务中心，三区2号，8761233

来源：某网页。以经办机构的答复为准。`)
})

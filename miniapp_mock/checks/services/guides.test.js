const day = require('../../miniprogram/services/day')
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

test('退费 stands among what happens, where there is a guide to it', () => {
  const refund = { key: 'refund', service: 'refund', service_label: '退费' }
  const pay = { key: 'pay', service: 'pay', service_label: '缴费' }
  const events = [{ key: 'yearly_payment', guides: [pay, refund] }, { key: 'other', guides: [pay] }]
  const labels = (guides_by_life_event) => guides.occasions({ guides_by_life_event }).map(({ key }) => key)
  expect(labels(events)).toEqual(['yearly_payment', 'refund', 'other'])
  expect(labels(events.slice(1))).toEqual(['other'])
})

test('a standard shows its values with their citations, each once', () => {
  const value = (policy_year, pay_from) => ({ policy_year, pay_from, citations: [{ quote: pay_from }] })
  const values = [value(2024, '2023-09-01'), value(2025, '2024-09-01'), value(2025, '2025-01-01')]
  const brief = ({ policy_year, pay_from }) => ({ policy_year, pay_from })
  const standard = { current: brief(values[1]), next: brief(values[2]), values }
  expect(standards.timeline(standard)).toEqual({ current: values[1], next: values[2], others: [values[0]] })
  expect(standards.timeline({ current: null, next: null, values })).toEqual({ current: null, next: null, others: values })
})

const WAY = {
  title: '公众号申请', status_label: '未核验', status_reason: '还没有人走过', path_text: '打开「深圳医保」 › 医保网办', doubt: '',
  channel: { is_official: false }, audience: [],
  steps: [{ text: '关注公众号。', actor_label: '监护人', doubt: '没有写在哪里关注' }],
}
const NONE = { form: 'unstated', copies: null, when: '', fill_note: '', doubt: '', group: '', necessity_label: '必备' }
const GUIDE = {
  title: '退费', summary: '钱退到银行账户。', audience: ['监护人'], routes: [WAY, WAY], doubt: '来源是第三方网页', policy_year: 2026,
  validity: 'current', completeness: 'complete', notes: [], conditions: [], standards: [], windows: [], time_limits: [], faqs: [],
  legal_basis: [], materials: [], offices: [], sources: [{ title: '某网页' }],
}
const written = (part, way = null) => plain.guide({ ...GUIDE, ...part }, way)

test('a guide in plain words, with its doubts', () => {
  expect(written({}, WAY)).toBe(`【退费】（2026年度）
钱退到银行账户。【存疑：来源是第三方网页】

■ 适合
· 监护人

■ 公众号申请【未核验】【非官方渠道】（共2种办法，这是其中一种）
路径：打开「深圳医保」 › 医保网办
1. 关注公众号。（监护人）【存疑：没有写在哪里关注】
未核验：还没有人走过

来源：某网页。以经办机构的答复为准。`)
})

test('what may stand for one another is told apart from what is needed', () => {
  const id = { ...NONE, group: '身份证明', necessity_label: '任选其一', form: 'original', form_label: '原件' }
  const materials = [{ ...id, name: '身份证' }, { ...NONE, name: '照片', copies: 2 }, { ...id, name: '户口簿', doubt: '没写哪几页' }]
  expect(written({ materials })).toContain(`■ 要带的材料
· 身份证明（任选其一）
  - 身份证（原件）
  - 户口簿（原件）【存疑：没写哪几页】
· 照片（必备，2份）`)
})

test('an office has the number its button shows', () => {
  const phones = [{ raw: '8761233', e164: '+867508761233', area_code_inferred: true }]
  expect(written({ offices: [{ name: '古劳镇', address: '三区2号', phones }] })).toContain('· 古劳镇，三区2号，0750-8761233（区号是推断的）')
})

test('who may, when, how much, and what others asked is in it', () => {
  const text = written({
    conditions: [{ text: '在校学生。', doubt: '' }],
    faqs: [{ question: '要排队吗？', answer: '不用。', doubt: '' }],
    windows: [{ title: '集中缴费', phase_label: '正在办理', opens_on: '2026-09-01', last_day: '2026-12-31', note: '', doubt: '截止日没写' }],
    time_limits: [{ label: '到账', kind_label: '一般时长', text: '3—5个工作日。', doubt: '' }],
    standards: [
      { title: '缴费标准', message: '2026年度', next: null, current: { kind: 'confirmed', per: 'year', personal_fen: 40050, subsidy_fen: 70000, doubt: '' } },
      { title: '待遇标准', message: '待公布', next: null, current: { kind: 'expected', kind_label: '预计', cells: [{ dims_label: '住院', measure_label: '报销比例', text: '最高85%', doubt: '' }] } },
    ],
  })
  expect(text).toContain('· 在校学生。')
  expect(text).toContain('· 要排队吗？\n  不用。')
  expect(text).toContain('· 集中缴费【正在办理】2026年9月1日起，到2026年12月31日（含）【存疑：截止日没写】')
  expect(text).toContain('· 到账（一般时长）：3—5个工作日。')
  expect(text).toContain('· 缴费标准（2026年度）：个人每年交400.50元，补助700元')
  expect(text).toContain('· 待遇标准（待公布）：住院报销比例最高85%（预计）')
})

test('that a guide is cut off, over, or of another day is said first', () => {
  day.override('2024-12-31')
  const text = written({ validity: 'ended', validity_label: '已失效', completeness: 'partial', partial_reason: '来源截断' })
  day.override('')
  expect(text).toContain('这是2024年12月31日那天的内容\n这份指南已失效\n资料不全，不能当作完整的办法：来源截断\n')
})

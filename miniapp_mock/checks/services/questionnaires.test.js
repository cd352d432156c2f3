const day = require('../../miniprogram/services/day')
const questionnaires = require('../../miniprogram/services/questionnaires')
const { phone } = require('./phone.js')

const ASKED = {
  questions: [
    { id: 'school', kind: 'choice', answers: [{ label: '没上学', next: 'born' }, { label: '上学', outcome: 'school' }] },
    { id: 'born', kind: 'date', answers: [{ label: '90天以内', most: 90, outcome: 'soon' }, { label: '超过90天', least: 91, outcome: 'late' }] },
  ],
  outcomes: [{ id: 'school' }, { id: 'soon' }, { id: 'late' }],
}

beforeEach(() => {
  phone()
  day.override('2026-04-01')
})
afterEach(() => day.override(''))

const NOT = { question: 'school', label: '没上学' }
const YES = { question: 'school', label: '上学' }
const born = (day) => ({ question: 'born', day })
const span = (label) => ({ question: 'born', label })
const walk = (...given) => questionnaires.walk(ASKED, given)

test('it begins with the first question', () => {
  expect(walk()).toMatchObject({ trail: [], question: { id: 'school' } })
})

test('an answer leads on, or lands', () => {
  expect(walk(NOT).question.id).toBe('born')
  expect(walk(YES).outcome.id).toBe('school')
})

test.each([
  ['2026-04-01', 'soon'],
  ['2026-01-01', 'soon'],
  ['2025-12-31', 'late'],
])('born on %s, asked on 2026-04-01: %s', (day, outcome) => {
  expect(walk(NOT, born(day)).outcome.id).toBe(outcome)
})

test('a shared result has the words of the span in place of the day', () => {
  const { trail } = walk(NOT, born('2025-12-31'))
  const link = questionnaires.written(trail)
  expect(link).toMatch(/^school:[%A-Z0-9]+,born:[%A-Z0-9]+$/)
  expect(questionnaires.read(link)).toEqual([NOT, span('超过90天')])
  expect(walk(...questionnaires.read(link)).outcome.id).toBe('late')
})

test.each(['7', '0.1', 'school:7', 'school', 'school:%E4%', ':,:', 'born:90'])('a link that says a=%s answers nothing', (link) => {
  expect(questionnaires.holding(ASKED, questionnaires.read(link))).toEqual([])
})

test.each([
  [[YES, born('2026-01-01')], [YES]],
  [[0, '2026-01-01'], []],
  [[null, NOT], []],
  [[NOT, 1], [NOT]],
  [[NOT, born('2027-01-01')], [NOT]],
  [[NOT, NOT], [NOT]],
  [[NOT, span('60天以内')], [NOT]],
])('of %j what still answers what is asked is kept: %j', (given, kept) => {
  expect(questionnaires.holding(ASKED, given)).toEqual(kept)
})

test('options that are put in another order keep their answers', () => {
  const [school, asked] = ASKED.questions
  const turned = { ...ASKED, questions: [{ ...school, answers: [...school.answers].reverse() }, asked] }
  expect(questionnaires.walk(turned, [YES]).outcome.id).toBe('school')
})

test('a day that leads to another question as time goes by answers none of the old ones', () => {
  const place = { id: 'place', kind: 'choice', answers: [{ label: '城镇', outcome: 'town' }, { label: '农村', outcome: 'village' }] }
  const hukou = { id: 'hukou', kind: 'choice', answers: [{ label: '本市', outcome: 'soon' }, { label: '外地', outcome: 'late' }] }
  const [school, asked] = ASKED.questions
  const [soon, late] = asked.answers
  const ahead = [{ ...soon, outcome: undefined, next: 'hukou' }, { ...late, outcome: undefined, next: 'place' }]
  const longer = { ...ASKED, questions: [school, { ...asked, answers: ahead }, hukou, place] }
  const given = [NOT, born('2026-03-20'), { question: 'hukou', label: '外地' }]
  expect(questionnaires.walk(longer, given).outcome.id).toBe('late')
  day.override('2026-08-01')
  const later = questionnaires.walk(longer, given)
  expect(later.outcome).toBeUndefined()
  expect(later.question.id).toBe('place')
})

test('the day of birth is what rules ask for too; its span is not', () => {
  expect(questionnaires.facts(walk(NOT, born('2026-03-01')).trail)).toEqual({ birth_date: '2026-03-01' })
  expect(questionnaires.facts(walk(NOT, span('超过90天')).trail)).toEqual({})
})

test('answers are kept on the phone, questionnaire by questionnaire', () => {
  questionnaires.keepAnswers('tianjin', [NOT, born('2026-01-01')])
  questionnaires.keepAnswers('shenzhen', [YES])
  expect(questionnaires.answers('tianjin')).toEqual([NOT, born('2026-01-01')])
  expect(questionnaires.answers('jiangmen')).toEqual([])
})

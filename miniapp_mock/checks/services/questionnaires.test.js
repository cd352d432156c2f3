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

const walk = (...given) => questionnaires.walk(ASKED, given)

test('it begins with the first question', () => {
  expect(walk()).toMatchObject({ trail: [], question: { id: 'school' } })
})

test('an answer leads on, or lands', () => {
  expect(walk(0).question.id).toBe('born')
  expect(walk(1).outcome.id).toBe('school')
})

test.each([
  ['2026-04-01', 'soon'],
  ['2026-01-01', 'soon'],
  ['2025-12-31', 'late'],
])('born on %s, asked on 2026-04-01: %s', (born, outcome) => {
  expect(walk(0, born).outcome.id).toBe(outcome)
})

test('a shared result has the number of the span in place of the day', () => {
  expect(walk(0, 1).outcome.id).toBe('late')
  expect(walk(0, '2025-12-31').trail.map(({ number }) => number)).toEqual([0, 1])
})

test.each([[[7]], [[NaN]], [[0, 7]], [[0, '2027-01-01']]])('%j leads nowhere: the last question one can answer waits', (given) => {
  const { trail, question } = walk(...given)
  expect(trail).toHaveLength(given.length - 1)
  expect(question.id).toBe(given.length === 1 ? 'school' : 'born')
})

test('answers after the outcome are dropped', () => {
  expect(walk(1, 0, 0).trail).toHaveLength(1)
})

test('answers are kept on the phone, questionnaire by questionnaire', () => {
  questionnaires.keepAnswers('tianjin', [0, '2026-01-01'])
  questionnaires.keepAnswers('shenzhen', [1])
  expect(questionnaires.answers('tianjin')).toEqual([0, '2026-01-01'])
  expect(questionnaires.answers('jiangmen')).toEqual([])
})

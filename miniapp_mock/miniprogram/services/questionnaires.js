/**
 * Questionnaires, and the answers given on this phone. An answer says what was asked and what was
 * said: `{ question, label }`, or for a question that asks for a date `{ question, day }`. The words
 * are the answer's key: two options may lead to the same place, and any of them may move.
 */
const day = require('./day');
const request = require('./request');
const storage = require('./storage');

const FACTS = { born: 'birth_date' }; // a question whose day is also a fact that rules ask for

function one(key) {
  return request.page(`/questionnaires/${key}`);
}

/**
 * Walk the questions along `given`. Return `{ trail, question }` where the next question waits, or
 * `{ trail, outcome }`; a step of the trail is `{ question, said, answer }`. An answer to another
 * question than the one that is asked here, or to none, is dropped with all that follow it.
 */
function walk({ questions, outcomes }, given) {
  const trail = [];
  let question = questions[0];
  for (const said of given) {
    const answer = answerOf(question, said);
    if (!answer) break;
    trail.push({ question, said, answer });
    if (answer.outcome) return { trail, outcome: outcomes.find(({ id }) => id === answer.outcome) };
    question = questions.find(({ id }) => id === answer.next);
  }
  return { trail, question };
}

/** Return those of the answers that still lead somewhere, up to the first that does not. */
function holding(questionnaire, given) {
  return walk(questionnaire, given).trail.map(({ said }) => said);
}

function answerOf({ id, answers }, said) {
  if (!said || said.question !== id) return undefined;
  return said.day ? spanOf(answers, said.day) : answers.find(({ label }) => label === said.label);
}

/** A day counts as the span of days from it to today; both ends belong to the span. */
function spanOf(answers, from) {
  const days = day.between(from, day.today());
  return answers.find(({ least, most }) => days >= (least ?? 0) && days <= (most ?? Infinity));
}

/** Return what rules ask for and a trail says, `{ birth_date: '2026-01-01' }`. */
function facts(trail) {
  const days = trail.filter(({ said }) => said.day && FACTS[said.question]);
  return Object.fromEntries(days.map(({ said }) => [FACTS[said.question], said.day]));
}

function same(one, other) {
  return ['question', 'label', 'day'].every((name) => one[name] === other[name]);
}

/** Write a trail for a link: of a day only its span, which says less of a child. */
function written(trail) {
  return trail.map(({ question, answer }) => `${question.id}:${encodeURIComponent(answer.label)}`).join(',');
}

/** Read the answers of a link; what cannot be read is no answer, and the walk ends there. */
function read(text) {
  return text.split(',').map((part) => {
    const [question, label] = part.split(':');
    return { question, label: decoded(label || '') };
  });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function answers(key) {
  return storage.read('answers', {})[key] || [];
}

function keepAnswers(key, given) {
  storage.write('answers', { ...storage.read('answers', {}), [key]: given });
}

module.exports = { one, walk, holding, facts, same, written, read, answers, keepAnswers };

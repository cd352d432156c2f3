/**
 * Questionnaires, and the answers given on this phone, in the order of the questions: the number of
 * the option, or for a question that asks for a date the day itself.
 */
const day = require('./day');
const request = require('./request');
const storage = require('./storage');

function one(key) {
  return request.page(`/questionnaires/${key}`);
}

/**
 * Walk the questions along `given`. Return `{ trail, question }` where the next question waits, or
 * `{ trail, outcome }`; a step of the trail is `{ question, said, number, answer }`. What leads
 * nowhere, because the questionnaire has changed since, is dropped.
 */
function walk({ questions, outcomes }, given) {
  const trail = [];
  let question = questions[0];
  for (const said of given) {
    const number = numberOf(question, said);
    const answer = question.answers[number];
    if (!answer) break;
    trail.push({ question, said, number, answer });
    if (answer.outcome) return { trail, outcome: outcomes.find(({ id }) => id === answer.outcome) };
    question = questions.find(({ id }) => id === answer.next);
  }
  return { trail, question };
}

/** A day counts as the span of days from it to today; both ends belong to the span. */
function numberOf(question, said) {
  if (typeof said === 'number') return said;
  const days = day.between(said, day.today());
  return question.answers.findIndex(({ least, most }) => days >= (least ?? 0) && days <= (most ?? Infinity));
}

function answers(key) {
  return storage.read('answers', {})[key] || [];
}

function keepAnswers(key, given) {
  storage.write('answers', { ...storage.read('answers', {}), [key]: given });
}

module.exports = { one, walk, answers, keepAnswers };

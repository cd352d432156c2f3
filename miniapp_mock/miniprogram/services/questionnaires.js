/** Questionnaires, and the answers given on this phone: one number a question, in their order. */
const request = require('./request');
const storage = require('./storage');

function one(key) {
  return request.page(`/questionnaires/${key}`);
}

function answers(key) {
  return storage.read('answers', {})[key] || [];
}

function keepAnswers(key, given) {
  storage.write('answers', { ...storage.read('answers', {}), [key]: given });
}

module.exports = { one, answers, keepAnswers };

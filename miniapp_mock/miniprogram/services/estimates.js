/** What one pays on a day, and from which day cover holds. */
const request = require('./request');

function contribution(standard, paidOn) {
  return request.ask('/estimates/contribution', { standard, paid_on: paidOn });
}

/** `facts` are the rule's own: `{ birth_date: '2026-01-01', … }`. */
function coverageStart(rule, facts) {
  return request.ask('/estimates/coverage-start', { rule, ...facts });
}

function rule(key) {
  return request.page(`/rules/${key}`);
}

module.exports = { contribution, coverageStart, rule };

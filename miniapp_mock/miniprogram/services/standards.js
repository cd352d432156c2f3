/** Standards: of a region, and one with its history. */
const request = require('./request');

function of(code) {
  return request.page(`/regions/${code}/standards`);
}

function one(key) {
  return request.page(`/standards/${key}`);
}

/**
 * Return a standard's dated values as a page shows them: what holds, what follows, and the others.
 * Those of the history carry their citations, so they stand for the short forms.
 */
function timeline({ current, next, values }) {
  const cited = (brief) => brief && (values.find((value) => same(value, brief)) || brief);
  const others = values.filter((value) => !same(value, current) && !same(value, next));
  return { current: cited(current), next: cited(next), others };
}

function same(value, brief) {
  return Boolean(brief) && value.policy_year === brief.policy_year && value.pay_from === brief.pay_from;
}

module.exports = { of, one, timeline };

/** What one pays on a day, and from which day cover holds. */
const day = require('./day');
const regions = require('./regions');
const request = require('./request');
const standards = require('./standards');

const NONE = { body: null };
const HOLDS = ['here', 'above'];

function contribution(standard, paidOn) {
  return request.ask('/estimates/contribution', { standard, paid_on: paidOn });
}

/** `facts` are the rule's own: `{ birth_date: '2026-01-01', … }`. */
function coverageStart(rule, facts) {
  return request.ask('/estimates/coverage-start', { rule, ...facts });
}

/** Return what a link says of a rule's dates; such a day has been already. */
function given(rule, said) {
  const dates = rule.facts.filter(({ name, type }) => type === 'date' && day.hasBeen(said[name]));
  return Object.fromEntries(dates.map(({ name }) => [name, said[name]]));
}

function rule(key) {
  return request.page(`/rules/${key}`);
}

/**
 * Return what can be reckoned in a region, with what a link asked for standing first: contributions,
 * rules, and the sources they stand on.
 */
async function choices(code, linked) {
  const [home, rules, standard, asked] = await Promise.all([
    regions.home(code),
    rulesOf(code),
    linked.standard ? standards.one(linked.standard) : NONE,
    linked.rule ? rule(linked.rule) : NONE,
  ]);
  const payable = home.body.standards.filter(({ kind }) => kind === 'contribution');
  return {
    keptOn: home.keptOn,
    body: {
      standards: first(standard.body, payable),
      rules: first(asked.body, rules),
      rule: asked.body,
      sources: [...home.body.sources, ...(standard.body ? standard.body.sources : [])],
    },
  };
}

function first(wanted, known) {
  if (!wanted) return known;
  return [wanted, ...known.filter(({ key }) => key !== wanted.key)];
}

/** No page lists the rules of a region, so search is asked. */
async function rulesOf(code) {
  const query = { q: '待遇从哪天算起', region: code, limit: 50 };
  const { body } = await request.ask('/search', query);
  return body.results.filter((result) => result.type === 'rule' && HOLDS.includes(result.region_relation));
}

module.exports = { contribution, coverageStart, given, rule, choices };

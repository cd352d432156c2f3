const reader = require('../../behaviors/reader');
const day = require('../../services/day');
const estimates = require('../../services/estimates');
const regions = require('../../services/regions');
const standards = require('../../services/standards');

const NOTHING = { status: '', body: null, keptOn: '', failure: '' };

Page({
  behaviors: [reader],
  data: {
    tab: 'cost', // or 'start'
    region: regions.current(),
    sources: [],
    standards: [], // what can be reckoned: contributions
    standard: null,
    paidOn: '',
    cost: NOTHING,
    rules: [],
    rule: null, // the whole page of the rule: its facts are asked for
    facts: {},
    start: NOTHING,
  },

  onLoad({ standard, rule }) {
    this.wanted = { standard, rule };
    this.setData({ tab: rule ? 'start' : 'cost', paidOn: day.today() });
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  /** What the region has, and what the link asked for even where the region does not have it. */
  ask() {
    const { standard, rule } = this.wanted;
    return this.load(
      async () => {
        const home = await regions.home(this.data.region.code);
        const linked = standard && (await standards.one(standard)).body;
        const asked = rule && (await estimates.rule(rule)).body;
        return { ...home, body: { home: home.body, linked, asked } };
      },
      (found) => this.shown(found),
    );
  },

  shown({ home, linked, asked }) {
    const payable = home.standards.filter(({ kind }) => kind === 'contribution');
    const known = withAsked(payable, linked);
    const standard = linked || known[0] || null;
    if (standard) this.reckonCost({ standard });
    const sources = [...home.sources, ...(linked ? linked.sources : [])];
    return { sources, standards: known, standard, rules: withAsked(home.rules || [], asked), rule: asked || null };
  },

  pickTab({ currentTarget }) {
    this.setData({ tab: currentTarget.dataset.tab });
  },

  pickStandard({ currentTarget }) {
    this.reckonCost({ standard: currentTarget.dataset.standard });
  },

  pickDay({ detail }) {
    this.reckonCost({ paidOn: detail.value });
  },

  reckonCost(change) {
    this.setData({ ...change, cost: { ...NOTHING, status: 'loading' } });
    const { standard, paidOn } = this.data;
    this.reckon('cost', () => estimates.contribution(standard.key, paidOn));
  },

  async pickRule({ currentTarget }) {
    const { key } = currentTarget.dataset;
    await this.reckon('start', () => estimates.rule(key));
    if (this.data.start.body) this.setData({ rule: this.data.start.body, facts: {}, start: NOTHING });
  },

  fill({ detail }) {
    const facts = { ...this.data.facts, [detail.name]: detail.value };
    this.setData({ facts });
    if (this.data.rule.facts.every(({ name }) => facts[name])) this.reckonStart();
  },

  reckonStart() {
    const { rule, facts } = this.data;
    return this.reckon('start', () => estimates.coverageStart(rule.key, facts));
  },

  againCost() {
    this.reckonCost({});
  },

  /** Ask, and keep the answer or the failure under `name`. */
  async reckon(name, asked) {
    this.setData({ [name]: { ...NOTHING, status: 'loading' } });
    try {
      const { body, keptOn } = await asked();
      this.setData({ [name]: { ...NOTHING, body, keptOn, status: keptOn ? 'offline' : 'ready' } });
    } catch (failure) {
      if (!failure.code) throw failure;
      this.setData({ [name]: { ...NOTHING, status: 'failed', failure: failure.message } });
    }
  },

  onShareAppMessage() {
    const { tab, standard, rule } = this.data;
    const thing = tab === 'cost' ? standard : rule;
    const name = tab === 'cost' ? 'standard' : 'rule';
    return {
      title: thing ? thing.title : '算一算医保交多少、哪天生效',
      path: `/pages/calculator/index${thing ? `?${name}=${thing.key}` : ''}`,
    };
  },
});

function withAsked(known, asked) {
  if (!asked || known.some(({ key }) => key === asked.key)) return known;
  return [asked, ...known];
}

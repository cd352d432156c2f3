const reader = require('../../behaviors/reader');
const day = require('../../services/day');
const estimates = require('../../services/estimates');
const regions = require('../../services/regions');

const NOTHING = { status: '', body: null, keptOn: '', failure: '' };

Page({
  behaviors: [reader],
  data: {
    tab: 'cost', // or 'start'
    region: regions.current(),
    sources: [],
    standards: [],
    standard: null,
    paidOn: '',
    cost: NOTHING,
    rules: [],
    rule: null, // the whole page of the rule: its facts are asked for
    facts: {},
    start: NOTHING,
  },

  /** A link may ask for a standard or for a rule, also for one of another region. */
  onLoad({ standard, rule }) {
    this.linked = { standard, rule };
    this.setData({ tab: rule ? 'start' : 'cost', paidOn: day.today() });
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  async ask() {
    await this.load(
      () => estimates.choices(this.data.region.code, this.linked),
      (found) => ({
        ...found,
        standard: this.data.standard || found.standards[0] || null,
        rule: this.data.rule || found.rule,
      }),
    );
    if (this.data.standard) this.reckonCost();
  },

  pickTab({ currentTarget }) {
    this.setData({ tab: currentTarget.dataset.tab });
  },

  pickStandard({ currentTarget }) {
    this.setData({ standard: currentTarget.dataset.standard });
    this.reckonCost();
  },

  pickDay({ detail }) {
    this.setData({ paidOn: detail.value });
    this.reckonCost();
  },

  reckonCost() {
    const { standard, paidOn } = this.data;
    return this.reckon('cost', () => estimates.contribution(standard.key, paidOn));
  },

  async pickRule({ currentTarget }) {
    await this.reckon('start', () => estimates.rule(currentTarget.dataset.key));
    const rule = this.data.start.body;
    if (rule) this.setData({ rule, facts: {}, start: NOTHING });
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
      imageUrl: '/assets/share.png',
    };
  },
});

const reader = require('../../behaviors/reader');
const day = require('../../services/day');
const estimates = require('../../services/estimates');
const regions = require('../../services/regions');
const request = require('../../services/request');
const screens = require('../../services/screens');

const NOTHING = { status: '', body: null, keptOn: '', failure: '', code: '' };
const UNCHOSEN = { standard: null, rule: null, facts: {}, cost: NOTHING, start: NOTHING };

Page({
  behaviors: [reader],
  data: {
    tab: 'cost', // or 'start'
    region: { code: '', name: '' },
    sources: [],
    standards: [],
    paidOn: '',
    rules: [],
    ...UNCHOSEN, // of the rule the whole page: its facts are asked for
  },

  /** A link may ask for a standard or for a rule, also for one of another region, and give facts of it. */
  onLoad({ standard, rule, ...given }) {
    this.linked = { standard, rule };
    this.given = given;
    this.turns = { cost: 0, start: 0 };
    this.setData({ tab: rule ? 'start' : 'cost', paidOn: day.today(), region: regions.current() });
  },

  onShow() {
    this.follow();
    const region = regions.current();
    const moved = region.code !== this.data.region.code;
    if (moved) this.moveTo(region);
    if (moved || this.isStale()) this.ask();
  },

  onUnload() {
    this.leave();
  },

  /** What was asked for another region is not wanted any more. */
  moveTo(region) {
    this.leave();
    this.linked = {};
    this.setData({ region, status: 'loading', ...UNCHOSEN });
  },

  /** Answers that are still to come are dropped. */
  leave() {
    this.turn += 1;
    this.turns.cost += 1;
    this.turns.start += 1;
  },

  async ask() {
    const loading = this.load(
      () => estimates.choices(this.data.region.code, this.linked),
      (found) => ({ ...found, ...this.chosenOf(found) }),
    );
    const { turn } = this;
    await loading;
    if (turn === this.turn && this.data.standard) this.reckonCost();
  },

  /** What was chosen before stays; else what stands first, or what the link asked for. */
  chosenOf({ standards, rule }) {
    const { data } = this;
    return {
      standard: data.standard || standards[0] || null,
      rule: data.rule || rule,
      facts: data.rule || !rule ? data.facts : estimates.given(rule, this.given),
    };
  },

  toRegions() {
    screens.go('/pages/regions/index');
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

  pickRule({ currentTarget }) {
    return this.takeRule(currentTarget.dataset.key);
  },

  async takeRule(key) {
    this.retryStart = () => this.takeRule(key);
    const rule = await this.reckon('start', () => estimates.rule(key));
    if (rule) this.setData({ rule, facts: {}, start: NOTHING });
  },

  fill({ detail }) {
    const facts = { ...this.data.facts, [detail.name]: detail.value };
    this.setData({ facts });
    if (this.data.rule.facts.every(({ name }) => facts[name])) this.reckonStart();
    else this.forgetStart();
  },

  reckonStart() {
    const { rule, facts } = this.data;
    this.retryStart = () => this.reckonStart();
    return this.reckon('start', () => estimates.coverageStart(rule.key, facts));
  },

  /** What was reckoned from other facts does not stand under these. */
  forgetStart() {
    this.turns.start += 1;
    this.setData({ start: NOTHING });
  },

  retry() {
    return this.retryStart();
  },

  /** Ask, keep the answer or the failure under `name`, and return the answer if it was not overtaken. */
  async reckon(name, asked) {
    const turn = (this.turns[name] += 1);
    this.setData({ [name]: { ...NOTHING, status: 'loading' } });
    const found = await settled(asked);
    if (turn !== this.turns[name]) return null;
    this.setData({ [name]: found });
    return found.body;
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

/** Return what became of a question: an answer, a refusal that another try does not mend, or a failure. */
async function settled(asked) {
  try {
    const { body, keptOn } = await asked();
    return { ...NOTHING, body, keptOn, status: keptOn ? 'offline' : 'ready' };
  } catch (failure) {
    if (!failure.code) throw failure;
    const status = request.isRefusal(failure) ? 'refused' : 'failed';
    return { ...NOTHING, status, failure: failure.message, code: failure.code };
  }
}

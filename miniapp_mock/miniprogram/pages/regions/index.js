const reader = require('../../behaviors/reader');
const regions = require('../../services/regions');

const MOST = 30; // results shown; who sees more types on

Page({
  behaviors: [reader],
  data: {
    text: '',
    current: null,
    recent: [],
    known: [], // regions with channels of their own
    results: [],
    parent: null, // the region whose parts are listed
    parts: [],
  },

  onLoad() {
    this.setData({ current: regions.chosen(), recent: regions.recent() });
    this.ask();
    this.askKnown();
  },

  onShow() {
    this.follow();
  },

  ask() {
    return this.load(regions.all, ({ regions: all }) => {
      this.byCode = new Map(all.map((region) => [region.code, region]));
      this.all = all;
      return { ...this.within('100000'), results: this.found(this.data.text) };
    });
  },

  /** The shortcuts are a courtesy: without them one still searches. */
  askKnown() {
    return regions.withChannels().then((known) => this.setData({ known })).catch(() => {});
  },

  type({ detail }) {
    this.setData({ text: detail.text, results: this.all ? this.found(detail.text) : [] });
  },

  found(text) {
    const known = new Set(this.data.known.map(({ code }) => code));
    const named = regions.matching(this.all, text);
    const first = named.filter(({ code }) => known.has(code));
    const rest = named.filter(({ code }) => !known.has(code));
    return [...first, ...rest].slice(0, MOST).map((region) => ({ ...region, where: this.where(region) }));
  },

  /** 广东省 江门市 for 鹤山市. */
  where({ parent }) {
    const above = this.byCode.get(parent);
    if (!above || above.level === 'nation') return '';
    return `${this.where(above)} ${above.name}`.trim();
  },

  within(code) {
    const parts = this.all.filter(({ parent }) => parent === code);
    return { parent: this.byCode.get(code), parts };
  },

  enter({ currentTarget }) {
    const { code } = currentTarget.dataset;
    const inside = this.within(code);
    if (inside.parts.length) this.setData(inside);
    else this.choose(inside.parent);
  },

  up() {
    this.setData(this.within(this.data.parent.parent));
  },

  pick({ currentTarget }) {
    this.choose(currentTarget.dataset.region);
  },

  choose(region) {
    regions.choose(region);
    wx.navigateBack({ fail: () => wx.switchTab({ url: '/pages/home/index' }) });
  },
});

const reader = require('../../behaviors/reader');
const phone = require('../../services/phone');
const regions = require('../../services/regions');
const screens = require('../../services/screens');

const MOST = 30; // results shown; who sees more types on

Page({
  behaviors: [reader],
  data: {
    text: '',
    current: null,
    recent: [],
    known: [], // regions with guides of their own
    results: [],
    parent: null, // the region whose parts are listed
    parts: [],
  },

  onLoad() {
    this.setData({ current: regions.chosen(), recent: regions.recent() });
    this.ask();
  },

  onShow() {
    this.follow();
  },

  ask() {
    return this.load(regions.all, ({ regions: all, with_guides: guided }) => {
      this.byCode = new Map(all.map((region) => [region.code, region]));
      this.all = all;
      this.guided = new Set(guided);
      const known = all.filter(({ code }) => this.guided.has(code));
      return { ...this.within('100000'), known, results: this.found(this.data.text) };
    });
  },

  type({ detail }) {
    this.setData({ text: detail.text, results: this.all ? this.found(detail.text) : [] });
  },

  found(text) {
    const named = regions.matching(this.all, text, this.guided);
    return named.slice(0, MOST).map((region) => ({ ...region, where: this.where(region) }));
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
    const isKept = regions.choose(region);
    wx.navigateBack({ fail: screens.home });
    if (!isKept) phone.say('手机存储满了，下次打开要重新选');
  },
});

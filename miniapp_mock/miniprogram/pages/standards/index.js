const reader = require('../../behaviors/reader');
const regions = require('../../services/regions');
const screens = require('../../services/screens');
const standards = require('../../services/standards');

Page({
  behaviors: [reader],
  data: { region: { code: '', name: '' }, contributions: [], benefits: [] },

  /** A link may ask for another region than the chosen one. */
  onLoad({ region }) {
    this.linked = region ? { code: region, name: '' } : null;
    this.setData({ region: this.wanted() });
    if (region) this.askName(region);
  },

  onShow() {
    this.follow();
    const region = this.wanted();
    const moved = region.code !== this.data.region.code;
    if (moved) this.setData({ region, status: 'loading' });
    if (moved || this.isStale()) this.ask();
  },

  onUnload() {
    this.turn += 1;
  },

  wanted() {
    return this.linked || regions.current();
  },

  ask() {
    return this.load(() => standards.of(this.data.region.code), ({ standards: all }) =>
      all.length && {
        contributions: all.filter(({ kind }) => kind === 'contribution'),
        benefits: all.filter(({ kind }) => kind === 'benefit'),
      });
  },

  /** A link holds no name; without one the standards are shown all the same. */
  async askName(code) {
    const { body } = await regions.home(code).catch(() => ({ body: null }));
    if (!body || !this.linked) return;
    this.linked = { code, name: body.name };
    this.setData({ region: this.linked });
  },

  /** Who chooses a region wants that one, not the link's. */
  toRegions() {
    this.linked = null;
    screens.go('/pages/regions/index');
  },

  onShareAppMessage() {
    const { code, name } = this.data.region;
    return { title: `${name}医保缴费和待遇标准`, path: `/pages/standards/index?region=${code}` };
  },
});

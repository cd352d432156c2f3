const reader = require('../../behaviors/reader');
const regions = require('../../services/regions');
const standards = require('../../services/standards');

Page({
  behaviors: [reader],
  data: { region: regions.current(), contributions: [], benefits: [] },

  onLoad({ region }) {
    if (region) this.setData({ region: { code: region, name: '' } });
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => standards.of(this.data.region.code), ({ standards: all }) =>
      all.length && {
        contributions: all.filter(({ kind }) => kind === 'contribution'),
        benefits: all.filter(({ kind }) => kind === 'benefit'),
      });
  },

  onShareAppMessage() {
    const { code, name } = this.data.region;
    return { title: `${name}医保缴费和待遇标准`, path: `/pages/standards/index?region=${code}` };
  },
});

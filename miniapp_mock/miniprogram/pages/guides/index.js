const reader = require('../../behaviors/reader');
const resident = require('../../behaviors/resident');
const guides = require('../../services/guides');
const regions = require('../../services/regions');

Page({
  behaviors: [reader, resident],
  data: {
    by: 'event', // or 'service'
    groups: { event: [], service: [] },
  },

  /** A link may name a region. */
  onLoad({ region }) {
    this.visit(region);
  },

  onShow() {
    this.follow();
    const isMoved = this.reside();
    if (isMoved) this.setData({ status: 'loading' });
    if (isMoved || this.isStale()) this.ask();
  },

  /** The region's home holds every guide of the region: one page for two screens. */
  ask() {
    return this.load(() => regions.home(this.data.region.code), (home) =>
      home.guides_count && {
        groups: { event: home.guides_by_life_event, service: guides.byService(home) },
      });
  },

  pickBy({ currentTarget }) {
    this.setData({ by: currentTarget.dataset.by });
  },

  onShareAppMessage() {
    const { code, name } = this.data.region;
    return { title: `${name}医保办事指南`, path: `/pages/guides/index?region=${code}`, imageUrl: '/assets/share.png' };
  },
});

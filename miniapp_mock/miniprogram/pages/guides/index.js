const reader = require('../../behaviors/reader');
const guides = require('../../services/guides');
const regions = require('../../services/regions');
const screens = require('../../services/screens');

Page({
  behaviors: [reader],
  data: {
    region: regions.current(),
    by: 'event', // or 'service'
    groups: { event: [], service: [] },
  },

  onShow() {
    this.follow();
    const region = regions.current();
    const moved = region.code !== this.data.region.code;
    if (moved) this.setData({ region, status: 'loading' });
    if (moved || this.isStale()) this.ask();
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

  toRegions() {
    screens.go('/pages/regions/index');
  },

  onShareAppMessage() {
    return { title: '医保办事指南', path: '/pages/guides/index', imageUrl: '/assets/share.png' };
  },
});

const reader = require('../../behaviors/reader');
const regions = require('../../services/regions');

Page({
  behaviors: [reader],
  data: { region: regions.current(), home: null },

  onShow() {
    this.follow();
    const region = regions.current();
    if (this.data.home && region.code === this.data.region.code) return;
    this.setData({ region });
    this.ask();
  },

  ask() {
    return this.load(() => regions.home(this.data.region.code), (home) => ({ home }));
  },
});

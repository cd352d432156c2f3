const reader = require('../../behaviors/reader');
const screens = require('../../services/screens');
const standards = require('../../services/standards');

Page({
  behaviors: [reader],
  data: { standard: null, current: null, next: null, others: [] },

  onLoad({ key }) {
    this.key = key;
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => standards.one(this.key), (standard) => {
      return { bar: standard.kind_label, standard, ...standards.timeline(standard) };
    });
  },

  calculate() {
    screens.open('contribution', this.key);
  },

  onShareAppMessage() {
    const { standard } = this.data;
    return {
      title: standard ? `${standard.title}：${standard.message}` : '标准',
      path: `/pages/standard/index?key=${this.key}`,
      imageUrl: '/assets/share.png',
    };
  },
});

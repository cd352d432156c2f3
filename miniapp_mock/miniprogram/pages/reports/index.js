const reader = require('../../behaviors/reader');
const reports = require('../../services/reports');

Page({
  behaviors: [reader],
  data: { reports: [] },

  onShow() {
    this.follow();
    this.show();
  },

  show() {
    const all = reports.all();
    this.setData({ reports: all, status: all.length ? 'ready' : 'empty' });
  },

  drop({ currentTarget }) {
    reports.drop(currentTarget.dataset.place);
    this.show();
  },
});

const reader = require('../../behaviors/reader');
const caller = require('../../behaviors/caller');
const offices = require('../../services/offices');

Page({
  behaviors: [reader, caller],
  data: { office: null },

  onLoad({ key }) {
    this.key = key;
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => offices.one(this.key), (office) => ({ office }));
  },

  onShareAppMessage() {
    const { office } = this.data;
    return { title: office ? office.name : '网点', path: `/pages/office/index?key=${this.key}` };
  },
});

const reader = require('../../behaviors/reader');
const phone = require('../../services/phone');
const sources = require('../../services/sources');

Page({
  behaviors: [reader],
  data: { source: null },

  onLoad({ key }) {
    this.key = key;
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => sources.one(this.key), (source) => ({ source }));
  },

  copyUrl() {
    phone.copy(this.data.source.url, '网址已复制，到浏览器里粘贴');
  },
});

const { lived } = require('../../life');

Page({
  ...lived('deep'),
  data: { key: '' },
  onLoad(query) {
    getApp().log.push('deep onLoad');
    this.setData({ key: query.key });
  },
  onPageScroll({ scrollTop }) {
    this.setData({ scrolled: scrollTop > 0 });
  },
  onShareAppMessage({ from }) {
    return { title: `从${from}转发`, path: '/pages/deep/index?key=shared', imageUrl: '/assets/dot.svg' };
  },
  allowed({ detail }) {
    this.setData({ allowed: detail.authSetting['scope.userLocation'] });
  },
  again() {
    wx.navigateTo({ url: `/pages/deep/index?key=${this.data.key}x` });
  },
});

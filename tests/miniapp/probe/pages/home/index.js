const { lived } = require('../../life');

Page(lived('home', {
  data: { taps: 0, text: '' },
  tap({ currentTarget, mark }) {
    this.setData({ taps: this.data.taps + 1, said: `${currentTarget.dataset.name} ${mark.by}` });
  },
  go() {
    wx.navigateTo({ url: '/pages/deep/index?key=a' });
  },
}));

const reader = require('../../behaviors/reader');
const guides = require('../../services/guides');
const pictures = require('../../services/pictures');

Page({
  behaviors: [reader],
  data: { title: '', picture: '' },

  onLoad({ key, route }) {
    this.key = key;
    this.place = Number(route) || 0;
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => guides.one(this.key), ({ title, routes }) => {
      const route = routes[this.place];
      return route && route.card && {
        title: `${title}：${route.title}`,
        picture: pictures.address(route.card.png),
      };
    });
  },

  lost() {
    this.setData({ status: 'failed', failure: '图没有打开，请检查网络后再试' });
  },

  onShareAppMessage() {
    return {
      title: this.data.title || '路径图',
      path: `/pages/card/index?key=${this.key}&route=${this.place}`,
      imageUrl: this.data.picture,
    };
  },
});

const reader = require('../../behaviors/reader');
const favourites = require('../../services/favourites');

Page({
  behaviors: [reader],
  data: { guides: [] },

  onShow() {
    this.follow();
    const guides = favourites.all();
    this.setData({ guides, status: guides.length ? 'ready' : 'empty' });
  },
});

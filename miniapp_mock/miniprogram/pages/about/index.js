const reader = require('../../behaviors/reader');

Page({
  behaviors: [reader],

  onShow() {
    this.follow();
  },
});

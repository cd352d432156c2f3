const reader = require('../../behaviors/reader');
const checklists = require('../../services/checklists');

Page({
  behaviors: [reader],
  data: { lists: [] },

  onShow() {
    this.follow();
    this.show();
  },

  show() {
    const lists = checklists.all();
    this.setData({ lists, status: lists.length ? 'ready' : 'empty' });
  },

  drop({ currentTarget }) {
    checklists.drop(currentTarget.dataset.key);
    this.show();
  },
});

const reader = require('../../behaviors/reader');
const checklists = require('../../services/checklists');
const favourites = require('../../services/favourites');
const phone = require('../../services/phone');
const regions = require('../../services/regions');
const reports = require('../../services/reports');
const screens = require('../../services/screens');
const settings = require('../../services/settings');
const storage = require('../../services/storage');

const CLEARING =
  '地区、收藏、材料清单、问答里的回答、报告、搜索记录、最近看过的和存下的页面都会从这台手机上删掉，大字会关上，不能恢复。';

Page({
  behaviors: [reader],
  data: { region: regions.current(), counts: {} },

  onShow() {
    this.follow();
    this.count();
  },

  count() {
    const counts = {
      favourites: favourites.all().length,
      checklists: checklists.all().length,
      reports: reports.all().length,
    };
    this.setData({ region: regions.current(), counts });
  },

  go({ currentTarget }) {
    screens.go(currentTarget.dataset.url);
  },

  setLarge({ detail }) {
    this.setData({ large: detail.value });
    if (settings.set('large', detail.value)) return;
    phone.full();
    this.follow();
  },

  clear() {
    wx.showModal({
      title: '清除我的数据？',
      content: CLEARING,
      confirmText: '清除',
      confirmColor: '#b42318',
      success: ({ confirm }) => confirm && this.cleared(),
    });
  },

  cleared() {
    storage.clear();
    regions.forget();
    this.follow();
    this.count();
    wx.showToast({ title: '已经清除', icon: 'none' });
  },
});

const reader = require('../../behaviors/reader');
const favourites = require('../../services/favourites');
const guides = require('../../services/guides');
const regions = require('../../services/regions');
const screens = require('../../services/screens');

Page({
  behaviors: [reader],
  data: {
    region: regions.current(),
    asked: true, // whether a region was chosen; the first visit asks
    home: null,
    events: [],
    event: null, // the life event whose guides are shown
    recent: [],
    favourites: [],
  },

  onShow() {
    this.follow();
    const region = regions.current();
    const moved = region.code !== this.data.region.code;
    this.setData({
      region,
      asked: Boolean(regions.chosen()),
      recent: guides.recent(),
      favourites: favourites.all(),
    });
    if (moved) this.setData({ status: 'loading', event: null });
    if (moved || this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => regions.home(this.data.region.code), (home) => this.shown(home));
  },

  shown(home) {
    const events = guides.occasions(home);
    const before = this.data.event && this.data.event.key;
    const event = events.find(({ key }) => key === before) || events[0] || null;
    const contributions = home.standards.filter(({ kind }) => kind === 'contribution');
    return { home, events, event, contributions };
  },

  pickEvent({ currentTarget }) {
    this.setData({ event: this.data.events[currentTarget.dataset.place] });
  },

  toRegions() {
    screens.go('/pages/regions/index');
  },

  toSearch() {
    screens.go('/pages/search/index');
  },

  toCalculator() {
    screens.go('/pages/calculator/index');
  },

  toStandards() {
    screens.go('/pages/standards/index');
  },

  onShareAppMessage() {
    return { title: '医保怎么办：点哪里、交多少、带什么', path: '/pages/home/index', imageUrl: '/assets/share.png' };
  },
});

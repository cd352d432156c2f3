const reader = require('../../behaviors/reader');
const reporter = require('../../behaviors/reporter');
const caller = require('../../behaviors/caller');
const checklists = require('../../services/checklists');
const favourites = require('../../services/favourites');
const guides = require('../../services/guides');
const phone = require('../../services/phone');
const plain = require('../../services/plain');
const screens = require('../../services/screens');

Page({
  behaviors: [reader, reporter, caller],
  data: {
    guide: null,
    routes: [],
    route: null, // the one that is shown
    amounts: [],
    benefits: [],
    ticked: [],
    favourite: false,
  },

  /** `route` is the place in the guide of the route to show first. */
  onLoad({ key, route }) {
    this.key = key;
    this.place = route ? Number(route) : null;
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => guides.one(this.key), (guide) => this.shown(guide));
  },

  shown(guide) {
    guides.remember(guide);
    wx.setNavigationBarTitle({ title: guide.service_label });
    const routes = guides.routesInOrder(guide);
    return {
      guide,
      routes,
      route: routes.find(({ place }) => place === this.place) || routes[0] || null,
      amounts: guide.standards.filter(({ kind }) => kind === 'contribution'),
      benefits: guide.standards.filter(({ kind }) => kind === 'benefit'),
      ticked: checklists.ticked(guide.key),
      favourite: favourites.has(guide.key),
    };
  },

  pickRoute({ currentTarget }) {
    const route = this.data.routes[currentTarget.dataset.index];
    this.place = route.place;
    this.setData({ route });
  },

  copyPath() {
    phone.copy(this.data.route.path_text, '路径已复制');
  },

  copyAll() {
    phone.copy(plain.guide(this.data.guide, this.data.route), '已复制，可以粘贴到家人群');
  },

  start() {
    phone.start(this.data.route.channel);
  },

  tick({ detail }) {
    this.setData({ ticked: checklists.toggle(this.data.guide, detail.name) });
  },

  toCard() {
    screens.go(`/pages/card/index?key=${this.key}&route=${this.data.route.place}`);
  },

  star() {
    this.setData({ favourite: favourites.toggle(this.data.guide) });
  },

  report({ detail }) {
    const { guide, route } = this.data;
    this.askReport({
      guide: guide.key,
      title: guide.title,
      route: route.place,
      channel: route.channel.name,
      ...detail,
    });
  },

  onShareAppMessage() {
    const { guide } = this.data;
    return {
      title: guide ? guide.title : '办事指南',
      path: `/pages/guide/index?key=${this.key}`,
      imageUrl: '/assets/share.png',
    };
  },

  onShareTimeline() {
    return { title: this.data.guide ? this.data.guide.title : '办事指南', query: `key=${this.key}` };
  },
});

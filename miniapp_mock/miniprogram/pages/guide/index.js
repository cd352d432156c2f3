const reader = require('../../behaviors/reader');
const reporter = require('../../behaviors/reporter');
const caller = require('../../behaviors/caller');
const checklists = require('../../services/checklists');
const favourites = require('../../services/favourites');
const guides = require('../../services/guides');
const phone = require('../../services/phone');
const pictures = require('../../services/pictures');
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
    uncopied: '', // what the phone did not let us copy: shown, to be selected by hand
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
    const routes = guides.routesInOrder(guide);
    return {
      bar: guide.service_label,
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
    this.copyOut(this.data.route.path_text, '路径已复制');
  },

  copyAll() {
    this.copyOut(plain.guide(this.data.guide, this.data.route), '已复制，可以粘贴到家人群');
  },

  async copyOut(text, words) {
    const uncopied = (await phone.copy(text, words)) ? '' : text;
    this.setData({ uncopied });
    if (uncopied) wx.pageScrollTo({ selector: '.guide-uncopied', duration: 0 });
  },

  start() {
    phone.start(this.data.route.channel);
  },

  tick({ detail }) {
    const { guide, ticked: before } = this.data;
    const ticked = checklists.toggle(guide, detail.name);
    this.setData({ ticked });
    if (ticked.length === before.length) phone.full();
  },

  toCard() {
    screens.go(`/pages/card/index?key=${this.key}&route=${this.data.route.place}`);
  },

  star() {
    const before = this.data.favourite;
    const favourite = favourites.toggle(this.data.guide);
    this.setData({ favourite });
    if (favourite === before) phone.full();
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
    return { path: `/pages/guide/index?${this.query()}`, ...this.shared() };
  },

  onShareTimeline() {
    return { query: this.query(), ...this.shared() };
  },

  /** Who opens the link sees the route that was sent, not the first one. */
  query() {
    const { route } = this.data;
    return `key=${this.key}${route ? `&route=${route.place}` : ''}`;
  },

  shared() {
    const { guide, route } = this.data;
    const card = route && route.card;
    return {
      title: guide ? guide.title : '办事指南',
      imageUrl: card ? pictures.address(card.png) : '/assets/share.png',
    };
  },
});

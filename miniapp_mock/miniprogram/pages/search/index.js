const reader = require('../../behaviors/reader');
const guides = require('../../services/guides');
const regions = require('../../services/regions');
const screens = require('../../services/screens');
const search = require('../../services/search');

const PAUSE = 200; // milliseconds after the last key before suggestions are asked for

Page({
  behaviors: [reader],
  data: {
    text: '',
    region: regions.current(),
    history: [],
    recent: [],
    suggestions: [],
    asked: '', // what the results answer
    groups: [], // results by type
    message: '',
  },

  onLoad({ q }) {
    if (q) this.search({ detail: { text: decodeURIComponent(q) } });
  },

  onShow() {
    this.follow();
    this.setData({ region: regions.current(), history: search.history(), recent: guides.recent() });
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  type({ detail: { text } }) {
    this.setData({ text, asked: '', suggestions: text ? this.data.suggestions : [] });
    clearTimeout(this.timer);
    if (text.trim()) this.timer = setTimeout(() => this.suggest(text), PAUSE);
  },

  /** Suggestions are a courtesy: without a network one still searches, and is told then. */
  async suggest(text) {
    try {
      const { body } = await search.suggest(text, this.data.region.code);
      const suggestions = body.results.filter(({ type }) => screens.knows(type));
      if (text === this.data.text) this.setData({ suggestions });
    } catch (failure) {
      if (!failure.code) throw failure;
      this.setData({ suggestions: [] });
    }
  },

  search({ detail }) {
    const text = detail.text.trim();
    if (!text) return;
    clearTimeout(this.timer);
    search.remember(text);
    this.setData({ text, asked: text, status: 'loading', history: search.history() });
    this.ask();
  },

  again({ currentTarget }) {
    this.search({ detail: currentTarget.dataset });
  },

  ask() {
    const { asked, region } = this.data;
    return this.load(() => search.find(asked, region.code), shown);
  },

  forget() {
    search.forget();
    this.setData({ history: [] });
  },

  openSuggestion(event) {
    search.remember(this.data.text.trim());
    this.open(event);
  },

  toRegions() {
    screens.go('/pages/regions/index');
  },

  onShareAppMessage() {
    const { asked } = this.data;
    const query = asked ? `?q=${encodeURIComponent(asked)}` : '';
    return { title: asked ? `医保指路：${asked}` : '医保指路', path: `/pages/search/index${query}` };
  },
});

/** The results by type, in the order in which the best of each stands; only what has a screen. */
function shown({ results, message }) {
  const known = results.filter(({ type }) => screens.knows(type));
  const types = [...new Set(known.map(({ type }) => type))];
  const groups = types.map((type) => {
    const found = known.filter((result) => result.type === type);
    return { type, label: found[0].type_label, results: found };
  });
  return groups.length ? { groups, message } : null;
}

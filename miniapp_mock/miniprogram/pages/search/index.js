const reader = require('../../behaviors/reader');
const resident = require('../../behaviors/resident');
const guides = require('../../services/guides');
const screens = require('../../services/screens');
const search = require('../../services/search');

const PAUSE = 200; // milliseconds after the last key before suggestions are asked for

Page({
  behaviors: [reader, resident],
  data: {
    text: '',
    words: '', // the text without what surrounds it
    history: [],
    recent: [],
    suggestions: [],
    asked: '', // what the results answer
    groups: [], // results by type
    message: '',
  },

  /** A link may name what to search for, and the region. */
  onLoad({ q, region }) {
    this.visit(region);
    this.reside();
    if (q) this.search({ detail: { text: screens.meant(q) } });
  },

  onShow() {
    this.follow();
    const isMoved = this.reside();
    this.setData({ history: search.history(), recent: guides.recent() });
    if (isMoved) this.askAgain();
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  type({ detail: { text } }) {
    const words = text.trim();
    this.setData({ text, words, asked: '', suggestions: words ? this.data.suggestions : [] });
    clearTimeout(this.timer);
    if (words) this.timer = setTimeout(() => this.suggest(words), PAUSE);
  },

  /** What was found, or offered, is another region's. */
  askAgain() {
    this.setData({ suggestions: [] });
    const { asked, words } = this.data;
    if (asked) {
      this.setData({ status: 'loading' });
      this.ask();
    } else if (words) this.suggest(words);
  },

  /** Suggestions are a courtesy: without a network one still searches, and is told then. */
  async suggest(words) {
    const { code } = this.data.region;
    const suggestions = await suggested(words, code);
    if (words === this.data.words && code === this.data.region.code) this.setData({ suggestions });
  },

  search({ detail }) {
    const text = detail.text.trim();
    if (!text) return;
    clearTimeout(this.timer);
    search.remember(text);
    this.setData({ text, words: text, asked: text, status: 'loading', history: search.history() });
    this.ask();
  },

  again({ currentTarget }) {
    this.search({ detail: currentTarget.dataset });
  },

  ask() {
    const { asked } = this.data;
    const { code } = this.data.region;
    return this.load(() => search.find(asked, code), shown);
  },

  forget() {
    search.forget();
    this.setData({ history: [] });
  },

  openSuggestion(event) {
    search.remember(this.data.words);
    this.open(event);
  },

  onShareAppMessage() {
    const { asked } = this.data;
    const query = asked ? `&q=${encodeURIComponent(asked)}` : '';
    const path = `/pages/search/index?region=${this.data.region.code}${query}`;
    return { title: asked ? `医保指路：${asked}` : '医保指路', path, imageUrl: '/assets/share.png' };
  },
});

async function suggested(words, code) {
  try {
    const { body } = await search.suggest(words, code);
    return body.results.filter(({ type }) => screens.knows(type));
  } catch (failure) {
    if (!failure.code) throw failure;
    return [];
  }
}

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

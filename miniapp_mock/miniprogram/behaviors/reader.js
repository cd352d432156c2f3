/**
 * What every page does: follow the reader's settings, and load one thing in one of five states.
 *
 * `status` is `loading`, `ready`, `empty`, `failed` or `offline` (the last good copy of `keptOn`);
 * `asOf` is the day somebody asked to see, where that is not today; `gone` says that asking again will
 * not help.
 */
const day = require('../services/day');
const screens = require('../services/screens');
const settings = require('../services/settings');

const FRESH = 5 * 60 * 1000; // milliseconds; the service lets a page be kept no longer

module.exports = Behavior({
  data: { status: 'loading', keptOn: '', failure: '', gone: false, large: false, today: '', asOf: '' },

  methods: {
    /** Take over settings, the day and the title; call it in `onShow`. */
    follow() {
      this.entitle();
      this.setData({ large: settings.all().large, today: day.today(), asOf: day.overridden() });
    },

    /** Whether what is shown may be yesterday's: the app can lie in the background for days. */
    isStale() {
      const { at, today, good } = this.loaded || {};
      return !good || today !== day.today() || Date.now() - at > FRESH;
    },

    /**
     * Ask a service, then show what `shown(body)` returns; nothing means empty, and `bar` is the title
     * of the page. What is on the screen stays until the answer is there; an answer that was overtaken
     * is dropped.
     */
    async load(asked, shown) {
      const turn = (this.turn = (this.turn || 0) + 1);
      if (!['ready', 'offline'].includes(this.data.status)) this.setData({ status: 'loading' });
      const found = await settled(asked, shown);
      if (turn !== this.turn) return;
      this.loaded = { at: Date.now(), today: day.today(), good: found.status === 'ready' };
      this.setData(found);
      this.entitle(found.bar);
    },

    /** Set the title; a page that was left, or lies under another, must not name the one on top. */
    entitle(title) {
      this.title = title || this.title;
      if (this.title && isOnTop(this)) wx.setNavigationBarTitle({ title: this.title });
    },

    /** Go where a page leads that has nothing (more) to show: `home`, `search`, or to `today`. */
    leave({ detail: { to } }) {
      if (to === 'today') this.toToday();
      else if (to === 'search') screens.go('/pages/search/index');
      else screens.home();
    },

    /** Show today again; pages below ask anew when one comes back to them. */
    toToday() {
      day.override('');
      this.setData({ status: 'loading' });
      this.follow();
      this.ask();
    },

    /** Open what was tapped: a component's `open` event, or a tap with `data-type` and `data-key`. */
    open(event) {
      const { type, key } = event.detail.type ? event.detail : event.currentTarget.dataset;
      screens.open(type, key);
    },
  },
});

function isOnTop(page) {
  return getCurrentPages().slice(-1)[0] === page;
}

/** Return what to show: the data with its state, or a failure in words. */
async function settled(asked, shown) {
  try {
    const { body, keptOn } = await asked();
    const data = shown(body);
    return { ...data, keptOn, status: !data ? 'empty' : keptOn ? 'offline' : 'ready' };
  } catch (failure) {
    if (!failure.code) throw failure;
    return { status: 'failed', failure: failure.message, gone: Boolean(failure.isFinal) };
  }
}

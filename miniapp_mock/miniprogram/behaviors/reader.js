/**
 * What every page does: follow the reader's settings, and load one thing in one of five states.
 *
 * `status` is `loading`, `ready`, `empty`, `failed` or `offline` (the last good copy of `keptOn`).
 */
const day = require('../services/day');
const settings = require('../services/settings');

module.exports = Behavior({
  data: { status: 'loading', keptOn: '', failure: '', large: false, today: '' },

  methods: {
    /** Take over settings and the day; call it in `onShow`. */
    follow() {
      this.setData({ large: settings.all().large, today: day.today() });
    },

    /** Ask a service, then show what `shown(body)` returns; null or nothing means empty. */
    async load(asked, shown) {
      this.setData({ status: 'loading', failure: '' });
      try {
        const { body, keptOn } = await asked();
        const data = shown(body);
        const status = !data ? 'empty' : keptOn ? 'offline' : 'ready';
        this.setData({ ...data, status, keptOn });
      } catch (failure) {
        if (!failure.code) throw failure;
        this.setData({ status: 'failed', failure: failure.message });
      }
    },
  },
});

/**
 * Pages that show what there is in a region: in the one a link named until the reader chooses one, else
 * in the chosen one. A link chooses nothing for the reader: other pages know nothing of it.
 */
const regions = require('../services/regions');
const screens = require('../services/screens');

module.exports = Behavior({
  data: { region: regions.current() },

  methods: {
    /** Take over the region a link named; call it in `onLoad`. */
    visit(code) {
      this.visited = code ? { code, choices: regions.choices() } : null;
    },

    /** Return the region whose things are to be shown now. */
    whereNow() {
      if (!this.visited || this.visited.choices !== regions.choices()) return regions.current();
      const { code } = this.visited;
      return [this.data.region, regions.current()].find((region) => region.code === code) || { code, name: '' };
    },

    /** Take over the region; return whether it is another one than before. */
    reside() {
      const region = this.whereNow();
      const isMoved = region.code !== this.data.region.code;
      this.setData({ region });
      if (!region.name) this.learnName(region.code);
      return isMoved;
    },

    /** A link names no more than the code. Without a network the page says what it can without it. */
    async learnName(code) {
      const region = await regions.named(code).catch(() => null);
      if (region && code === this.data.region.code) this.setData({ region });
    },

    toRegions() {
      screens.go('/pages/regions/index');
    },
  },
});

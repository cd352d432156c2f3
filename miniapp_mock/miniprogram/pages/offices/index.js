const reader = require('../../behaviors/reader');
const caller = require('../../behaviors/caller');
const location = require('../../services/location');
const offices = require('../../services/offices');
const regions = require('../../services/regions');
const screens = require('../../services/screens');

Page({
  behaviors: [reader, caller],
  data: {
    region: regions.current(),
    offices: [],
    towns: [],
    town: '', // the code of the town whose offices are shown; none means all
    note: '', // what became of "by distance"
  },

  onShow() {
    this.follow();
    const region = regions.current();
    const moved = region.code !== this.data.region.code;
    if (moved) this.setData({ region, status: 'loading', town: '', note: '' });
    if (moved || this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => offices.of(this.data.region.code), ({ offices: all }) =>
      all.length && { offices: all, towns: townsOf(all) });
  },

  pickTown({ currentTarget }) {
    const { code } = currentTarget.dataset;
    this.setData({ town: code === this.data.town ? '' : code });
  },

  /** Put the offices with coordinates first, the nearest at the top; the others stay below. */
  async byDistance() {
    try {
      const { body } = await offices.nearest(this.data.region.code, await location.here());
      const near = new Map(body.offices.map((office) => [office.key, office]));
      const rest = this.data.offices.filter(({ key }) => !near.has(key));
      this.setData({ offices: [...near.values(), ...rest], town: '', note: body.message });
    } catch (failure) {
      if (!failure.code && !(failure instanceof location.Unknown)) throw failure;
      this.setData({ note: failure.message });
    }
  },

  toRegions() {
    screens.go('/pages/regions/index');
  },

  onShareAppMessage() {
    return { title: '医保经办网点和电话', path: '/pages/offices/index', imageUrl: '/assets/share.png' };
  },
});

function townsOf(all) {
  return [...new Map(all.map(({ region }) => [region.code, region])).values()];
}

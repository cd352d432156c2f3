const reader = require('../../behaviors/reader');
const resident = require('../../behaviors/resident');
const caller = require('../../behaviors/caller');
const location = require('../../services/location');
const offices = require('../../services/offices');

Page({
  behaviors: [reader, resident, caller],
  data: {
    offices: [],
    towns: [],
    town: '', // the code of the town whose offices are shown; none means all
    placed: false, // whether any of them has coordinates: else nobody need say where they are
    note: '', // what became of "by distance"
    refused: false, // whether the reader has to allow it in the settings first
  },

  /** A link may name a region. */
  onLoad({ region }) {
    this.visit(region);
  },

  onShow() {
    this.follow();
    const isMoved = this.reside();
    if (isMoved) this.setData({ status: 'loading', town: '' });
    if (isMoved || this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => offices.of(this.data.region.code), shown);
  },

  pickTown({ currentTarget }) {
    const { code } = currentTarget.dataset;
    this.setData({ town: code === this.data.town ? '' : code });
  },

  /** Put the offices with coordinates first, the nearest at the top; the others stay below. */
  async byDistance() {
    const { offices: all } = this.data;
    const found = await nearest(this.data.region.code, all);
    if (this.data.offices === all) this.setData(found); // else it is about another region, or an older list
  },

  onShareAppMessage() {
    const { code, name } = this.data.region;
    const path = `/pages/offices/index?region=${code}`;
    return { title: `${name}医保经办网点和电话`, path, imageUrl: '/assets/share.png' };
  },
});

function shown({ offices: all }) {
  const placed = all.some(({ location: place }) => place);
  return all.length && { offices: all, towns: townsOf(all), placed, note: '', refused: false };
}

function townsOf(all) {
  return [...new Map(all.map(({ region }) => [region.code, region])).values()];
}

/** Return what to show of all offices once the way to some of them is known, or why it is not. */
async function nearest(code, all) {
  try {
    const { body } = await offices.nearest(code, await location.here());
    const near = new Map(body.offices.map((office) => [office.key, office]));
    const rest = all.filter(({ key }) => !near.has(key));
    return { offices: [...near.values(), ...rest], town: '', note: body.message, refused: false };
  } catch (failure) {
    if (!failure.code && !(failure instanceof location.Unknown)) throw failure;
    return { note: failure.message, refused: Boolean(failure.isRefused) };
  }
}

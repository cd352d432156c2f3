/** Regions: the chosen one, the homes, and the list of all (0.3 MB: only the picker asks for it). */
const config = require('../config');
const pinyin = require('./pinyin');
const request = require('./request');
const storage = require('./storage');

const LEVELS = ['nation', 'province', 'city', 'county', 'town'];

/** Return the region the reader chose, or null on the first visit. */
function chosen() {
  return storage.read('region', null);
}

/** Return the chosen region, or the nation until one is chosen. */
function current() {
  return chosen() || config.nation;
}

function choose({ code, name }) {
  const others = recent().filter((region) => region.code !== code);
  storage.write('region', { code, name });
  storage.write('regions', [{ code, name }, ...others].slice(0, config.recent));
}

function recent() {
  return storage.read('regions', []);
}

/** What the first screens of a region need. */
function home(code) {
  return request.page(`/regions/${code}`);
}

function all() {
  return request.page('/regions');
}

/** The regions that have channels of their own, as the list of channels names them. */
async function withChannels() {
  const { body } = await request.page('/channels');
  const found = new Map(body.channels.map(({ region }) => [region.code, region]));
  found.delete(config.nation.code);
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Return the regions whose name holds `text`, or begins with it in pinyin; the higher level first. */
function matching(regions, text) {
  const asked = text.toLowerCase().replace(/[\s']/g, '');
  const byPinyin = /^[a-z]+$/.test(asked);
  const fits = ({ name }) => (byPinyin ? pinyin.begins(name, asked) : name.includes(asked));
  return asked ? regions.filter(fits).sort(byLevel) : [];
}

function byLevel(a, b) {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
}

module.exports = { chosen, current, choose, recent, home, all, withChannels, matching };

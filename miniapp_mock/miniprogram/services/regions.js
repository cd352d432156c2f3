/** Regions: the chosen one, the homes, and the list of all (0.3 MB: only the picker asks for it). */
const config = require('../config');
const request = require('./request');
const storage = require('./storage');

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
  return [...found.values()];
}

module.exports = { chosen, current, choose, recent, home, all, withChannels };

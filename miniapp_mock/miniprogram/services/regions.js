/** Regions: the chosen one, the homes, and the list of all (0.3 MB: only the picker asks for it). */
const config = require('../config');
const pinyin = require('./pinyin');
const request = require('./request');
const storage = require('./storage');

const LEVELS = ['nation', 'province', 'city', 'county', 'town'];
const LEAST = 2; // characters that name a region above: 江门 of 江门鹤山

let picked = null; // what a phone without room could not keep
let picks = 0;

/** Return the region the reader chose, or null on the first visit. */
function chosen() {
  return picked || storage.read('region', null);
}

/** Return the chosen region, or the nation until one is chosen. */
function current() {
  return chosen() || config.nation;
}

/** Choose a region; return whether the phone keeps it. Until the app is closed it holds all the same. */
function choose({ code, name }) {
  const others = recent().filter((region) => region.code !== code);
  const isKept = storage.write('region', { code, name });
  picked = isKept ? null : { code, name };
  picks += 1;
  storage.write('regions', [{ code, name }, ...others].slice(0, config.recent));
  return isKept;
}

/** How often a region was chosen since the app was opened. */
function choices() {
  return picks;
}

/** Forget what a phone without room could not keep. */
function forget() {
  picked = null;
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

/** Return the region of a code with its name, as its home names it. */
async function named(code) {
  const { body } = await home(code);
  return { code, name: body.name };
}

/**
 * Return the regions whose name holds `text`, alone or behind the names of those above it (江门鹤山), or
 * begins with it in pinyin. Whole syllables stand before initials, then what is `known`, then the higher
 * level.
 */
function matching(regions, text, known = new Set()) {
  const asked = text.toLowerCase().replace(/[\s']/g, '');
  if (!asked) return [];
  const rankOf = /^[a-z]+$/.test(asked) ? spelt(asked) : holding(asked, regions);
  const place = ({ code, level }) => (known.has(code) ? -1 : LEVELS.indexOf(level));
  return regions
    .map((region) => ({ region, rank: rankOf(region) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank - b.rank || place(a.region) - place(b.region))
    .map(({ region }) => region);
}

/** How well a name begins with letters: 0 all of it, 1 in whole syllables, 2 in some mixture. */
function spelt(asked) {
  return ({ name }) => {
    if (!pinyin.begins(name, asked)) return null;
    const spelled = pinyin.spelled(name, asked);
    if (!spelled) return 2;
    return spelled >= name.length - 1 ? 0 : 1; // 市, 县 go without saying
  };
}

function holding(asked, regions) {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  return ({ name, parent }) => {
    const rest = behind(asked, byCode.get(parent), byCode);
    return name.includes(asked) || (rest && name.includes(rest)) ? 0 : null;
  };
}

/** Return what is asked for behind the names of the regions above: 鹤山 of 广东江门鹤山. */
function behind(asked, above, byCode) {
  if (!above) return asked;
  const rest = behind(asked, byCode.get(above.parent), byCode);
  return rest.slice(shared(rest, above.name));
}

/** Return how many characters of a name a text begins with; too few name nothing. */
function shared(text, name) {
  const end = [...text].findIndex((character, place) => character !== name[place]);
  const count = end < 0 ? text.length : end;
  return count < LEAST ? 0 : count;
}

module.exports = { chosen, current, choose, choices, forget, recent, home, named, all, matching };

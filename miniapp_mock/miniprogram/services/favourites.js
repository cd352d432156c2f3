/** Favourite guides, on this phone. */
const storage = require('./storage');

function all() {
  return storage.read('favourites', []);
}

function has(key) {
  return all().some((guide) => guide.key === key);
}

/** Add the guide, or take it away; return whether it is a favourite now, which a phone without room leaves as it was. */
function toggle({ key, title, region }) {
  const others = all().filter((guide) => guide.key !== key);
  const added = others.length === all().length;
  const isKept = storage.write('favourites', added ? [{ key, title, region }, ...others] : others);
  return isKept ? added : !added;
}

module.exports = { all, has, toggle };

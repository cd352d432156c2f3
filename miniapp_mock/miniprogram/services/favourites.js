/** Favourite guides, on this phone. */
const storage = require('./storage');

function all() {
  return storage.read('favourites', []);
}

function has(key) {
  return all().some((guide) => guide.key === key);
}

/** Add the guide, or take it away; return whether it is a favourite now. */
function toggle({ key, title, region }) {
  const others = all().filter((guide) => guide.key !== key);
  const added = others.length === all().length;
  storage.write('favourites', added ? [{ key, title, region }, ...others] : others);
  return added;
}

module.exports = { all, has, toggle };

/** Which materials are ready, by guide, on this phone: `{ key, title, ticked: [name], of }`. */
const storage = require('./storage');

function all() {
  return storage.read('checklists', []);
}

function ticked(key) {
  const list = all().find((other) => other.key === key);
  return list ? list.ticked : [];
}

/** Tick a material or untick it; return what is ticked now, which is as before on a phone without room. */
function toggle({ key, title, materials }, name) {
  const before = ticked(key);
  const now = before.includes(name) ? before.filter((n) => n !== name) : [...before, name];
  const others = all().filter((other) => other.key !== key);
  const mine = now.length ? [{ key, title, ticked: now, of: materials.length }] : [];
  return storage.write('checklists', [...mine, ...others]) ? now : before;
}

function drop(key) {
  storage.write('checklists', all().filter((other) => other.key !== key));
}

module.exports = { all, ticked, toggle, drop };

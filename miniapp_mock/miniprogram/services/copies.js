/**
 * The last good copy of what was asked, for when there is no network.
 *
 * A shelf holds so many copies and so many characters; what was used longest ago goes first.
 * A copy is `{ body, on }`, `on` being the Shanghai day on which it was fetched.
 */
const config = require('../config');
const day = require('./day');
const storage = require('./storage');

function keep(shelf, path, body) {
  const written = JSON.stringify({ body, on: day.of(Date.now()) });
  if (written.length > config.kept[shelf].characters) return;
  if (storage.write(nameOf(path), written)) list(shelf, { path, size: written.length });
}

/** Return the copy of `path`, or null. */
function of(path) {
  const written = storage.read(nameOf(path), '');
  return written ? JSON.parse(written) : null;
}

/** Put an entry first on its shelf, and drop what no longer fits. */
function list(shelf, entry) {
  const others = storage.read(listOf(shelf), []).filter((other) => other.path !== entry.path);
  const { most, characters } = config.kept[shelf];
  let room = characters;
  const fits = ({ size }, place) => (room -= size) >= 0 && place < most;
  const [staying, leaving] = parted([entry, ...others], fits);
  leaving.forEach(({ path }) => storage.remove(nameOf(path)));
  storage.write(listOf(shelf), staying);
}

function parted(entries, fits) {
  const staying = [];
  const leaving = [];
  entries.forEach((entry, place) => (fits(entry, place) ? staying : leaving).push(entry));
  return [staying, leaving];
}

function listOf(shelf) {
  return `copies ${shelf}`;
}

function nameOf(path) {
  return `copy ${path}`;
}

module.exports = { keep, of };

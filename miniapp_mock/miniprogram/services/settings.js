/** What the reader set for this phone. */
const storage = require('./storage');

const DEFAULTS = { large: false };

function all() {
  return { ...DEFAULTS, ...storage.read('settings', {}) };
}

/** Return whether it was kept. */
function set(name, value) {
  return storage.write('settings', { ...all(), [name]: value });
}

module.exports = { all, set };

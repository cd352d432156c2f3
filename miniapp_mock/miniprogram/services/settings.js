/** What the reader set for this phone. */
const storage = require('./storage');

const DEFAULTS = { large: false };

function all() {
  return { ...DEFAULTS, ...storage.read('settings', {}) };
}

function set(name, value) {
  storage.write('settings', { ...all(), [name]: value });
}

module.exports = { all, set };

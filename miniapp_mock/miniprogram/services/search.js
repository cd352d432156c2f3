/** Search, suggestions, and what was searched for on this phone. */
const config = require('../config');
const request = require('./request');
const storage = require('./storage');

function find(q, code) {
  return request.ask('/search', { q, region: code });
}

function suggest(q, code) {
  return request.once('/suggest', { q, region: code });
}

function history() {
  return storage.read('searches', []);
}

function remember(q) {
  const others = history().filter((other) => other !== q);
  storage.write('searches', [q, ...others].slice(0, config.history));
}

function forget() {
  storage.remove('searches');
}

module.exports = { find, suggest, history, remember, forget };

/** Guides, and which of them were looked at last. */
const config = require('../config');
const request = require('./request');
const storage = require('./storage');

function one(key) {
  return request.page(`/guides/${key}`);
}

function recent() {
  return storage.read('guides', []);
}

function remember({ key, title }) {
  const others = recent().filter((guide) => guide.key !== key);
  storage.write('guides', [{ key, title }, ...others].slice(0, config.recent));
}

module.exports = { one, recent, remember };

/** Channels with every path through them. */
const request = require('./request');

function one(key) {
  return request.page(`/channels/${key}`);
}

module.exports = { one };

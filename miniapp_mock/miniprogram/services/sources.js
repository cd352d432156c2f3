/** Sources and their defects. */
const request = require('./request');

function one(key) {
  return request.page(`/sources/${key}`);
}

module.exports = { one };

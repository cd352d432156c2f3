/** Standards: of a region, and one with its history. */
const request = require('./request');

function of(code) {
  return request.page(`/regions/${code}/standards`);
}

function one(key) {
  return request.page(`/standards/${key}`);
}

module.exports = { of, one };

/** Offices: of a region, one, and the nearest. */
const request = require('./request');

function of(code) {
  return request.page(`/regions/${code}/offices`);
}

function one(key) {
  return request.page(`/offices/${key}`);
}

/** Return the offices with coordinates, the nearest first; `lat` and `lng` in GCJ-02. */
function nearest(code, { lat, lng }) {
  return request.once(`/regions/${code}/offices/nearest`, { lat, lng });
}

module.exports = { of, one, nearest };

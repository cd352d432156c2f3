/** 「路径不对」: reports at a node of a menu path, kept on this phone. */
const day = require('./day');
const storage = require('./storage');

const MOST = 50;

function all() {
  return storage.read('reports', []);
}

/** Keep a report `{ guide, title, route, channel, node, label, reason }`; the same node is kept once. Return whether it was kept. */
function keep(report) {
  const same = (other) =>
    other.guide === report.guide && other.route === report.route && other.node === report.node;
  const others = all().filter((other) => !same(other));
  return storage.write('reports', [{ ...report, on: day.of(Date.now()) }, ...others].slice(0, MOST));
}

function drop(index) {
  storage.write('reports', all().filter((_, place) => place !== index));
}

module.exports = { all, keep, drop };

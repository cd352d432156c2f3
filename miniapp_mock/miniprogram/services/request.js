/**
 * The only door to the network.
 *
 * An answer is `{ body, keptOn }`: `keptOn` is empty for a fresh one, and the day of the last good
 * copy when the service could not be reached, or asked to wait. A refusal of the service (404, 422 …) is
 * final: it is thrown as `Failure` with the service's own Chinese words and never papered over with a copy.
 */
const config = require('../config');
const copies = require('./copies');
const day = require('./day');

const UNREACHABLE = '连不上网络，请检查后再试';
const BROKEN = '服务暂时打不开，请稍后再试';
const INCOMPLETE = '这个链接不完整，没有写要看哪一份';
const LATER = [408, 429]; // not now, rather than never
const PASSING = ['unreachable', 'broken', 'busy'];

class Failure extends Error {
  constructor(code, message, errors) {
    super(message);
    this.code = code;
    this.errors = errors || {};
  }

  /** Whether asking again will not help. */
  get isFinal() {
    return !PASSING.includes(this.code);
  }
}

/** Ask for a page; its last good copy is kept. A link that names nothing asks for `…/undefined`. */
async function page(path) {
  if (path.endsWith('/undefined')) throw new Failure('incomplete', INCOMPLETE);
  return answer('page', withQuery(path, { on: day.overridden() }));
}

/** Ask what is worked out for the one who asks; the last few answers are kept. */
function ask(path, query) {
  return answer('answer', withQuery(path, query));
}

/** Ask for what makes sense now or not at all. */
async function once(path, query) {
  return { body: await fetched(withQuery(path, query)), keptOn: '' };
}

async function answer(shelf, path) {
  try {
    const body = await fetched(path);
    copies.keep(shelf, path, body);
    return { body, keptOn: '' };
  } catch (failure) {
    const copy = failure.isFinal ? null : copies.of(path);
    if (!copy) throw failure;
    return { body: copy.body, keptOn: copy.on };
  }
}

function fetched(path) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: config.origin + config.api + path,
      timeout: config.timeout,
      success: ({ statusCode, data }) => {
        if (statusCode === 200 && data && typeof data === 'object') resolve(data);
        else reject(refused(statusCode, data));
      },
      fail: () => reject(new Failure('unreachable', UNREACHABLE)),
    });
  });
}

function refused(status, problem) {
  const said = status < 500 && problem && problem.detail;
  if (!said) return new Failure('broken', BROKEN);
  const code = LATER.includes(status) ? 'busy' : problem.code;
  return new Failure(code, problem.detail, problem.errors);
}

/** Whether the service itself said no: asking again gets the same answer. */
function isRefusal(failure) {
  return !['unreachable', 'broken', 'busy'].includes(failure.code);
}

function withQuery(path, query) {
  const asked = Object.entries(query || {}).filter(([, value]) => value !== '' && value != null);
  const written = asked.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return written ? `${path}?${written}` : path;
}

module.exports = { page, ask, once, isRefusal, Failure };

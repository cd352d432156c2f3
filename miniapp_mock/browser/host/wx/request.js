/** `wx.request`: only to the domain the mini-program names, which here is the server the page came from. */
import { served } from '../origin.js'

export function requestApi({ origin, app }) {
  const patience = app.networkTimeout?.request ?? 60000
  return { request: (options) => request(options, origin, patience) }
}

function request(options, origin, patience) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(new Error('timeout')), options.timeout ?? patience)
  ask(options, origin, stop.signal)
    .finally(() => clearTimeout(timer))
    .then((answer) => finish(options, 'success', answer))
    .catch((failure) => finish(options, 'fail', { errMsg: `request:fail ${failure.message}` }))
  return { abort: () => stop.abort(new Error('abort')) }
}

function finish(options, how, answer) {
  try {
    options[how]?.(answer)
    options.complete?.(answer)
  } catch (error) {
    reportError(error)
  }
}

async function ask({ url, data, method = 'GET', header = {}, dataType = 'json' }, origin, signal) {
  if (!url.startsWith(`${origin}/`)) throw new Error(`url not in domain list: ${url}`)
  const place = served(url)
  const isRead = method === 'GET' || method === 'HEAD'
  const response = await fetch(isRead ? withQuery(place, data) : place, {
    method,
    signal,
    cache: 'no-cache', // a phone asks every time; what has not changed is not sent again
    headers: isRead ? header : { 'content-type': 'application/json', ...header },
    body: isRead ? undefined : bodyOf(data),
  })
  const text = await response.text()
  return {
    errMsg: 'request:ok',
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    data: dataType === 'json' ? parsed(text) : text,
  }
}

function withQuery(url, data = {}) {
  const pairs = Object.entries(data).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  return pairs.length ? `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}` : url
}

function bodyOf(data) {
  return typeof data === 'string' || data === undefined ? data : JSON.stringify(data)
}

/** What is not JSON stays text. */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * The domain the mini-program names in `config.js` is here the server the page came from.
 *
 * `?preview=…` in the page's address names a release that is not live yet: it answers in place of
 * the live one, under an address of its own.
 */
let named = ''

export function nameOrigin(origin) {
  named = origin
}

export function served(url) {
  return named && url.startsWith(`${named}/`) ? base() + url.slice(named.length) : url
}

export function isPreview() {
  return preview() !== ''
}

function base() {
  return isPreview() ? `${location.origin}/preview/${encodeURIComponent(preview())}` : location.origin
}

function preview() {
  return new URLSearchParams(location.search).get('preview') ?? ''
}

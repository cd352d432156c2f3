/** The domain the mini-program names in `config.js` is here the server the page came from. */
let named = ''

export function nameOrigin(origin) {
  named = origin
}

export function served(url) {
  return named && url.startsWith(`${named}/`) ? location.origin + url.slice(named.length) : url
}

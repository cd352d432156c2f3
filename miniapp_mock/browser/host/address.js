/** Addresses of pages: `pages/guide/index?key=a` inside, `#/pages/guide/index?key=a` in the browser. */

/** Return `{ url, route, query }` of what an API or a hash names; `from` is the page a relative one starts at. */
export function addressOf(written, from = '') {
  const [place, search = ''] = written.split(/\?(.*)/s)
  const route = place.startsWith('/') ? place.slice(1) : joined(from, place)
  return { url: search ? `${route}?${search}` : route, route, query: queryOf(search) }
}

/** Return the values as they are written: WeChat does not decode them either. */
export function queryOf(search) {
  const pairs = search.split('&').filter(Boolean).map((pair) => pair.split(/=(.*)/s))
  return Object.fromEntries(pairs.map(([name, value = '']) => [name, value]))
}

/** Return the address in the browser's address bar, or null where it names no page. */
export function addressInHash() {
  return location.hash.startsWith('#/') ? addressOf(location.hash.slice(1)) : null
}

export function hashOf(url) {
  return `#/${url}`
}

/** Return the link that opens a page for somebody else; it keeps `?on=`. */
export function linkTo(url) {
  return location.origin + location.pathname + location.search + hashOf(url)
}

function joined(from, place) {
  return new URL(place, `file:///${from}`).pathname.slice(1)
}

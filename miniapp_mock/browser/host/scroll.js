/** A page that scrolls: onPageScroll, onReachBottom, and scrolling on demand. */

const NEAR_THE_BOTTOM = 50 // pixels, unless the page's settings say onReachBottomDistance

export function watchScroll(page) {
  const { element, settings } = page
  const near = settings.onReachBottomDistance ?? NEAR_THE_BOTTOM
  let wasNear = false
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = element
    page.tell('onPageScroll', { scrollTop })
    const isNear = scrollHeight - clientHeight - scrollTop < near
    if (isNear && !wasNear) page.tell('onReachBottom')
    wasNear = isNear
  }, { passive: true })
}

/** Scroll to a height, or to what a selector finds in the page. */
export function scrollPage(page, { scrollTop, selector, offsetTop = 0, duration = 300 }) {
  const behavior = duration > 0 ? 'smooth' : 'instant'
  page.element.scrollTo({ top: selector ? topOf(page, selector) + offsetTop : scrollTop, behavior })
}

function topOf({ root, element }, selector) {
  const found = root.getComponent().getShadowRoot().querySelector(selector)
  if (!found) throw new Error(`nothing is "${selector}"`)
  return found.$$.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop
}

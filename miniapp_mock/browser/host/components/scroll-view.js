/** A room of its own to scroll in. */
export const scrollView = {
  tag: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: Number,
    scrollLeft: Number,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    enableFlex: Boolean,
    enhanced: Boolean,
    showScrollbar: { type: Boolean, value: true },
    bounces: { type: Boolean, value: true },
    type: String,
  },
  events: ['scroll', 'scrolltolower', 'scrolltoupper'],
  created(element) {
    element.tabIndex = 0 // so that arrow keys scroll it
    watch(this, element)
  },
  observers: {
    scrollX(value, element) { element.toggleAttribute('data-x', value) },
    scrollY(value, element) { element.toggleAttribute('data-y', value) },
    enableFlex(value, element) { element.toggleAttribute('data-flex', value) },
    showScrollbar(value, element) { element.toggleAttribute('data-bare', !value) },
    scrollTop(top, element) { scroll(this, element, { top }) },
    scrollLeft(left, element) { scroll(this, element, { left }) },
    scrollIntoView(id, element) {
      if (id) requestAnimationFrame(() => show(this, element, id))
    },
  },
}

function watch(component, element) {
  let edge = 'upper'
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
    component.tell('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
    const now = edgeOf(component, element)
    if (now && now !== edge) component.tell(`scrollto${now}`, { direction: now === 'lower' ? 'bottom' : 'top' })
    edge = now
  }, { passive: true })
}

function edgeOf({ data }, { scrollTop, scrollHeight, clientHeight, scrollLeft, scrollWidth, clientWidth }) {
  const [at, size, room] = data.scrollX ? [scrollLeft, scrollWidth, clientWidth] : [scrollTop, scrollHeight, clientHeight]
  if (at <= data.upperThreshold) return 'upper'
  return size - room - at <= data.lowerThreshold ? 'lower' : ''
}

function scroll({ data }, element, to) {
  element.scrollTo({ ...to, behavior: data.scrollWithAnimation ? 'smooth' : 'instant' })
}

/** Ids are a component's own: glass-easel knows them, the browser does not. */
function show(component, element, id) {
  const target = component.ownerShadowRoot.querySelector(`#${id}`)?.$$
  if (!target) return
  const from = element.getBoundingClientRect()
  const { left, top } = target.getBoundingClientRect()
  scroll(component, element, { left: element.scrollLeft + left - from.left, top: element.scrollTop + top - from.top })
}

/** Pages beside each other, one seen at a time, with dots. */
export const swiper = {
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: String,
    indicatorActiveColor: String,
    current: Number,
    autoplay: Boolean,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
  },
  events: ['change'],
  created(element) {
    this.dots = document.createElement('div')
    this.dots.className = 'wx-dots'
    this.dots.hidden = true
    element.addEventListener('scroll', () => settled(this, element), { passive: true })
    element.tabIndex = 0
  },
  attached(element) {
    element.after(this.dots)
    requestAnimationFrame(() => turnTo(this, element, this.data.current, 'instant'))
    this.timer = setInterval(() => this.data.autoplay && turnOn(this, element), this.data.interval)
  },
  detached() {
    clearInterval(this.timer)
    this.dots.remove()
  },
  observers: {
    current(value, element) { turnTo(this, element, value, 'smooth') },
    indicatorDots(value) { this.dots.hidden = !value },
  },
}

export const swiperItem = { tag: 'swiper-item', properties: { itemId: String }, events: [] }

function pagesOf(element) {
  return [...element.querySelectorAll(':scope > swiper-item')]
}

function turnTo(component, element, place, behavior) {
  element.scrollTo({ left: place * element.clientWidth, behavior })
  drawDots(component, element, place)
}

function turnOn(component, element) {
  const next = (placeOf(element) + 1) % Math.max(pagesOf(element).length, 1)
  turnTo(component, element, next, 'smooth')
}

function placeOf(element) {
  return Math.round(element.scrollLeft / Math.max(element.clientWidth, 1))
}

function settled(component, element) {
  const current = placeOf(element)
  if (current === component.seen) return
  component.seen = current
  drawDots(component, element, current)
  component.tell('change', { current, source: 'touch' })
}

function drawDots({ dots }, element, current) {
  const dot = (_, place) => Object.assign(document.createElement('i'), { className: place === current ? 'wx-dot-on' : '' })
  dots.replaceChildren(...pagesOf(element).map(dot))
}

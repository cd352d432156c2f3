/** Pulling a page down to refresh it, where its settings allow that. */
import { el } from './dom.js'

const FAR_ENOUGH = 60 // pixels
const RESISTANCE = 0.5

export function watchPull(page) {
  if (!page.settings.enablePullDownRefresh) return
  page.pull = new Pull(page)
}

class Pull {
  constructor(page) {
    this.page = page
    this.sign = el('div', { class: 'phone-pull', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'))
    page.element.prepend(this.sign)
    this.isRefreshing = false
    page.element.addEventListener('touchstart', (event) => this.begin(event), { passive: true })
    page.element.addEventListener('touchmove', (event) => this.move(event), { passive: true })
    page.element.addEventListener('touchend', () => this.end())
  }

  begin({ touches }) {
    this.from = this.page.element.scrollTop <= 0 && !this.isRefreshing ? touches[0].clientY : null
    this.distance = 0
  }

  move({ touches }) {
    if (this.from === null) return
    this.distance = Math.max(0, (touches[0].clientY - this.from) * RESISTANCE)
    this.open(Math.min(this.distance, FAR_ENOUGH))
  }

  end() {
    if (this.from === null) return
    this.from = null
    if (this.distance >= FAR_ENOUGH) this.start()
    else this.open(0)
  }

  /** Refresh, as if somebody had pulled. */
  start() {
    this.isRefreshing = true
    this.open(FAR_ENOUGH)
    this.page.tell('onPullDownRefresh')
  }

  stop() {
    this.isRefreshing = false
    this.open(0)
  }

  open(height) {
    this.sign.style.height = `${height}px`
  }
}

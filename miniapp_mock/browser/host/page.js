/** One open page: its element, its root component, and what happens in its life. */
import { el } from './dom.js'
import { createRoot, settingsOf } from './environment.js'
import { frame } from './frame.js'
import { watchScroll } from './scroll.js'
import { watchPull } from './pull-down.js'

export class Page {
  /** Make the page; it is shown, and its life begins, with `show`. */
  constructor({ url, route, query }) {
    Object.assign(this, { url, route, query, isLoaded: false, focused: null })
    this.settings = settingsOf(route)
    this.title = this.settings.navigationBarTitleText ?? ''
    // It scrolls, so the keyboard can reach it.
    this.element = el('wx-page', { 'data-page': route, hidden: true, tabIndex: 0 })
    this.build()
    watchScroll(this)
    watchPull(this)
  }

  build() {
    const placeholder = el('span')
    this.element.append(placeholder)
    frame.pages.append(this.element)
    this.root = createRoot(this.route)
    this.instance = this.root.get()
    Object.assign(this.instance, { route: this.route, options: this.query })
    this.root.attach(this.element, placeholder)
  }

  show() {
    this.element.hidden = false
    if (!this.isLoaded) this.tell('onLoad', this.query)
    this.tell('onShow')
    this.root.getComponent().triggerPageLifetime('show', [])
    if (!this.isLoaded) requestAnimationFrame(() => this.tell('onReady'))
    this.isLoaded = true
  }

  hide() {
    this.focused = document.activeElement
    this.element.hidden = true
    this.tell('onHide')
    this.root.getComponent().triggerPageLifetime('hide', [])
  }

  close() {
    this.tell('onUnload')
    this.root.release()
    this.element.remove()
  }

  handles(event) {
    return typeof this.instance[event] === 'function'
  }

  /** Call a page's own function, if it has it; what goes wrong in it is told, and stops nothing else. */
  tell(event, detail) {
    if (!this.handles(event)) return undefined
    try {
      return this.instance[event](detail)
    } catch (error) {
      reportError(error)
      return undefined
    }
  }
}

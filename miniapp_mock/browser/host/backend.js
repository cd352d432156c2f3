/** glass-easel's way to the DOM, with the phone's own ways of drawing and listening. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { pageRoom } from './frame.js'
import { markTappable } from './focusable.js'

export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  document = {
    createElement(tag) {
      const element = document.createElement(tag)
      element.setAttribute = setAttribute
      return element
    },
    createTextNode: (text) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  }

  getWindowWidth() {
    return pageRoom().width
  }

  getWindowHeight() {
    return pageRoom().height
  }

  /** Events come from `events.js`; all there is to do here is to let the keyboard reach what can be tapped. */
  setListenerStats(element, type) {
    if (type === 'tap') markTappable(element)
  }
}

/** Inline styles go through CSSOM: `rpx` is put in the phone's unit, and the content policy allows it. */
function setAttribute(name, value) {
  if (name === 'style') this.style.cssText = value.replace(/(-?\d*\.?\d+)rpx\b/g, 'calc(var(--rpx) * $1)')
  else Element.prototype.setAttribute.call(this, name, value)
}

/** What happens to the browser's elements, told to the components as WeChat tells it. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { MOTION_EVENTS, TOUCH_EVENTS } from './dom-events.js'
import { tapWithKeys } from './focusable.js'

const LONG_PRESS = 350 // milliseconds, as in WeChat
const SLIP = 10 // pixels a finger may move while it presses

/** Listen on the element that holds every page. */
export function listen(pages) {
  pages.addEventListener('click', (event) => dispatch('tap', event, point(event), [touchOf(event)]))
  pages.addEventListener('keydown', tapWithKeys)
  for (const type of TOUCH_EVENTS)
    pages.addEventListener(type, (event) => touched(type, event), { passive: type !== 'touchmove' })
  for (const type of MOTION_EVENTS)
    pages.addEventListener(type, (event) => dispatch(type, event, { elapsedTime: event.elapsedTime }, []))
  listenForLongPress(pages)
}

/** Tell the component under an event of the browser; return whether something caught it. */
function dispatch(type, original, detail, touches, changed = touches) {
  const target = componentAt(original.target)
  if (!target) return false
  const event = new glassEasel.Event(type, detail, {
    originalEvent: original,
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields: { touches, changedTouches: changed },
  })
  glassEasel.Event.dispatchEvent(target, event)
  return event.defaultPrevented()
}

function componentAt(element) {
  while (element && !element.__wxElement) element = element.parentNode
  return element?.__wxElement
}

/** `catchtouchmove` on a mask keeps what lies under it still; a scroll-view within goes on scrolling. */
function touched(type, event) {
  const changed = [...event.changedTouches].map(touchOf)
  const isCaught = dispatch(type, event, {}, [...event.touches].map(touchOf), changed)
  if (isCaught && type === 'touchmove' && event.cancelable && !event.target.closest('scroll-view')) event.preventDefault()
}

function listenForLongPress(pages) {
  let timer
  let start
  const stop = () => clearTimeout(timer)
  pages.addEventListener('pointerdown', (event) => {
    stop()
    start = point(event)
    timer = setTimeout(() => dispatch('longpress', event, start, [touchOf(event)]), LONG_PRESS)
  })
  pages.addEventListener('pointermove', (event) => {
    const { x, y } = point(event)
    if (start && Math.hypot(x - start.x, y - start.y) > SLIP) stop()
  })
  for (const type of ['pointerup', 'pointercancel']) pages.addEventListener(type, stop)
}

function point({ clientX, clientY }) {
  return { x: clientX, y: clientY }
}

function touchOf({ identifier = 0, clientX, clientY, pageX, pageY }) {
  return { identifier, clientX, clientY, pageX, pageY }
}

/** What happens to the browser's elements, told to the components as WeChat tells it. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapWithKeys } from './focusable.js'

/** Listen where every page is. A tap is the browser's click: fingers, mice, keys and screen readers make one. */
export function listen(pages) {
  pages.addEventListener('click', tap)
  pages.addEventListener('keydown', tapWithKeys)
}

function tap(original) {
  const target = componentAt(original.target)
  if (!target) return
  const { clientX, clientY, pageX, pageY } = original
  const touches = [{ identifier: 0, clientX, clientY, pageX, pageY }]
  const event = new glassEasel.Event(
    'tap',
    { x: pageX, y: pageY },
    {
      originalEvent: original,
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: { touches, changedTouches: touches },
    },
  )
  glassEasel.Event.dispatchEvent(target, event)
}

function componentAt(element) {
  while (element && !element.__wxElement) element = element.parentNode
  return element?.__wxElement
}

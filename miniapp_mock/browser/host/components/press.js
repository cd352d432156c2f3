/** `hover-class`: how a component looks while a finger is on it. */

export function watchPress(component) {
  const element = component.$$
  element.addEventListener('pointerdown', (event) => {
    const { hoverClass, hoverStartTime, hoverStayTime, hoverStopPropagation } = component.data
    if (hoverClass === 'none' || !hoverClass || event.pressed) return
    event.pressed = hoverStopPropagation
    const begin = setTimeout(() => component.look(hoverClass), hoverStartTime)
    const end = () => {
      clearTimeout(begin)
      setTimeout(() => component.look(''), hoverStayTime)
      for (const type of ENDS) removeEventListener(type, end)
    }
    for (const type of ENDS) addEventListener(type, end)
  })
}

const ENDS = ['pointerup', 'pointercancel']

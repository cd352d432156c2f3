/** `hover-class`: how components look while a finger is on them. */

const ENDS = ['pointerup', 'pointercancel']

/** Listen once for all components on the pages. */
export function watchPresses(pages) {
  pages.addEventListener('pointerdown', ({ target }) => hoveredAround(target).forEach(press))
}

/** Return the components at and above an element that have a `hover-class`. */
function hoveredAround(element) {
  const found = []
  for (let at = element; at; at = at.parentNode) {
    const name = at.__wxElement?.data?.hoverClass
    if (name && name !== 'none') found.push(at.__wxElement)
  }
  return found
}

function press(component) {
  const { hoverClass, hoverStartTime, hoverStayTime } = component.data
  const begin = setTimeout(() => component.look(hoverClass), hoverStartTime)
  const end = () => {
    clearTimeout(begin)
    setTimeout(() => component.look(''), hoverStayTime)
    ENDS.forEach((type) => removeEventListener(type, end))
  }
  ENDS.forEach((type) => addEventListener(type, end))
}

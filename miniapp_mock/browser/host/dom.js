/** Make elements of the host's own bars and sheets. Text is only ever set as text. */

/**
 * Return an element: `settings` are its properties, but `class`, `role` and what has a dash are attributes,
 * and what starts with `on` is a listener.
 */
export function el(tag, settings = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'class' || name === 'role' || name.includes('-')) element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

/** Set an attribute, or take it away where there is no value. */
export function attribute(element, name, value) {
  if (value === undefined || value === null || value === '') element.removeAttribute(name)
  else element.setAttribute(name, String(value))
}

/**
 * Make a component of a built-in's description:
 *
 * - `tag`, `properties` (as in `Component`), `events` it triggers itself;
 * - `created(element, phone)` once, `attached(element)`, `detached(element)`, with the component as `this`;
 * - `observers`: `name(value, element, phone)` for a property, with the component as `this`.
 *
 * The component's element is a plain one of that tag. `this.tell(event, detail)` triggers one of its events.
 *
 * A page may be handed data after it was closed; what it makes of them has no element, and nothing is done with it.
 */
import { ARIA_PROPERTIES, COMMON_PROPERTIES } from './common.js'
import { watchPress } from './press.js'

const STYLE_OF_THE_MOMENT = 3 // glass-easel keeps classes in layers; this one is nobody else's

export function builtInDefiner(builtIns, phone) {
  return (space) => builtIns.forEach((builtIn) => define(space, builtIn, phone))
}

function define(space, builtIn, phone) {
  const observers = { ...commonObservers(phone), ...builtIn.observers }
  const definition = space.defineComponent({
    is: `built-in/${builtIn.tag}`,
    properties: { ...COMMON_PROPERTIES, ...builtIn.properties },
    observers: Object.entries(observers).map(([fields, observe]) => ({
      fields,
      observer(value) {
        if (this.$$) observe.call(this, value, this.$$, phone)
      },
    })),
    methods: {
      tell(event, detail, options) { this.triggerEvent(event, detail, options) },
      look(classes) { this.setNodeClass(classes, STYLE_OF_THE_MOMENT) },
    },
    lifetimes: {
      created() {
        if (!this.$$) return
        watchPress(this)
        builtIn.created?.call(this, this.$$, phone)
      },
      attached() { builtIn.attached?.call(this, this.$$, phone) },
      detached() { builtIn.detached?.call(this, this.$$, phone) },
    },
  })
  space.setGlobalUsingComponent(builtIn.tag, definition.general())
}

function commonObservers(phone) {
  const observers = { hidden(value, element) { element.toggleAttribute('hidden', Boolean(value)) } }
  for (const [property, attribute] of Object.entries(ARIA_PROPERTIES))
    observers[property] = (value, element) => say(element, attribute, value)
  observers.ariaRole = (value, element) => phone.setRole(element, value)
  observers.ariaHidden = (value, element) => {
    say(element, 'aria-hidden', value)
    phone.setHiddenFromReaders(element, value === true || value === 'true')
  }
  return observers
}

function say(element, attribute, value) {
  if (value === null || value === undefined || value === '') element.removeAttribute(attribute)
  else element.setAttribute(attribute, String(value))
}

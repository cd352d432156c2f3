/** What the phone itself tells any element (`events.js`); every other event is one of a component's own. */
export const DOM_EVENTS = new Set(['tap'])

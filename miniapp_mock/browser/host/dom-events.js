/** What the phone itself tells any element; every other event is one of a component's own. */
export const TOUCH_EVENTS = ['touchstart', 'touchmove', 'touchend', 'touchcancel']
export const MOTION_EVENTS = ['transitionend', 'animationend']
export const DOM_EVENTS = new Set(['tap', 'longpress', ...TOUCH_EVENTS, ...MOTION_EVENTS])

/** What every built-in component has: hiding, looking pressed, and words for screen readers. */

const ARIA = [
  'Role', 'Label', 'Hidden', 'Haspopup', 'Expanded', 'Controls', 'Checked', 'Selected', 'Pressed', 'Current', 'Disabled',
  'Live', 'Atomic', 'Busy', 'Modal', 'Level', 'Valuenow', 'Valuemin', 'Valuemax', 'Valuetext', 'Required', 'Invalid',
]

export const ARIA_PROPERTIES = Object.fromEntries(ARIA.map((name) => [`aria${name}`, `aria-${name.toLowerCase()}`]))

export const COMMON_PROPERTIES = {
  hidden: Boolean,
  hoverClass: { type: String, value: 'none' },
  hoverStartTime: { type: Number, value: 50 },
  hoverStayTime: { type: Number, value: 400 },
  hoverStopPropagation: Boolean,
  ...Object.fromEntries(Object.keys(ARIA_PROPERTIES).map((name) => [name, null])),
}

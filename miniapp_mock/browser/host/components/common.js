/**
 * What every built-in component has: hiding, looking pressed, and words for screen readers.
 *
 * Each is made for each element of a screen: what nobody uses is not here.
 */

const ARIA = [
  'Role',
  'Label',
  'Hidden',
  'Expanded',
  'Checked',
  'Selected',
  'Pressed',
  'Current',
  'Disabled',
  'Live',
  'Level',
]

export const ARIA_PROPERTIES = Object.fromEntries(
  ARIA.map((name) => [`aria${name}`, `aria-${name.toLowerCase()}`]),
)

export const COMMON_PROPERTIES = {
  hidden: Boolean,
  hoverClass: { type: String, value: 'none' },
  hoverStartTime: { type: Number, value: 50 },
  hoverStayTime: { type: Number, value: 400 },
  ...Object.fromEntries(Object.keys(ARIA_PROPERTIES).map((name) => [name, null])),
}

/** The built-in components there are. The builder refuses every other tag, and every attribute not in `properties`. */
import { button } from './button.js'
import { checkbox, checkboxGroup, radio, radioGroup } from './choices.js'
import { image } from './image.js'
import { input } from './input.js'
import { label } from './label.js'
import { navigator } from './navigator.js'
import { picker } from './picker.js'
import { scrollView } from './scroll-view.js'
import { text } from './text.js'
import { textarea } from './textarea.js'
import { toggle } from './switch.js'
import { view } from './view.js'

export const BUILT_INS = [
  button, checkbox, checkboxGroup, image, input, label, navigator, picker, radio, radioGroup, scrollView, text, textarea,
  toggle, view,
]

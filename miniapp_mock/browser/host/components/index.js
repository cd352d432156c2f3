/** The built-in components there are. The builder refuses every other tag, and every attribute not in `properties`. */
import { button } from './button.js'
import { checkbox, checkboxGroup, radio, radioGroup } from './choices.js'
import { form } from './form.js'
import { image } from './image.js'
import { input } from './input.js'
import { label } from './label.js'
import { navigator } from './navigator.js'
import { picker } from './picker.js'
import { progress } from './progress.js'
import { scrollView } from './scroll-view.js'
import { swiper, swiperItem } from './swiper.js'
import { text } from './text.js'
import { textarea } from './textarea.js'
import { toggle } from './switch.js'
import { view } from './view.js'

export const BUILT_INS = [
  button, checkbox, checkboxGroup, form, image, input, label, navigator, picker, progress, radio, radioGroup, scrollView,
  swiper, swiperItem, text, textarea, toggle, view,
]

/** A picture. Its element holds an `<img>`, sized as `mode` says. */
import { served } from '../origin.js'

export const image = {
  tag: 'image',
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    showMenuByLongpress: Boolean,
  },
  events: ['load', 'error'],
  created(element) {
    this.img = document.createElement('img')
    this.img.alt = ''
    this.img.onload = () => this.tell('load', { width: this.img.naturalWidth, height: this.img.naturalHeight })
    this.img.onerror = () => this.tell('error', { errMsg: `cannot load ${this.data.src}` })
    element.append(this.img)
    element.dataset.mode = this.data.mode
  },
  observers: {
    src(value) {
      if (value) this.img.src = served(value).replace(/^\//, '')
      else this.img.removeAttribute('src')
    },
    mode(value, element) { element.dataset.mode = value },
    lazyLoad(value) { this.img.loading = value ? 'lazy' : 'eager' },
    ariaLabel(value) { this.img.alt = value ?? '' },
  },
}

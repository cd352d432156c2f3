/** The bar above the page: back or home, the title, and the menu. */
import { el } from './dom.js'
import { frame } from './frame.js'
import { goHome, navigateBack } from './navigation.js'
import { onPageSeen, openPages, top, urls } from './page-stack.js'
import { openMenu } from './menu.js'
import { onThemeChange, themed } from './theme.js'

const TEXT_COLOURS = { black: '#000000', white: '#ffffff' }

const back = el('button', { class: 'phone-back', 'aria-label': '返回', onclick: () => navigateBack() })
const home = el('button', { class: 'phone-home', 'aria-label': '回到首页', onclick: () => goHome() })
const title = el('h1', { class: 'phone-title', tabIndex: -1 })
const menu = el('button', { class: 'phone-menu', 'aria-label': '更多', 'aria-haspopup': 'dialog', onclick: openMenu })

let themes = {}
let isTab = () => false

export function prepareBar(bundle, tabRoutes) {
  themes = bundle.themes
  isTab = (route) => tabRoutes.includes(route)
  frame.bar.append(back, home, title, menu)
  onThemeChange(paint)
  onPageSeen(pageSeen)
}

export function setTitle(text) {
  top().title = text
  paint()
}

/** `frontColor` and `backgroundColor` stand before the page's settings. */
export function setColours(colours) {
  top().colours = colours
  paint()
}

function pageSeen(page, isReturn) {
  const isFirst = openPages().length === 1 && !page.isLoaded && document.activeElement === document.body
  paint()
  if (!isFirst) moveFocus(page, isReturn)
}

/** On a new page the focus is on its title; on return, where it was. */
function moveFocus(page, isReturn) {
  const before = page.focused
  queueMicrotask(() => {
    if (isReturn && before?.isConnected && before !== document.body) before.focus({ preventScroll: true })
    else title.focus({ preventScroll: true })
  })
}

function paint() {
  const page = top()
  const settings = themed(page.settings, themes)
  frame.bar.style.background = page.colours?.backgroundColor ?? settings.navigationBarBackgroundColor
  frame.bar.style.color = page.colours?.frontColor ?? TEXT_COLOURS[settings.navigationBarTextStyle]
  frame.pages.style.background = settings.backgroundColor
  title.textContent = page.title
  document.title = page.title
  back.hidden = urls().length < 2
  home.hidden = urls().length > 1 || isTab(page.route)
}

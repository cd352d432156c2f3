/** Sharing a page, shown as the card a friend would get. */
import { linkTo } from './address.js'
import { copy } from './clipboard.js'
import { el } from './dom.js'
import { served } from './origin.js'
import { openSheet } from './sheet.js'
import { top } from './page-stack.js'

export function canShare() {
  return top().handles('onShareAppMessage')
}

/** Ask the page for its card and show it; `from` is `menu` or `button`. */
export async function share(from, target) {
  const page = top()
  const {
    title = page.title,
    path = `/${page.url}`,
    imageUrl = '',
  } = page.tell('onShareAppMessage', { from, target }) ?? {}
  const link = linkTo(path.replace(/^\//, ''))
  const isCopied = await openSheet({
    label: '转发给朋友',
    content: (finish) => [
      el('p', { class: 'phone-sheet-title' }, '转发给朋友'),
      card(title, imageUrl),
      el('button', { class: 'phone-action', onclick: () => finish(true) }, '复制链接'),
      el('button', { class: 'phone-action phone-cancel', onclick: () => finish() }, '取消'),
    ],
  })
  if (isCopied) await copy(`${title}\n${link}`)
}

function card(title, imageUrl) {
  return el(
    'div',
    { class: 'phone-card' },
    el('div', { class: 'phone-card-title' }, title),
    imageUrl ? el('img', { class: 'phone-card-picture', src: served(imageUrl).replace(/^\//, ''), alt: '' }) : null,
    el('div', { class: 'phone-card-foot' }, '小程序'),
  )
}

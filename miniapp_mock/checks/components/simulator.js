/** Render one of the mini-program's components as WeChat's simulator does, compiled by WeChat's own compiler. */
const path = require('node:path')
const simulate = require('miniprogram-simulate')

const ROOT = path.join(__dirname, '../../miniprogram')
const TIP = 'Now you can provide attr `wx:key`' // lists that never change their order need none
const known = new Map()
const warn = console.warn

console.warn = (...words) => void (String(words[0]).includes(TIP) || warn(...words))

/** Return the component on a page; `told` keeps the events of these names with what they say. */
function render(name, properties, ...events) {
  if (!known.has(name)) known.set(name, simulate.load(path.join(ROOT, 'components', name, 'index'), { rootPath: ROOT }))
  const component = simulate.render(known.get(name), properties)
  component.attach(document.body)
  const told = []
  events.forEach((event) => component.addEventListener(event, ({ detail }) => told.push([event, detail])))
  return { component, told, text: () => said(component) }
}

/** Return what is written on a component or on a part of it. */
function said(part) {
  return part.dom.textContent.replace(/\s+/g, ' ').trim()
}

/** Touch what a selector found, and wait until the screen has followed. */
async function tap(part) {
  part.dispatchEvent('tap')
  await simulate.sleep(20)
}

module.exports = { render, said, tap }

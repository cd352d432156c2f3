/** The component framework: WeChat's glass-easel, with the pages and components that were built. */
import { MiniProgramEnv, glassEasel } from 'glass-easel-miniprogram-adapter'
import { PhoneBackend } from './backend.js'
import { pageRoom } from './frame.js'

const environment = new MiniProgramEnv()
const space = environment.createCodeSpace('', true)
const backend = environment.associateBackend(new PhoneBackend())
const loaded = new Set()
let built

/** Take what was built; `define` puts the built-in components in. */
export function prepare(bundle, define) {
  built = bundle
  glassEasel.addGlobalWarningListener(complain)
  glassEasel.addGlobalErrorListener(fail)
  define(space.getComponentSpace())
  space.addStyleSheet('app', undefined)
  // WXS has these two instead of RegExp and Date.
  globalThis.getRegExp = (pattern, flags) => new RegExp(pattern, flags)
  globalThis.getDate = (...when) => new Date(...when)
}

export function isPage(route) {
  return built.parts[route]?.isPage === true
}

/** Return a page's own settings over the app's. */
export function settingsOf(route) {
  return { ...built.app.window, ...built.parts[route].config }
}

/** Return a new root component of a page. Its code is loaded when it is first needed. */
export function createRoot(route) {
  load(route)
  return backend.createRoot('wx-root', space, `/${route}`)
}

function load(path) {
  if (loaded.has(path)) return
  loaded.add(path)
  const { config, scope, load: run } = built.parts[path]
  Object.values(config.usingComponents).forEach((other) => load(other.slice(1)))
  space.addComponentStaticConfig(path, config)
  space.addCompiledTemplate(path, { groupList: built.templates, content: built.templates[path] })
  space.addStyleSheet(path, undefined, scope)
  space.globalComponentEnv(globalThis, path, run)
}

/** What the framework only warns of would be wrong on a phone, too: it counts as an error. */
function complain(message) {
  if (message.includes('keys are not unique')) return true // it says so where `wx:key="*this"` is used
  reportError(new Error(message))
  return false
}

function fail(error) {
  reportError(error)
  return false
}

/** Selector queries answer in the page's coordinates, not the window's. */
const measure = glassEasel.Element.prototype.getBoundingClientRect
glassEasel.Element.prototype.getBoundingClientRect = function (answer) {
  measure.call(this, ({ left, top, width, height }) => {
    const room = pageRoom()
    answer({ left: left - room.left, top: top - room.top, width, height })
  })
}

/** Read the tree of a mini-program: its settings, and every page and component that is reached. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { refuse } from './error.mjs'

const KINDS = ['.js', '.json', '.wxml', '.wxss']

// What the host makes something of, or may leave aside without harm.
const APP_SETTINGS = [
  'pages', 'window', 'tabBar', 'usingComponents', 'networkTimeout', 'permission', 'requiredPrivateInfos', 'darkmode',
  'themeLocation', 'lazyCodeLoading', 'componentFramework', 'style', 'sitemapLocation',
]
const PAGE_SETTINGS = [
  'navigationBarTitleText', 'navigationBarBackgroundColor', 'navigationBarTextStyle', 'backgroundColor',
  'backgroundTextStyle', 'enablePullDownRefresh', 'onReachBottomDistance', 'usingComponents', 'styleIsolation',
]
const COMPONENT_SETTINGS = ['component', 'usingComponents', 'styleIsolation', 'addGlobalClass', 'pureDataPattern']

const require = createRequire(import.meta.url)

/**
 * Return `{ root, app, themes, origin, pages, parts }`.
 *
 * `parts` are the pages and, after what uses them, the components:
 * `{ path, isPage, config, using: { tag: path }, scope }`.
 */
export function readSource(root) {
  const app = readJson(root, 'app.json')
  const themes = app.themeLocation ? readJson(root, app.themeLocation) : { light: {}, dark: {} }
  const { origin } = require(path.join(root, 'config.js'))
  const parts = new Map()
  app.pages.forEach((page) => addPart(root, app, parts, page, true))
  const source = { root, app, themes, origin, pages: app.pages, parts: [...parts.values()] }
  refuse([
    ...unknown('app.json', app, APP_SETTINGS),
    ...unknown('app.json', app.window, PAGE_SETTINGS),
    ...source.parts.flatMap((part) => faultsOf(root, part)),
  ])
  return source
}

export function readText(root, file) {
  try {
    return fs.readFileSync(path.join(root, file), 'utf8')
  } catch {
    throw refuse([`${file}: there is no such file`])
  }
}

function readJson(root, file) {
  return JSON.parse(readText(root, file))
}

function addPart(root, app, parts, name, isPage) {
  if (parts.has(name)) return
  const config = readJson(root, `${name}.json`)
  const part = { path: name, isPage, config, using: {}, scope: scopeOf(name, config) }
  parts.set(name, part)
  const used = { ...app.usingComponents, ...config.usingComponents }
  for (const [tag, place] of Object.entries(used)) {
    part.using[tag] = resolve(name, place)
    addPart(root, app, parts, part.using[tag], false)
  }
}

/** Return the path of a component as `usingComponents` of `from` names it. */
function resolve(from, place) {
  return place.startsWith('/') ? place.slice(1) : path.posix.join(path.posix.dirname(from), place)
}

/** Return the prefix of a component's classes: `components/menu-path/index` has `menu-path`. */
function scopeOf(name, config) {
  return config.component ? path.posix.basename(path.posix.dirname(name)) : undefined
}

function faultsOf(root, part) {
  const faults = KINDS.map((kind) => part.path + kind)
    .filter((file) => !fs.existsSync(path.join(root, file)))
    .map((file) => `${file}: missing; a page or component is four files`)
  const script = fs.existsSync(path.join(root, `${part.path}.js`)) ? readText(root, `${part.path}.js`) : ''
  if (/\b(styleIsolation|addGlobalClass)\s*:/.test(script))
    faults.push(`${part.path}.js: styleIsolation belongs in ${part.path}.json`)
  if (/['"]wx:\/\//.test(script)) faults.push(`${part.path}.js: built-in behaviors (wx://…) are not there`)
  return [...faults, ...unknown(`${part.path}.json`, part.config, part.config.component ? COMPONENT_SETTINGS : PAGE_SETTINGS)]
}

function unknown(file, settings, known) {
  return Object.keys(settings)
    .filter((name) => !known.includes(name))
    .map((name) => `${file}: the browser host does nothing with "${name}"`)
}

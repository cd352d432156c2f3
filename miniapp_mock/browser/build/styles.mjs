/** Turn WXSS into one style sheet: units of the phone, and each file's rules only where they belong. */
import fs from 'node:fs'
import path from 'node:path'
import esbuild from 'esbuild'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { readText } from './source.mjs'
import { refuse } from './error.mjs'

const HOST_STYLES = path.join(import.meta.dirname, '../host/styles')
const HOST_SHEETS = ['frame', 'bars', 'components', 'layers']
const BARRED_IN_COMPONENTS = { tag: 'tag', id: 'id', attribute: 'attribute', universal: '*' }

/** Return the whole style sheet: the host's, then the app's, the components' and the pages'. */
export async function compileStyles({ root, parts }) {
  const faults = []
  const sheets = [...HOST_SHEETS.map(hostSheet), sheet(root, 'app', faults, withinPages)]
  for (const part of [...parts.filter((p) => !p.isPage), ...parts.filter((p) => p.isPage)])
    sheets.push(sheet(root, part.path, faults, part.isPage ? withinPage(part.path) : withinComponent(part, faults)))
  refuse(faults)
  const { code } = await esbuild.transform(sheets.join('\n'), { loader: 'css', minify: true, charset: 'utf8' })
  return code
}

function hostSheet(name) {
  return fs.readFileSync(path.join(HOST_STYLES, `${name}.css`), 'utf8')
}

function sheet(root, name, faults, place) {
  const rules = parsed(root, `${name}.wxss`)
  rules.walkDecls((declaration) => {
    declaration.value = inPhoneUnits(declaration.value)
    if (/url\(\s*(?!\s*['"]?data:)/.test(declaration.value))
      faults.push(`${where(declaration)}: WXSS cannot load files; draw it with <image>`)
  })
  rules.walkRules((rule) => {
    if (!isKeyframe(rule)) rule.selector = selectorParser((list) => place(list, rule)).processSync(rule.selector)
  })
  return rules.toString()
}

/** Parse a file with what it imports in its place. */
function parsed(root, file) {
  const rules = postcss.parse(readText(root, file), { from: file })
  rules.walkAtRules('import', (rule) => {
    const [, name] = /^(?:url\()?['"]?(.+?)['"]?\)?$/.exec(rule.params)
    const imported = name.startsWith('/') ? name.slice(1) : path.posix.join(path.posix.dirname(file), name)
    rule.replaceWith(parsed(root, imported).nodes)
  })
  return rules
}

/** `rpx` is a 750th of the phone's width, `vw` and `vh` a hundredth of the page's room. */
function inPhoneUnits(value) {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, number) => `calc(var(--rpx) * ${number})`)
    .replace(/(-?\d*\.?\d+)v([wh])\b/g, '$1cq$2')
}

function isKeyframe(rule) {
  return rule.parent.type === 'atrule' && /keyframes$/.test(rule.parent.name)
}

/** The app's rules hold in every page, and never in the host's own bars and sheets. */
function withinPages(list) {
  within(list, 'wx-page')
}

/** A page's rules hold in that page. */
function withinPage(name) {
  return (list) => within(list, `wx-page[data-page="${name}"]`)
}

/** `:where` adds no weight: a rule of a page and one of the app compare as they were written. */
function within(list, ancestor) {
  list.each((selector) => {
    const first = selector.first
    if (first.type === 'tag' && first.value === 'page') first.replaceWith(fragment(ancestor, first))
    else selector.prepend(fragment(`:where(${ancestor}) `, first))
  })
}

function fragment(text, { spaces }) {
  return selectorParser.string({ value: spaces.before + text })
}

/** A component's classes carry its name, as glass-easel writes them; `:host` is its own element. */
function withinComponent({ path: name, scope, config }, faults) {
  const isOpen = config.styleIsolation === 'shared'
  return (list, rule) => {
    list.walk((node) => {
      if (BARRED_IN_COMPONENTS[node.type])
        faults.push(`${where(rule)}: a ${BARRED_IN_COMPONENTS[node.type]} selector in component ${name}; use a class`)
    })
    if (!isOpen) list.walkClasses((node) => { node.value = `${scope}--${node.value}` })
    list.walkPseudos((node) => {
      if (node.value === ':host') node.replaceWith(selectorParser.string({ value: `[wx-host="${scope}"]` }))
    })
  }
}

function where({ source }) {
  return `${source.input.from ? path.relative(process.cwd(), source.input.from) : ''}:${source.start.line}`
}

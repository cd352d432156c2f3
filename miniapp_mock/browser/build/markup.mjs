/** Look at WXML for what the host does not know: tags, attributes, events. */
import { BUILT_INS } from '../host/components/index.js'
import { COMMON_PROPERTIES } from '../host/components/common.js'
import { DOM_EVENTS } from '../host/dom-events.js'

const SYNTAX = new Set(['block', 'template', 'import', 'include', 'wxs', 'slot'])
const PLAIN = new Set(['class', 'style', 'id', 'slot'])
const DIRECTIVE = /^(wx:|mark:|data-|generic:)/
const LISTENER = /^(?:capture-)?(?:mut-)?(?:bind|catch):?(.+)$/
const BINDING = /^(?:model|change):(.+)$/

const COMMENT = /<!--[\s\S]*?-->/g
const SCRIPT = /(<wxs\b[^>]*>)[\s\S]*?(<\/wxs>)/g
const EXPRESSION = /\{\{[\s\S]*?\}\}/g
const START_TAG = /<([a-zA-Z][\w-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g
const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*(?:"[^"]*"|'[^']*'))?/g

const builtIns = new Map(BUILT_INS.map((builtIn) => [builtIn.tag, builtIn]))

/** Return the faults of a template; `using` are the tags of components it may use. */
export function markupFaults(file, text, using) {
  const faults = []
  for (const { tag, attributes, line } of startTags(text)) {
    const builtIn = builtIns.get(tag)
    if (builtIn) attributes.filter((name) => !isKnown(builtIn, name)).forEach((name) => {
      faults.push(`${file}:${line}: <${tag}> of the browser host has no ${name}`)
    })
    else if (!SYNTAX.has(tag) && !using[tag])
      faults.push(`${file}:${line}: <${tag}> is neither built in nor in usingComponents`)
  }
  return faults
}

function* startTags(text) {
  const bare = blanked(blanked(text, COMMENT), EXPRESSION).replace(SCRIPT, (all, start, end) => start + blank(all.slice(start.length, -end.length)) + end)
  for (const { 1: tag, 2: rest, index } of bare.matchAll(START_TAG)) {
    const attributes = [...rest.matchAll(ATTRIBUTE)].map((match) => match[1])
    yield { tag, attributes, line: bare.slice(0, index).split('\n').length }
  }
}

/** Put spaces where a pattern matches, so that lines keep their numbers. */
function blanked(text, pattern) {
  return text.replace(pattern, blank)
}

function blank(text) {
  return text.replace(/[^\n]/g, ' ')
}

function isKnown(builtIn, name) {
  if (PLAIN.has(name) || DIRECTIVE.test(name)) return true
  const listener = LISTENER.exec(name)
  if (listener) return DOM_EVENTS.has(listener[1]) || builtIn.events.includes(listener[1])
  const property = camelCase(BINDING.exec(name)?.[1] ?? name)
  return property in COMMON_PROPERTIES || property in builtIn.properties
}

function camelCase(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
}

/** Compile WXML and WXS with WeChat's own template compiler. */
import { createRequire } from 'node:module'
import { readText } from './source.mjs'
import { markupFaults } from './markup.mjs'
import { refuse } from './error.mjs'

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')

/** Return the text of a JavaScript expression: an object of compiled templates by path. */
export function compileTemplates(source) {
  const compiler = new Compiler(source.root)
  source.parts.forEach(({ path, using }) => compiler.addTemplate(path, using))
  refuse(compiler.faults)
  return compiler.group.getTmplGenObjectGroups()
}

class Compiler {
  constructor(root) {
    this.root = root
    this.group = new TmplGroup()
    this.added = new Set()
    this.faults = []
  }

  /** Add a template, and whatever it imports; what is imported may use the same components. */
  addTemplate(path, using) {
    const file = `${path}.wxml`
    if (this.isAdded(file)) return
    const text = readText(this.root, file)
    this.faults.push(...markupFaults(file, text, using))
    for (const { path: place, startLine, message } of this.group.addTmpl(path, text))
      this.faults.push(`${place}.wxml:${startLine}: ${message}`)
    this.mendInlineScripts(path)
    this.group.getDirectDependencies(path).forEach((other) => this.addTemplate(stem(other, '.wxml'), using))
    this.group.getScriptDependencies(path).forEach((other) => this.addScript(stem(other, '.wxs')))
  }

  addScript(path) {
    const file = `${path}.wxs`
    if (this.isAdded(file)) return
    const text = readText(this.root, file)
    this.group.addScript(path, asJavaScript(text))
    for (const [, other] of text.matchAll(/require\(\s*['"](.+?)\.wxs['"]\s*\)/g))
      this.addScript(new URL(other, `file:///${path}`).pathname.slice(1))
  }

  mendInlineScripts(path) {
    for (const name of this.group.getInlineScriptModuleNames(path))
      this.group.setInlineScript(path, name, asJavaScript(this.group.getInlineScript(path, name)))
  }

  isAdded(file) {
    const already = this.added.has(file)
    this.added.add(file)
    return already
  }
}

function stem(path, kind) {
  return path.endsWith(kind) ? path.slice(0, -kind.length) : path
}

/** In WXS, modules are required by file name, and a constructor is its name. */
function asJavaScript(wxs) {
  return wxs
    .replace(/(require\(\s*['"][^'"]+?)\.wxs(['"])/g, '$1$2')
    .replace(/\.constructor\s*(===?|!==?)\s*(['"])/g, '.constructor.name $1 $2')
}

/** Bundle the host, the compiled templates and the source's JavaScript into one script. */
import fs from 'node:fs'
import path from 'node:path'
import esbuild from 'esbuild'

const HOST = path.join(import.meta.dirname, '../host')
const COMPILER = 'glass-easel-template-compiler' // its runtime is part of what it emits

/** Return `{ script, licences }`: the text of the script, and the notices of what others wrote of it. */
export async function bundleScript(source, templates) {
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: entry(source, templates), resolveDir: HOST, sourcefile: 'entry.js' },
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: '/*! 医保指路. Contains work of others: see LICENCES.txt */' },
    write: false,
    metafile: true,
    logLevel: 'warning',
  })
  return { script: outputFiles[0].text, licences: notices(Object.keys(metafile.inputs)) }
}

/** The script that starts it all: what was built goes to the host; the source is loaded when needed. */
function entry({ root, app, themes, origin, parts }, templates) {
  const load = (file) => `() => require(${JSON.stringify(path.join(root, file))})`
  const listed = parts.map(({ path: name, isPage, config, using, scope }) => {
    const settings = { ...config, usingComponents: absolute(using) }
    return `${JSON.stringify(name)}: { ...${JSON.stringify({ isPage, scope, config: settings })}, load: ${load(`${name}.js`)} }`
  })
  return `
    import { boot } from './boot.js'
    boot({
      app: ${JSON.stringify(app)},
      themes: ${JSON.stringify(themes)},
      origin: ${JSON.stringify(origin)},
      templates: ${templates},
      parts: { ${listed.join(',\n')} },
      loadApp: ${load('app.js')},
    })`
}

function absolute(using) {
  return Object.fromEntries(Object.entries(using).map(([tag, place]) => [tag, `/${place}`]))
}

/** Return the licence notices of every package that is in the bundle. */
function notices(inputs) {
  const packages = new Set([COMPILER])
  for (const input of inputs) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)
    if (found) packages.add(found[1])
  }
  return [...packages].sort().map(notice).join('\n\n')
}

function notice(name) {
  const folder = path.join(import.meta.dirname, '../../node_modules', name)
  const { version, license, homepage } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const text = fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim()
  return `${name} ${version} (${license})\n${homepage}\n\n${text}\n`
}

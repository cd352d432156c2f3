/** Build the mini-program for a browser: `node build.mjs SOURCE OUT`. */
import path from 'node:path'
import { BuildError } from './build/error.mjs'
import { readSource } from './build/source.mjs'
import { compileTemplates } from './build/templates.mjs'
import { compileStyles } from './build/styles.mjs'
import { bundleScript } from './build/script.mjs'
import { writeSite } from './build/site.mjs'

async function build(root, out) {
  const source = readSource(path.resolve(root))
  const templates = compileTemplates(source)
  const [style, script] = await Promise.all([compileStyles(source), bundleScript(source, templates)])
  writeSite(path.resolve(out), source, { style, ...script })
  return source
}

const [root, out] = process.argv.slice(2)
if (!root || !out) {
  console.error('usage: node build.mjs SOURCE OUT')
  process.exit(2)
}
try {
  const { pages, parts } = await build(root, out)
  console.log(`${pages.length} pages, ${parts.length - pages.length} components → ${out}`)
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exit(1)
}

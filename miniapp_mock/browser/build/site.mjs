/** Write the folder that is served: the page, its script and style, pictures, and the service worker. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const SHELL = path.join(import.meta.dirname, '../shell')
const PICTURES = /\.(png|jpg|svg)$/
const ICON = '/static/icon.svg' // the service's own

/** Fill `out` anew. Files that are asked for by hash may be kept for ever. */
export function writeSite(out, { root, app }, { script, style, licences }) {
  fs.rmSync(out, { recursive: true, force: true })
  fs.mkdirSync(out, { recursive: true })
  const files = { 'app.js': script, 'app.css': style, ...pictures(root) }
  const named = Object.fromEntries(Object.entries(files).map(([name, body]) => [name, `${name}?v=${hash(body)}`]))
  const title = app.window.navigationBarTitleText
  const page = filled('index.html', { SCRIPT: named['app.js'], STYLE: named['app.css'], TITLE: title, ICON })
  const kept = ['./', ICON, named['app.js'], named['app.css'], ...Object.keys(pictures(root)).sort()]
  const worker = filled('worker.js', { VERSION: hash(page + JSON.stringify(named)), FILES: JSON.stringify(kept) })
  write(out, { ...files, 'index.html': page, 'worker.js': worker, 'LICENCES.txt': licences })
}

function pictures(root) {
  const found = fs.readdirSync(root, { recursive: true }).filter((name) => PICTURES.test(name)).sort()
  return Object.fromEntries(found.map((name) => [name, fs.readFileSync(path.join(root, name))]))
}

function hash(body) {
  return createHash('sha256').update(body).digest('hex').slice(0, 12)
}

/** Return a file of the shell with `__NAME__` replaced. */
function filled(name, values) {
  const text = fs.readFileSync(path.join(SHELL, name), 'utf8')
  return text.replace(/__([A-Z]+)__/g, (_, key) => values[key])
}

function write(out, files) {
  for (const [name, body] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(out, name)), { recursive: true })
    fs.writeFileSync(path.join(out, name), body)
  }
}

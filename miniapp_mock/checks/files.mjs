/** What lies where: four files a page or component, none without use, and a package that is small enough. */
import fs from 'node:fs'
import path from 'node:path'
import { readSource } from '../browser/build/source.mjs'

const KINDS = ['index.js', 'index.json', 'index.wxml', 'index.wxss']
const MOST_BYTES = 1.5 * 1024 * 1024 // WeChat's own limit for the main package is 2 MB

export function fileFaults(root) {
  const used = new Set(readSource(root).parts.map((part) => path.posix.dirname(part.path)))
  const rooms = ['pages', 'components'].flatMap((kind) => fs.readdirSync(path.join(root, kind)).map((name) => `${kind}/${name}`))
  return [
    ...rooms.filter((room) => !hasFour(root, room)).map((room) => `${room}: a page or component is ${KINDS.join(', ')}, no more and no less`),
    ...rooms.filter((room) => !used.has(room)).map((room) => `${room}: nothing uses it`),
    ...weightFaults(root),
  ]
}

function hasFour(root, room) {
  return fs.readdirSync(path.join(root, room)).sort().join() === KINDS.join()
}

function weightFaults(root) {
  const weight = allFiles(root).reduce((sum, file) => sum + fs.statSync(file).size, 0)
  return weight > MOST_BYTES ? [`.: the package weighs ${weight} bytes, at most ${MOST_BYTES} are allowed`] : []
}

/** Return the path of every file below a folder whose name ends so. */
export function allFiles(root, ending = '') {
  return fs.readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

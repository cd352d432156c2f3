/** Check the source of the mini-program: `node lint.mjs SOURCE`. Every fault at once, as `file:line: what is wrong`. */
import path from 'node:path'
import { callFaults } from './calls.mjs'
import { fileFaults } from './files.mjs'
import { styleFaults } from './styles.mjs'
import { typeFaults } from './types.mjs'
import { wxsFaults } from './wxs.mjs'

const root = path.resolve(process.argv[2])
const faults = [...fileFaults(root), ...callFaults(root), ...wxsFaults(root), ...styleFaults(root), ...typeFaults(root)]
faults.forEach((fault) => console.error(fault))
process.exit(faults.length ? 1 : 0)

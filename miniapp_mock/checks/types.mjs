/**
 * Check the types with WeChat's own typings (`tsconfig.json`). There is no DOM in them: whoever says `document` is told so,
 * and so is who calls a `wx` function that does not exist, or hands it what it does not take.
 *
 * Left out is what concerns a property of `this`: what behaviors mix into a page, those typings cannot see.
 */
import path from 'node:path'
import ts from 'typescript'
import { allFiles } from './files.mjs'
import { lineOf } from './syntax.mjs'

const CONFIG = path.join(import.meta.dirname, 'tsconfig.json')

export function typeFaults(root) {
  const { config } = ts.readConfigFile(CONFIG, ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, import.meta.dirname)
  const program = ts.createProgram(allFiles(root, '.js'), options)
  return ts.getPreEmitDiagnostics(program)
    .map((fault) => ({ ...fault, node: nodeAt(fault) }))
    .filter(({ node }) => !concernsThis(node))
    .map(({ node, messageText }) => `${placeOf(root, node)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
}

function nodeAt({ file, start }) {
  return file ? innermost(file, start) : null
}

function innermost(node, position) {
  const within = node.forEachChild((child) => (child.getStart() <= position && position < child.end ? child : undefined))
  return within ? innermost(within, position) : node
}

/** `this.name`, or what is assigned to it or handed to it. */
function concernsThis(node) {
  for (let at = node; at; at = at.parent)
    if (ts.isPropertyAccessExpression(at) && rootOf(at).kind === ts.SyntaxKind.ThisKeyword) return true
    else if (ts.isBinaryExpression(at)) return rootOf(at.left).kind === ts.SyntaxKind.ThisKeyword
    else if (ts.isStatement(at)) return false
  return false
}

function rootOf(node) {
  return ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : node
}

function placeOf(root, node) {
  return node ? `${path.relative(root, node.getSourceFile().fileName)}:${lineOf(node)}` : 'tsconfig.json'
}

/** Read JavaScript and walk through it. */
import fs from 'node:fs'
import ts from 'typescript'

export function parsed(file) {
  return ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2020, true, ts.ScriptKind.JS)
}

/** Yield a node and everything in it. */
export function* nodesIn(node) {
  yield node
  const children = []
  node.forEachChild((child) => void children.push(child))
  for (const child of children) yield* nodesIn(child)
}

export function lineOf(node) {
  const source = node.getSourceFile()
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}

/** Who calls `wx`: only what the browser host has, only services the network, and components nobody but themselves. */
import path from 'node:path'
import ts from 'typescript'
import { allFiles } from './files.mjs'
import { lineOf, nodesIn, parsed } from './syntax.mjs'

const NETWORK = new Set(['request', 'uploadFile', 'downloadFile', 'connectSocket'])
const NAVIGATION = new Set(['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack'])
const HOST = path.join(import.meta.dirname, '../browser/host/wx/index.js')

export function callFaults(root) {
  const known = hostNames()
  return allFiles(root, '.js').flatMap((file) => {
    const place = path.relative(root, file)
    return callsIn(file).flatMap(({ name, line }) => faultsOf(place, name, known).map((fault) => `${place}:${line}: ${fault}`))
  })
}

function callsIn(file) {
  return [...nodesIn(parsed(file))]
    .filter((node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'wx')
    .map((node) => ({ name: node.name.text, line: lineOf(node) }))
}

function faultsOf(place, name, known) {
  const faults = []
  if (!known.has(name)) faults.push(`wx.${name} is not there in the browser host`)
  if (NETWORK.has(name) && !place.startsWith('services/')) faults.push(`wx.${name}: only services reach the network`)
  if (NAVIGATION.has(name) && place.startsWith('components/')) faults.push(`wx.${name}: components tell, pages go`)
  return faults
}

/** Return the names of what `makeWx` makes, as the compiler infers them. */
function hostNames() {
  const program = ts.createProgram([HOST], { allowJs: true, checkJs: true, noEmit: true, target: ts.ScriptTarget.ES2022 })
  const checker = program.getTypeChecker()
  const object = [...nodesIn(program.getSourceFile(HOST))].find((node) => ts.isVariableDeclaration(node) && node.name.getText() === 'known')
  return new Set(checker.getTypeAtLocation(object).getProperties().map(({ name }) => name))
}

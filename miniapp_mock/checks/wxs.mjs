/** WXS is the JavaScript of 2009 with few names: what a phone would not understand. */
import path from 'node:path'
import ts from 'typescript'
import { allFiles } from './files.mjs'
import { lineOf, nodesIn, parsed } from './syntax.mjs'

const { SyntaxKind: Kind } = ts
const NEW_SYNTAX = new Map([
  [Kind.ArrowFunction, 'an arrow function'],
  [Kind.TemplateExpression, 'a template'],
  [Kind.NoSubstitutionTemplateLiteral, 'a template'],
  [Kind.ClassDeclaration, 'a class'],
  [Kind.SpreadElement, 'a spread'],
  [Kind.SpreadAssignment, 'a spread'],
  [Kind.ObjectBindingPattern, 'destructuring'],
  [Kind.ArrayBindingPattern, 'destructuring'],
  [Kind.ShorthandPropertyAssignment, 'a shorthand property'],
  [Kind.MethodDeclaration, 'a shorthand method'],
  [Kind.ForOfStatement, 'for … of'],
  [Kind.NewExpression, 'new'],
  [Kind.RegularExpressionLiteral, 'a regular expression (use getRegExp)'],
  [Kind.QuestionDotToken, '?.'],
  [Kind.QuestionQuestionToken, '??'],
  [Kind.TryStatement, 'try'],
])
const MISSING_NAMES = new Set([
  'Date', 'RegExp', 'Object', 'Array', 'String', 'Boolean', 'Set', 'Map', 'Promise', 'Symbol', 'wx', 'getApp', 'Intl',
])
const MISSING_METHODS = new Set([
  'includes', 'find', 'findIndex', 'padStart', 'padEnd', 'startsWith', 'endsWith', 'repeat', 'flat', 'flatMap', 'entries', 'values',
  'assign', 'from', 'replaceAll', 'at', 'fill',
])

export function wxsFaults(root) {
  return allFiles(root, '.wxs').flatMap((file) =>
    [...nodesIn(parsed(file))].flatMap((node) => {
      const what = faultOf(node)
      return what ? [`${path.relative(root, file)}:${lineOf(node)}: WXS has no ${what}`] : []
    }))
}

function faultOf(node) {
  if (NEW_SYNTAX.has(node.kind)) return NEW_SYNTAX.get(node.kind)
  if (ts.isVariableDeclarationList(node) && node.flags & ts.NodeFlags.BlockScoped) return 'let or const'
  if (ts.isParameter(node) && (node.initializer || node.dotDotDotToken)) return 'default or rest parameters'
  if (!ts.isIdentifier(node)) return null
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
  if (isMember) return MISSING_METHODS.has(node.text) ? `.${node.text}()` : null
  const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node
  return !isKey && MISSING_NAMES.has(node.text) ? node.text : null
}

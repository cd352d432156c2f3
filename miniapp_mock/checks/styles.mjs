/** Styles of pages: components see them, too, so each says whose it is by a class that begins with the page's name. */
import fs from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import { allFiles } from './files.mjs'

export function styleFaults(root) {
  return allFiles(path.join(root, 'pages'), '.wxss').flatMap((file) => {
    const name = path.basename(path.dirname(file))
    return foreignRules(file, name).map(
      ({ selector, source }) =>
        `${path.relative(root, file)}:${source.start.line}: ${selector} reaches into components: name it .${name}-…`,
    )
  })
}

function foreignRules(file, name) {
  const foreign = []
  postcss.parse(fs.readFileSync(file, 'utf8')).walkRules((rule) => {
    if (!rule.selectors.every((selector) => selector.includes(`.${name}-`))) foreign.push(rule)
  })
  return foreign
}

/** Where things are on the page. */
import { top } from '../page-stack.js'

export function queriesApi() {
  return { createSelectorQuery: () => top().instance.createSelectorQuery() }
}

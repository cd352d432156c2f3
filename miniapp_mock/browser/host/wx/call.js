/** How every asynchronous `wx.*` function answers: by callbacks if any is given, else by a promise. */
import { Refusal } from '../refusal.js'

/**
 * Make `wx.name` of `work(options)`, which returns the answer or a promise of it. A `Refusal` is told as
 * `errMsg: "name:fail why"`; any other error is a fault of ours and is reported as well.
 */
export function asynchronous(name, work) {
  return (options = {}) => {
    const done = run(name, work, options)
    if (!options.success && !options.fail && !options.complete) return done
    done.then(options.success, options.fail).catch(reportError)
    if (options.complete) done.then(options.complete, options.complete).catch(reportError)
    return undefined
  }
}

async function run(name, work, options) {
  try {
    return { errMsg: `${name}:ok`, ...(await work(options)) }
  } catch (failure) {
    if (!(failure instanceof Refusal)) reportError(failure)
    throw Object.assign(new Error(`${name}:fail ${failure.message}`), { errMsg: `${name}:fail ${failure.message}` })
  }
}

/**
 * Make them all: `{ name: work }`.
 * @template Works
 * @param {Works} works
 * @returns {{ [Name in keyof Works]: (options?: any) => any }}
 */
export function allAsynchronous(works) {
  return Object.fromEntries(Object.entries(works).map(([name, work]) => [name, asynchronous(name, work)]))
}

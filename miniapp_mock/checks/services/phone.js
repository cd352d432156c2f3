/** A phone to run services on: its storage, its network, and what it was asked to do. */

/** `answers` maps a path below the API to `[status, body]`; whatever is not there cannot be reached. */
function phone(answers = {}) {
  const stored = new Map()
  const state = { answers, stored, asked: [], done: [], full: false, works: {} }
  globalThis.wx = {
    getStorageSync: (name) => (stored.has(name) ? JSON.parse(stored.get(name)) : ''),
    setStorageSync(name, value) {
      if (state.full) throw new Error('setStorageSync:fail exceed storage max size')
      stored.set(name, JSON.stringify(value))
    },
    removeStorageSync: (name) => void stored.delete(name),
    clearStorageSync: () => stored.clear(),
    request: (options) => reply(state, options),
    ...Object.fromEntries(DOES.map((name) => [name, (options) => did(state, name, options)])),
  }
  return state
}

const DOES = ['setClipboardData', 'showToast', 'hideToast', 'showModal', 'makePhoneCall', 'openLocation', 'navigateToMiniProgram', 'getLocation']

function reply(state, { url, success, fail }) {
  const path = url.split('/api/v1')[1]
  state.asked.push(path)
  if (!(path in state.answers)) return fail({ errMsg: 'request:fail' })
  const [statusCode, data] = state.answers[path]
  return success({ statusCode, data })
}

/** What `works` does not name succeeds with nothing to say; `false` fails. */
function did(state, name, options = {}) {
  state.done.push([name, options.data ?? options.phoneNumber ?? options.appId ?? options.content ?? options.title])
  const said = state.works[name] ?? {}
  if (said) options.success?.(said)
  else options.fail?.({ errMsg: `${name}:fail` })
}

module.exports = { phone }

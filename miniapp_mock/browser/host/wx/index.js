/** All of `wx`. Anything that is not here throws, and names itself. */
import { BUILT_INS } from '../components/index.js'
import { feedbackApi } from './feedback.js'
import { locationApi } from './location.js'
import { navigationApi } from './navigation.js'
import { queriesApi } from './queries.js'
import { reachingApi } from './reaching.js'
import { requestApi } from './request.js'
import { storageApi } from './storage.js'
import { systemApi } from './system.js'

export function makeWx(bundle) {
  const known = {
    ...requestApi(bundle), ...storageApi(), ...navigationApi(), ...feedbackApi(), ...reachingApi(), ...locationApi(bundle),
    ...systemApi(), ...queriesApi(), canIUse: (schema) => canIUse(known, schema),
  }
  return new Proxy(known, { get: found, set: refuse })
}

function found(known, name) {
  if (name in known || typeof name === 'symbol') return known[name]
  throw new Error(`wx.${name} is not there in a browser: add it to miniapp_mock/browser/host/wx/ or do without`)
}

function refuse(_, name) {
  throw new Error(`wx.${name} cannot be set`)
}

/** `canIUse('getLocation')`, `canIUse('button.open-type.share')`: by name, and for components by property. */
function canIUse(known, schema) {
  const [first, second] = schema.split('.')
  if (first in known) return true
  const builtIn = BUILT_INS.find(({ tag }) => tag === first)
  return Boolean(builtIn) && (second === undefined || camelCase(second) in builtIn.properties)
}

function camelCase(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
}

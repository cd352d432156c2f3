/** Storage: `localStorage`, under a prefix of our own, values as JSON. */
import { isPreview } from '../origin.js'
import { Refusal } from '../refusal.js'
import { allAsynchronous } from './call.js'

/** What was kept of a release that is not live is no copy of the live one. */
function prefix() {
  return isPreview() ? 'yibao-preview:' : 'yibao:'
}

function named(key) {
  return prefix() + key
}

export function storageApi() {
  return { ...synchronous, ...allAsynchronous(works) }
}

const synchronous = {
  getStorageSync: (key) => read(key) ?? '',
  setStorageSync: write,
  removeStorageSync: (key) => localStorage.removeItem(named(key)),
  clearStorageSync: () => names().forEach((key) => localStorage.removeItem(named(key))),
  getStorageInfoSync: () => ({ keys: names(), currentSize: Math.ceil(size() / 1024), limitSize: 10240 }),
}

const works = {
  getStorage({ key }) {
    const data = read(key)
    if (data === undefined) throw new Refusal('data not found')
    return { data }
  },
  setStorage: ({ key, data }) => write(key, data),
  removeStorage: ({ key }) => synchronous.removeStorageSync(key),
  clearStorage: () => synchronous.clearStorageSync(),
  getStorageInfo: () => synchronous.getStorageInfoSync(),
}

function read(key) {
  const written = localStorage.getItem(named(key))
  return written === null ? undefined : JSON.parse(written)
}

function write(key, data) {
  localStorage.setItem(named(key), JSON.stringify(data))
}

function names() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix()))
    .map((key) => key.slice(prefix().length))
}

function size() {
  return names().reduce((sum, key) => sum + key.length + localStorage.getItem(named(key)).length, 0)
}

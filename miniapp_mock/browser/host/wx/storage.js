/** Storage: `localStorage`, under a prefix of our own, values as JSON. */
import { Refusal } from '../refusal.js'
import { allAsynchronous } from './call.js'

const PREFIX = 'yibao:'

export function storageApi() {
  return { ...synchronous, ...allAsynchronous(works) }
}

const synchronous = {
  getStorageSync: (key) => read(key) ?? '',
  setStorageSync: write,
  removeStorageSync: (key) => localStorage.removeItem(PREFIX + key),
  clearStorageSync: () => names().forEach((key) => localStorage.removeItem(PREFIX + key)),
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
  const written = localStorage.getItem(PREFIX + key)
  return written === null ? undefined : JSON.parse(written)
}

function write(key, data) {
  localStorage.setItem(PREFIX + key, JSON.stringify(data))
}

function names() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
}

function size() {
  return names().reduce((sum, key) => sum + key.length + localStorage.getItem(PREFIX + key).length, 0)
}

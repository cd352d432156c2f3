/** What the phone is, and what changes about it. */
import { launchOptions } from '../application.js'
import { pageRoom } from '../frame.js'
import { onThemeChange, theme } from '../theme.js'
import { allAsynchronous } from './call.js'

const LIBRARY = '3.0.0' // the base library the source is written for
const FONT_SIZE = 16

const listeners = { network: new Set(), theme: new Set() }

export function systemApi() {
  addEventListener('online', tellNetwork)
  addEventListener('offline', tellNetwork)
  onThemeChange((now) => listeners.theme.forEach((listen) => listen({ theme: now })))
  return { ...facts, ...watching, ...allAsynchronous({ getNetworkType: network }) }
}

const facts = {
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: baseInfo,
  getSystemInfoSync: everything,
  getLaunchOptionsSync: launchOptions,
  getEnterOptionsSync: launchOptions,
  nextTick: (work) => queueMicrotask(work),
}

const watching = {
  onNetworkStatusChange: (listen) => listeners.network.add(listen),
  offNetworkStatusChange: (listen) => forget(listeners.network, listen),
  onThemeChange: (listen) => listeners.theme.add(listen),
  offThemeChange: (listen) => forget(listeners.theme, listen),
}

function forget(known, listen) {
  if (listen) known.delete(listen)
  else known.clear()
}

function network() {
  return { networkType: navigator.onLine ? 'wifi' : 'none' }
}

function tellNetwork() {
  listeners.network.forEach((listen) => listen({ isConnected: navigator.onLine, ...network() }))
}

function windowInfo() {
  const { width, height } = pageRoom()
  const safeArea = { left: 0, right: width, top: 0, bottom: height, width, height }
  return {
    pixelRatio: devicePixelRatio, screenWidth: width, screenHeight: innerHeight, windowWidth: width, windowHeight: height,
    statusBarHeight: 0, screenTop: 0, safeArea,
  }
}

function deviceInfo() {
  return { brand: 'browser', model: 'browser', platform: 'browser', system: navigator.userAgent, abi: '', benchmarkLevel: -1 }
}

function baseInfo() {
  return { SDKVersion: LIBRARY, version: '', language: 'zh_CN', theme: theme(), fontSizeSetting: FONT_SIZE, enableDebug: false, host: { env: 'browser' } }
}

function everything() {
  return { ...windowInfo(), ...deviceInfo(), ...baseInfo() }
}

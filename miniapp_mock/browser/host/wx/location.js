/** Where the phone is. Asked for only where `app.json` says it will be, and after the reader agreed. */
import { ask } from '../dialog.js'
import { gcj02 } from '../gcj02.js'
import { Refusal } from '../refusal.js'
import { allAsynchronous } from './call.js'

const PATIENCE = 15000 // milliseconds

let agreed = false

export function locationApi({ app }) {
  return allAsynchronous({ getLocation: ({ type = 'wgs84' }) => locate(app, type) })
}

async function locate({ requiredPrivateInfos = [], permission }, type) {
  if (!requiredPrivateInfos.includes('getLocation')) throw new Refusal('app.json has no getLocation in requiredPrivateInfos')
  if (!navigator.geolocation) throw new Refusal('this browser knows no place')
  await agree(permission['scope.userLocation'].desc)
  const { coords } = await position()
  const { latitude, longitude } = type === 'gcj02' ? gcj02(coords) : coords
  return { latitude, longitude, accuracy: coords.accuracy, speed: coords.speed ?? -1, altitude: coords.altitude ?? 0 }
}

async function agree(purpose) {
  agreed ||= (await ask({ title: '要获取您的位置', content: purpose, confirmText: '允许', cancelText: '不允许' })).confirmed
  if (!agreed) throw new Refusal('auth deny')
}

function position() {
  return new Promise((resolve, reject) => {
    const refuse = ({ message }) => reject(new Refusal(message))
    navigator.geolocation.getCurrentPosition(resolve, refuse, { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60000 })
  })
}

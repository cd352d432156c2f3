/** Where the phone is. Asked for only where `app.json` says it will be, and after the reader agreed. */
import { gcj02 } from '../gcj02.js'
import { mayKnowPlace } from '../permission.js'
import { Refusal } from '../refusal.js'
import { allAsynchronous } from './call.js'

const PATIENCE = 15000 // milliseconds

export function locationApi({ app }) {
  return allAsynchronous({ getLocation: ({ type = 'wgs84' }) => locate(app, type) })
}

async function locate({ requiredPrivateInfos = [], permission }, type) {
  if (!requiredPrivateInfos.includes('getLocation'))
    throw new Refusal('app.json has no getLocation in requiredPrivateInfos')
  if (!navigator.geolocation) throw new Refusal('this browser knows no place')
  if (!(await mayKnowPlace(permission['scope.userLocation'].desc))) throw new Refusal('auth deny')
  const { coords } = await position()
  const { latitude, longitude } = type === 'gcj02' ? gcj02(coords) : coords
  return {
    latitude,
    longitude,
    accuracy: coords.accuracy,
    speed: coords.speed ?? -1,
    altitude: coords.altitude ?? 0,
  }
}

function position() {
  return new Promise((resolve, reject) => {
    const refuse = ({ message }) => reject(new Refusal(message))
    navigator.geolocation.getCurrentPosition(resolve, refuse, {
      enableHighAccuracy: true,
      timeout: PATIENCE,
      maximumAge: 60000,
    })
  })
}

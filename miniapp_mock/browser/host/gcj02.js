/** From WGS-84, which browsers speak, to GCJ-02, which China's maps and `wx.getLocation` speak. */

const AXIS = 6378245 // metres: Krasovsky's ellipsoid
const FLATNESS = 0.00669342162296594323 // its eccentricity, squared
const { PI, abs, cos, sin, sqrt } = Math

/** Places outside China stay as they are. */
export function gcj02({ latitude, longitude }) {
  if (isAbroad(latitude, longitude)) return { latitude, longitude }
  const angle = (latitude / 180) * PI
  const magic = 1 - FLATNESS * sin(angle) ** 2
  const north = (shiftNorth(longitude - 105, latitude - 35) * 180) / (((AXIS * (1 - FLATNESS)) / (magic * sqrt(magic))) * PI)
  const east = (shiftEast(longitude - 105, latitude - 35) * 180) / ((AXIS / sqrt(magic)) * cos(angle) * PI)
  return { latitude: latitude + north, longitude: longitude + east }
}

function isAbroad(latitude, longitude) {
  return longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271
}

function shiftNorth(x, y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves(x) +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3
}

function shiftEast(x, y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves(x) +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3
}

function waves(x) {
  return ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3
}

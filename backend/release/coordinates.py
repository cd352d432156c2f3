"""Chinese map datums. WeChat's maps want GCJ-02; conversion is the published approximation.

Degrees in, degrees out, rounded to six decimals (a tenth of a metre).
"""

from math import asin, cos, pi, radians, sin, sqrt

_A = 6378245.0  # Krasovsky 1940 semi-major axis, metres
_EE = 0.00669342162296594323  # its first eccentricity, squared
_EARTH_RADIUS = 6371008.8
_BD_PI = pi * 3000.0 / 180.0
DECIMALS = 6


def to_gcj02(lat: float, lng: float, datum: str) -> tuple[float, float]:
    """Return a position in GCJ-02, out of gcj02, wgs84 or bd09."""
    if datum == "wgs84":
        lat, lng = _shifted(lat, lng)
    elif datum == "bd09":
        lat, lng = _from_bd09(lat, lng)
    return round(lat, DECIMALS), round(lng, DECIMALS)


def metres_between(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Return the great-circle distance of two (lat, lng)."""
    (lat1, lng1), (lat2, lng2) = one, two
    half = sin(radians(lat2 - lat1) / 2) ** 2
    half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lng2 - lng1) / 2) ** 2
    return 2 * _EARTH_RADIUS * asin(sqrt(half))


def _shifted(lat: float, lng: float) -> tuple[float, float]:
    x, y = lng - 105.0, lat - 35.0
    d_lat, d_lng = _lat_offset(x, y), _lng_offset(x, y)
    magic = 1 - _EE * sin(radians(lat)) ** 2
    d_lat = d_lat * 180.0 / ((_A * (1 - _EE)) / (magic * sqrt(magic)) * pi)
    d_lng = d_lng * 180.0 / (_A / sqrt(magic) * cos(radians(lat)) * pi)
    return lat + d_lat, lng + d_lng


def _lat_offset(x: float, y: float) -> float:
    value = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    value += (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    value += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    return value + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0


def _lng_offset(x: float, y: float) -> float:
    value = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    value += (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    value += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    return value + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0


def _from_bd09(lat: float, lng: float) -> tuple[float, float]:
    x, y = lng - 0.0065, lat - 0.006
    radius = sqrt(x * x + y * y) - 0.00002 * sin(y * _BD_PI)
    angle = _angle(x, y) - 0.000003 * cos(x * _BD_PI)
    return radius * sin(angle), radius * cos(angle)


def _angle(x: float, y: float) -> float:
    return asin(y / sqrt(x * x + y * y))

"""Offices: numbers that can be dialled, coordinates on the map with their datum."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item
from backend.text.phones import digits, is_short, is_valid

AREA_CODE_LENGTHS = (2, 3)  # after the 0: 10, 21, 755
NOTHING_INFERRED = (
    "没有 e164，就没有推断的区号：写上带区号的 e164，或者把 area_code_inferred 改为 false"
)
CHINA_LAT = (3.0, 54.0)
CHINA_LNG = (73.0, 136.0)


def check_phones(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    for i, phone in enumerate(document.get("phones", [])):
        if message := _phone_problem(phone):
            yield Finding(item, ("phones", i), message)


def _phone_problem(phone: Mapping[str, Any]) -> str:
    number, raw = phone.get("e164", ""), phone.get("raw", "")
    inferred = phone.get("area_code_inferred", False)
    if not number:
        return NOTHING_INFERRED if inferred else ""
    if not (is_valid(number) or is_short(number)):
        return f"{number} 不是能拨通的号码"
    missing = _unprinted(number, raw)
    if len(missing) not in (0, *AREA_CODE_LENGTHS):
        return f"{number} 与原文号码 {raw} 对不上"
    if missing and not inferred:
        return f"原文号码 {raw} 没有印区号，area_code_inferred 应为 true"
    if inferred and not missing:
        return f"{number} 里没有推断的区号，area_code_inferred 应为 false"
    return ""


def _unprinted(number: str, raw: str) -> str:
    """Return what stands in an E.164 number before the digits that were printed."""
    printed = digits(raw).removeprefix("86" if raw.startswith("+86") else "").lstrip("0")
    return number.removeprefix("+86").removesuffix(printed)


def check_coordinates(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    lat, lng = document.get("lat"), document.get("lng")
    if lat is None and lng is None:
        return
    if lat is None or lng is None or not document.get("datum"):
        yield Finding(item, ("lat",), "坐标要同时写 lat、lng 和 datum")
    elif not (CHINA_LAT[0] <= lat <= CHINA_LAT[1] and CHINA_LNG[0] <= lng <= CHINA_LNG[1]):
        yield Finding(item, ("lat",), "坐标不在中国范围内，请检查经纬度是否写反")

"""Offices: numbers that can be dialled, coordinates on the map with their datum."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item
from backend.text.phones import digits, is_valid

CHINA_LAT = (3.0, 54.0)
CHINA_LNG = (73.0, 136.0)


def check_phones(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    for i, phone in enumerate(document.get("phones", [])):
        if message := _phone_problem(phone):
            yield Finding(item, ("phones", i), message)


def _phone_problem(phone: Mapping[str, Any]) -> str:
    number, printed = phone.get("e164", ""), digits(phone["raw"])
    if not number:
        return ""
    if not is_valid(number):
        return f"{number} 不是能拨通的号码"
    if not number.endswith(printed.lstrip("0")):
        return f"{number} 与原文号码 {phone['raw']} 对不上"
    inferred = number.removeprefix("+86") != printed.lstrip("0")
    if inferred != phone.get("area_code_inferred", False):
        return "area_code_inferred 应为 " + str(inferred).lower()
    return ""


def check_coordinates(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    lat, lng = document.get("lat"), document.get("lng")
    if lat is None and lng is None:
        return
    if lat is None or lng is None or not document.get("datum"):
        yield Finding(item, ("lat",), "坐标要同时写 lat、lng 和 datum")
    elif not (CHINA_LAT[0] <= lat <= CHINA_LAT[1] and CHINA_LNG[0] <= lng <= CHINA_LNG[1]):
        yield Finding(item, ("lat",), "坐标不在中国范围内，请检查经纬度是否写反")

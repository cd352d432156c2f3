"""Numbers printed without their area code: inferred from neighbours, for a person to confirm."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from backend.extensions import db
from backend.models import Office, Phone
from backend.services import territory
from backend.text import phones
from backend.text.phones import digits

MUNICIPALITIES = ("11", "12", "31", "50")  # 北京, 天津, 上海, 重庆
AREA_CODE_LENGTHS = (2, 3)  # after the 0: 10, 21, 755


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number to dial, whether its area code is inferred, and what to tell a person."""

    e164: str
    inferred: bool
    said: str


def dialled(raw: str, region: str) -> Dialled:
    """Return the number a printed one stands for in a region."""
    if phones.is_short(short := digits(raw)) and short in raw:
        return Dialled(short, inferred=False, said=f"全国统一的号码，直接拨打：{short}")
    if number := phones.e164(raw):
        return Dialled(number, inferred=False, said=f"可以拨打：{number}")
    code = area_code(region)
    if code and (number := phones.e164(raw, code)):
        said = f"原文没有区号；附近的机构是 {code}，应是 {number}。请核实"
        return Dialled(number, inferred=True, said=said)
    return Dialled("", inferred=False, said="看不出能拨打的号码，请在“可拨打的号码”里写上区号")


def area_code(region: str) -> str:
    """Return the area code most offices nearby have, from the region itself upward, or ""."""
    for code in filter(_has_one_code, territory.chain(region)):
        near = select(Phone.e164, Phone.raw).join(Office, Phone.office_id == Office.id)
        rows = db.session.execute(near.where(Office.region.in_(territory.below([code]))))
        known = Counter(filter(None, (_code_of(*row) for row in rows.tuples())))
        if known:
            return known.most_common(1)[0][0]
    return ""


def _has_one_code(region: str) -> bool:
    """Tell whether all of a region dials alike: cities and below do, and the municipalities."""
    return not region.endswith("0000") or region[:2] in MUNICIPALITIES


def _code_of(number: str, raw: str) -> str:
    """Return the area code in front of a local number, or "" where it cannot be told."""
    if not phones.is_valid(number) or not phones.is_landline(number):
        return ""
    whole = number.removeprefix("+86")
    local = digits(raw)
    if len(whole) - len(local) in AREA_CODE_LENGTHS and whole.endswith(local):
        return "0" + whole.removesuffix(local)
    return ""

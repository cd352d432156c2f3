"""The new address and numbers of an office: fields of their own, as in the office's form. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from backend.schemas.labels import label_of
from backend.services.rollover.fields import (
    TICK,
    Asked,
    Entry,
    Fault,
    Faults,
    Group,
    Posted,
    flat,
    said,
)
from backend.services.rollover.subjects import Subject
from backend.services.sheets.cells import FLAG, TEXT, Codec, choice
from backend.text import phones
from backend.vocabulary import PHONE_PURPOSE

MORE_PHONES = 1  # empty ones, to add to an office
ABOVE: Mapping[str, Codec] = {"name": TEXT, "address": TEXT}
BELOW: Mapping[str, Codec] = {"hours": TEXT, "note": TEXT}
PHONE: Mapping[str, Codec] = {
    "raw": TEXT, "e164": TEXT, "purpose": choice(PHONE_PURPOSE), "area_code_inferred": FLAG,
}  # fmt: skip
OPTIONS = {"purpose": tuple(PHONE_PURPOSE.values()), "area_code_inferred": TICK}
ROW = re.compile(r"phones\.(\d{1,2})\.raw")
Phone = Mapping[str, Any]


def groups(subject: Subject, _year: int, entry: Mapping[str, Any]) -> Iterator[Group]:
    """Yield the name and address, every number, an empty one, and the rest."""
    now, old = entry.get("fields") or subject.shown, subject.shown
    yield Group("名称和地址", [each.shown(now, old) for each in flat("office", ABOVE)])
    before = list(old.get("phones", ()))
    numbers = list(now.get("phones", ()))
    for at, number in enumerate([*numbers, *({} for _ in range(MORE_PHONES))]):
        was = before[at] if at < len(before) else {}
        title = f"电话 {at + 1}" if number else "再加一个电话（不加就空着）"
        shown = {"purpose": "inquiry", **number}
        yield Group(title, [each.shown(shown, was) for each in _asked(at)])
    yield Group("其他", [each.shown(now, old) for each in flat("office", BELOW)])


def read(subject: Subject, _year: int, posted: Posted, faults: Faults) -> Entry:
    """Return what was typed; a number whose two fields were emptied is gone."""
    numbers = [_phone(subject, at, posted, faults) for at in kept_phones(posted)]
    above, below = (said(flat("office", each), posted, faults) for each in (ABOVE, BELOW))
    stated = {n: "" if v is None else v for n, v in {**above, **below}.items()}
    return {"fields": {**stated, "phones": numbers}}


def kept_phones(posted: Posted) -> list[int]:
    """Return the numbers in the form of the telephones that are kept."""
    rows = sorted(int(found[1]) for name in posted if (found := ROW.fullmatch(name)))
    return [at for at in rows if _says(posted, f"phones.{at}.raw", f"phones.{at}.e164")]


def _says(posted: Posted, *names: str) -> bool:
    return any(posted.get(name, "").strip() for name in names)


def _asked(at: int) -> list[Asked]:
    return [
        Asked("phones", name, codec, f"phones.{at}.{name}", options=OPTIONS.get(name, ()))
        for name, codec in PHONE.items()
    ]


def _phone(subject: Subject, at: int, posted: Posted, faults: Faults) -> Entry:
    typed = {n: v for n, v in said(_asked(at), posted, faults).items() if v is not None}
    raw, number = typed.get("raw", ""), typed.get("e164", "")
    if not number and (whole := phones.e164(raw)):
        typed["e164"] = whole  # it was printed with its area code: nothing is guessed
        typed.pop("area_code_inferred", None)
    elif name_and_reason := _mistake(subject, raw, number):
        name, reason = name_and_reason
        label = f"电话 {at + 1} 的{label_of('phones', name)}"
        faults.append(Fault(f"phones.{at}.{name}", label, reason))
    return typed


def _mistake(subject: Subject, raw: str, number: str) -> tuple[str, str] | None:
    """Return the field that is wrong and why, where a reader could not dial what is stated."""
    if not raw:
        return "raw", "要写来源上的原文号码"
    bare = phones.is_local(raw) and number.removeprefix("+86") == phones.digits(raw)
    if number and (bare or not phones.is_valid(number)):
        return "e164", f"「{number}」不是能拨通的号码；写成 +86 加区号和号码，区号前面不写 0"
    if number or phones.is_service(raw):
        return None
    if not phones.is_local(raw):
        return "raw", f"「{raw}」不是电话号码；怎样联系请写在说明里"
    return "e164", f"「{raw}」没有区号，读者拨不通；请写上{_likely(subject, raw)}，打过再填"


def _likely(subject: Subject, raw: str) -> str:
    """Return the number it probably is, after the area code the office had."""
    for phone in subject.shown.get("phones", ()):
        local = phones.digits(phone["raw"])
        if phone.get("e164", "").endswith(local):
            code = phone["e164"].removesuffix(local)
            return f"可拨打的号码（多半是 {code}{phones.digits(raw)}）"
    return "可拨打的号码"

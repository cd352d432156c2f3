"""Standards as a reader sees them on a day: the card, and the amount inside a sentence."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from backend.services.resolve import (
    DatedValue,
    Resolution,
    dated_values,
    resolve,
)
from backend.services.stored import Item
from backend.text.money import percent, yuan
from backend.text.references import StandardReference, parse
from backend.vocabulary import (
    BOUND,
    COVER_PHASE,
    DIMENSION,
    MEASURE,
    PER,
    STANDARD_KIND,
    STANDARD_STATUS,
    VALUE_KIND,
)

UNKNOWN = "（金额待公布）"
SHOWN_AS_CURRENT = frozenset({"current", "carried_over"})
MONEY = frozenset({"deductible", "cap"})


def resolved(standard: Mapping[str, Any], day: date) -> Resolution:
    return resolve(dated_values(standard), day)


def card(standard: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return a standard in short: what holds on the day, and what comes next."""
    found = resolved(standard, day)
    holds = found.value if found.status in SHOWN_AS_CURRENT else None
    follows = found.value if found.status == "upcoming" else found.next
    return {
        "key": standard["key"],
        "title": standard["title"],
        "kind": standard["kind"],
        "kind_label": STANDARD_KIND[standard["kind"]],
        "status": str(found.status),
        "status_label": STANDARD_STATUS[found.status],
        "message": found.message,
        "holds_until": found.until.isoformat() if found.until else None,
        "last_day": (found.until - timedelta(days=1)).isoformat() if found.until else None,
        "current": value_form(holds, day) if holds else None,
        "next": value_form(follows, day) if follows else None,
    }


def value_form(value: DatedValue, day: date) -> dict[str, Any]:
    """Return a dated value as pages show it on a day: the days it holds for, what it says."""
    said = {k: v for k, v in value.body.items() if k not in ("cells", "citations")}
    blank = {"note": "", "doubt": "", "reading": "", "verified_on": None}
    phase = value.phase_on(day)
    form = {
        **blank, **said, "kind": value.kind, "kind_label": VALUE_KIND[value.kind],
        "cover_phase": phase, "cover_phase_label": COVER_PHASE[phase],
    }  # fmt: skip
    if "cells" in value.body:
        return {**form, "cells": [cell_form(cell) for cell in value.body["cells"]]}
    return {**form, **_payable(value)}


def _payable(value: DatedValue) -> dict[str, Any]:
    """Return the amounts, null where not stated, and the pay window with what of it was stated."""
    amounts = {name: value.body.get(name) for name in ("personal_fen", "subsidy_fen", "total_fen")}
    return {
        **amounts,
        "per": value.body.get("per", "year"),
        "pay_from": value.starts.isoformat(),
        "pay_to": value.ends.isoformat(),
        "pay_from_stated": "pay_from" in value.body,
        "pay_to_stated": "pay_to" in value.body,
    }


def cell_form(cell: Mapping[str, Any]) -> dict[str, Any]:
    dims = cell.get("dims", {})
    named = [DIMENSION[name].get(value, value) for name, value in dims.items()]
    blank = {"dims": {}, "op": "eq", "per": "", "note": "", "doubt": "", "reading": ""}
    return {
        **blank,
        "citations": [],
        **cell,
        "measure_label": MEASURE[cell["measure"]],
        "dims_label": "、".join(named),
        "text": cell_text(cell),
    }


def cell_text(cell: Mapping[str, Any]) -> str:
    """Return a benefit in words: 每年54万元, 最高85%, 0元 → 不设."""
    if cell["measure"] == "ratio":
        amount = percent(cell["amount"])
    elif cell["measure"] in MONEY:
        amount = yuan(cell["amount"])
        if cell["measure"] == "deductible" and cell["amount"] == 0:
            return "不设"
    else:
        amount = str(cell["amount"])
    bound = "" if cell.get("op", "eq") == "eq" else BOUND[cell["op"]]
    return f"{PER.get(cell.get('per', ''), '')}{bound}{amount}"


class Standards(Protocol):
    """Standards by item, and what each comes to on a day."""

    def __contains__(self, item: Item) -> bool: ...

    def resolution(self, item: Item, day: date) -> Resolution: ...


class Sentences:
    """Texts with their references to standards resolved for one day."""

    def __init__(self, standards: Standards, day: date) -> None:
        self.standards = standards
        self.day = day

    def __call__(self, text: str) -> str:
        """Return a text with its amounts; what holds of all those of a standard stands but once."""
        if "{{" not in text:
            return text
        parts = list(parse(text))
        last = {p.key: n for n, p in enumerate(parts) if isinstance(p, StandardReference)}
        told = (self._part(part) for part in parts)
        return "".join(
            words + remark if number in last.values() else words
            for number, (words, remark) in enumerate(told)
        )

    def _part(self, part: Any) -> tuple[str, str]:
        """Return the words for a part of a text, and a remark on all amounts of its standard."""
        if isinstance(part, StandardReference):
            return self._amount(part)
        return str(part.text), ""

    def _amount(self, reference: StandardReference) -> tuple[str, str]:
        item = ("standard", reference.key)
        if item not in self.standards:
            return UNKNOWN, ""
        found = self.standards.resolution(item, self.day)
        if found.status == "ended":
            return f"（{found.message}）", ""
        if found.value is None:
            return UNKNOWN, ""
        now = amount_in(found.value, reference)
        if found.status == "upcoming":
            return now, f"（{_from(found.value)}）"
        if found.status == "carried_over":
            return now, f"（{found.message}）"
        return now + self._follows(found, reference, now), ""

    def _follows(self, found: Resolution, reference: StandardReference, now: str) -> str:
        """In the season both prices are shown: this year's, and the next one's behind it."""
        if found.next is None or found.value is None or found.next.kind == "ended":
            return ""
        then = amount_in(found.next, reference)
        if then in (now, UNKNOWN):
            return ""
        guess = "预计" if found.next.kind == "expected" else ""
        if found.next.policy_year == found.value.policy_year:
            return f"（{_from(found.next)}{guess}{then}）"
        if found.next.open_on(self.day):
            return f"（{COVER_PHASE['next']}{guess}{then}）"
        return f"（{_from(found.next)}{found.next.policy_year}年度{guess}{then}）"


def _from(value: DatedValue) -> str:
    return f"{value.starts.isoformat()}起"


def amount_in(value: DatedValue, reference: StandardReference) -> str:
    """Return the referenced measure of a dated value in words."""
    if "cells" not in value.body:
        fen = value.body.get(f"{reference.measure}_fen")
        return UNKNOWN if fen is None else yuan(fen)
    wanted = dict(reference.dims)
    for cell in value.body["cells"]:
        if cell["measure"] == reference.measure and cell.get("dims", {}) == wanted:
            return cell_text(cell)
    return UNKNOWN

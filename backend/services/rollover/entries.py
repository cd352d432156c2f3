"""What is typed for a line that changed: the fields to fill in, and what they come to. Pure.

Amounts are typed in yuan and percent, days as days, menu paths in any notation.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from marshmallow import Schema, fields

from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import flat_errors
from backend.services.rollover import amounts, counter, walk
from backend.services.rollover.evidence import own_words
from backend.services.rollover.fields import (
    Entry,
    Faults,
    Group,
    Posted,
    flat,
    refuse,
    said,
)
from backend.services.rollover.places import fault_at
from backend.services.rollover.subjects import OFFICE, ROUTE, STANDARD, WINDOW, Subject
from backend.services.rollover.turning import moved_years, renewed_values
from backend.services.sheets.cells import DAY, TEXT, Codec
from backend.services.stored import Path
from backend.services.years import shifted

NOTHING: Final[Mapping[str, str]] = {}
WINDOW_FIELDS: dict[str, Codec] = {
    "title": TEXT, "opens_on": DAY, "closes_on": DAY, "note": TEXT,
}  # fmt: skip
NEVER_EMPTY = ("title", "name")


def groups(subject: Subject, to_year: int, entry: Mapping[str, Any]) -> list[Group]:
    """Return what is to be filled in, holding what was typed before, or what is the likely case."""
    return list(FORMS[subject.kind](subject, to_year, entry))


def read(subject: Subject, to_year: int, posted: Posted) -> Entry:
    """Return the entry of a filled form.

    Raises `Invalid`, its data `faults`, naming every field that cannot be read.
    """
    faults: Faults = []
    entry = READERS[subject.kind](subject, to_year, posted, faults)
    words = own_words(posted, faults)
    refuse(faults)
    entry |= {"words": words} if words else {}
    return check(subject, to_year, entry, posted)


def read_words(posted: Posted) -> Entry:
    """Return an entry of nothing but the words a line states for itself."""
    faults: Faults = []
    words = own_words(posted, faults)
    refuse(faults)
    return {"words": words} if words else {}


def check(subject: Subject, to_year: int, entry: Entry, posted: Posted = NOTHING) -> Entry:
    """Return an entry whose parts are of their stored forms, and of the new year."""
    misfits = _misfits(subject, to_year, entry)
    refuse(fault_at(subject, path, message, posted) for path, message in misfits)
    return entry


def is_unchanged(subject: Subject, to_year: int, entry: Entry) -> bool:
    """Tell whether a standard is typed as it was, with no word of its own for it."""
    values = renewed_values(subject.shown, to_year) if subject.kind == STANDARD else None
    return entry == {"values": values}


def _misfits(subject: Subject, to_year: int, entry: Entry) -> Iterator[tuple[Path, str]]:
    if subject.kind == STANDARD:
        values = entry.get("values", [])
        if not values or any(value.get("policy_year") != to_year for value in values):
            yield (), f"请填写 {to_year} 年度的金额"
        for at, value in enumerate(values):
            yield from (((*("values", at), *path), m) for path, m in _unfit(subject, value))
        yield from amounts.missing(subject, values)
    else:
        name = "route" if subject.kind == ROUTE else "fields"
        fields = entry.get(name, {})
        stated = {n: v for n, v in fields.items() if v not in ("", None)}
        for path, message in _unfit(subject, stated, partial=True):
            yield (name, *path), message
        for each in NEVER_EMPTY:
            if each in fields and not fields[each]:
                yield (name, each), "不能空着"


def _unfit(
    subject: Subject, part: Mapping[str, Any], *, partial: bool = False
) -> Iterator[tuple[Path, str]]:
    return flat_errors(_schema(subject).validate(part, partial=partial))


def _schema(subject: Subject) -> Schema:
    """Return the schema of what an entry holds: a value, a route, or the thing itself."""
    schema: Schema = ITEM_TYPES[subject.item[0]].schema
    name = _values_of(subject) if subject.kind == STANDARD else "routes"
    if subject.kind not in (STANDARD, ROUTE):
        return schema
    inner = getattr(schema.fields[name], "inner", None)
    return inner.schema if isinstance(inner, fields.Nested) else schema


def _values_of(subject: Subject) -> str:
    return "benefit_values" if "cells" in subject.shown[0] else "contribution_values"


def _window_groups(subject: Subject, to_year: int, entry: Mapping[str, Any]) -> Iterator[Group]:
    old = subject.shown
    years = to_year - old["policy_year"]
    texts = {n: moved_years(old.get(n, ""), years) for n in ("title", "note")}
    now = entry.get("fields") or {**shifted(old, years), **texts}
    yield Group(f"{to_year}年度", [each.shown(now, old) for each in flat("window", WINDOW_FIELDS)])


def _read_window(_subject: Subject, _year: int, posted: Posted, faults: Faults) -> Entry:
    typed = said(flat("window", WINDOW_FIELDS), posted, faults)
    return {"fields": {n: "" if v is None and WINDOW_FIELDS[n] is TEXT else v
                       for n, v in typed.items()}}  # fmt: skip


Former = Callable[[Subject, int, Mapping[str, Any]], Iterator[Group]]
Reader = Callable[[Subject, int, Posted, Faults], Entry]
FORMS: dict[str, Former] = {
    STANDARD: amounts.groups, WINDOW: _window_groups, ROUTE: walk.groups, OFFICE: counter.groups,
}  # fmt: skip
READERS: dict[str, Reader] = {
    STANDARD: amounts.read, ROUTE: walk.read, WINDOW: _read_window, OFFICE: counter.read,
}  # fmt: skip

"""What is typed for a line that changed: the fields to fill in, and what they come to. Pure.

Amounts are typed in yuan and percent, days as days, menu paths in any notation.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

from backend.errors import Invalid
from backend.schemas.labels import label_of
from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import flat_errors
from backend.services.rollover import amounts, walk
from backend.services.rollover.fields import Entry, Group, Posted, flat, said
from backend.services.rollover.subjects import OFFICE, ROUTE, STANDARD, WINDOW, Subject
from backend.services.rollover.turning import moved_years
from backend.services.sheets.cells import DAY, TEXT, Codec
from backend.services.sheets.columns import PHONES
from backend.services.stored import Path
from backend.services.years import shifted

WINDOW_FIELDS: dict[str, Codec] = {
    "title": TEXT, "opens_on": DAY, "closes_on": DAY, "note": TEXT,
}  # fmt: skip
OFFICE_FIELDS: dict[str, Codec] = {
    "name": TEXT, "address": TEXT, "phones": PHONES, "hours": TEXT, "note": TEXT,
}  # fmt: skip
NEVER_EMPTY = ("title", "name")


def groups(subject: Subject, to_year: int, entry: Mapping[str, Any]) -> list[Group]:
    """Return what is to be filled in, holding what was typed before, or what is the likely case."""
    return list(FORMS[subject.kind](subject, to_year, entry))


def read(subject: Subject, to_year: int, posted: Posted) -> Entry:
    """Return the entry of a filled form.

    Raises `Invalid`, its data `problems`, naming every field that cannot be read.
    """
    problems: list[str] = []
    entry = READERS[subject.kind](subject, to_year, posted, problems)
    if problems:
        raise Invalid(f"有 {len(problems)} 处要改：{problems[0]}", problems=problems)
    return check(subject, to_year, entry)


def check(subject: Subject, to_year: int, entry: Entry) -> Entry:
    """Return an entry whose parts are of their stored forms, and of the new year."""
    problems = list(dict.fromkeys(_misfits(subject, to_year, entry)))
    if problems:
        raise Invalid(f"有 {len(problems)} 处要改：{problems[0]}", problems=problems)
    return entry


def _misfits(subject: Subject, to_year: int, entry: Entry) -> Iterator[str]:
    if subject.kind == STANDARD:
        values = entry.get("values", [])
        if not values or any(value.get("policy_year") != to_year for value in values):
            yield f"请填写 {to_year} 年度的金额"
        for value in values:
            yield from _unfit(subject, value)
    else:
        fields = entry.get("route" if subject.kind == ROUTE else "fields", {})
        stated = {n: v for n, v in fields.items() if v not in ("", None)}
        yield from _unfit(subject, stated, partial=True)
        for name in NEVER_EMPTY:
            if name in fields and not fields[name]:
                yield f"{_label(subject, (name,))}：不能空着"


def _unfit(subject: Subject, part: Mapping[str, Any], *, partial: bool = False) -> Iterator[str]:
    for path, message in flat_errors(_schema(subject).validate(part, partial=partial)):
        yield f"{_label(subject, path)}：{message}"


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


def _label(subject: Subject, path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    owners = {STANDARD: "contribution_values", ROUTE: "routes"}
    owner = names[-2] if len(names) > 1 else owners.get(subject.kind, subject.item[0])
    return label_of(owner, names[-1]) if names else subject.title


def _window_groups(subject: Subject, to_year: int, entry: Mapping[str, Any]) -> Iterator[Group]:
    old = subject.shown
    years = to_year - old["policy_year"]
    texts = {n: moved_years(old.get(n, ""), years) for n in ("title", "note")}
    now = entry.get("fields") or {**shifted(old, years), **texts}
    yield Group(f"{to_year}年度", [each.shown(now, old) for each in flat("window", WINDOW_FIELDS)])


def _office_groups(subject: Subject, _year: int, entry: Mapping[str, Any]) -> Iterator[Group]:
    now, old = entry.get("fields") or subject.shown, subject.shown
    yield Group("现在是这样", [each.shown(now, old) for each in flat("office", OFFICE_FIELDS)])


def _read_fields(owner: str, codecs: Mapping[str, Codec]) -> "Reader":
    def reader(_subject: Subject, _year: int, posted: Posted, problems: list[str]) -> Entry:
        typed = said(flat(owner, codecs), posted, problems)
        return {"fields": {n: "" if v is None and codecs[n] is TEXT else v
                           for n, v in typed.items()}}  # fmt: skip

    return reader


Former = Callable[[Subject, int, Mapping[str, Any]], Iterator[Group]]
Reader = Callable[[Subject, int, Posted, list[str]], Entry]
FORMS: dict[str, Former] = {
    STANDARD: amounts.groups, WINDOW: _window_groups, ROUTE: walk.groups, OFFICE: _office_groups,
}  # fmt: skip
READERS: dict[str, Reader] = {
    STANDARD: amounts.read, ROUTE: walk.read,
    WINDOW: _read_fields("window", WINDOW_FIELDS), OFFICE: _read_fields("office", OFFICE_FIELDS),
}  # fmt: skip

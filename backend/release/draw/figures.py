"""The numbers of a standard that a chart can show side by side. Pure: a stored document in.

Contributions are drawn as amounts, or as rates where more of the years state those; benefits as
ratios. Deductibles and caps are not: they share no axis with anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.release.render.amounts import cell_form
from backend.services.resolve import DatedValue, dated_values
from backend.text.money import percent, yuan
from backend.vocabulary import DIMENSION, PER, VALUE_KIND

WHOLE = 10_000  # basis points
DOUBTFUL = "存疑"
FEWEST = 2  # numbers a chart compares: with one there is nothing to see
AMOUNTS = (("personal_fen", "个人缴费", "first"), ("subsidy_fen", "财政补助", "second"))
RATES = (("personal_rate_bp", "个人", "first"), ("employer_rate_bp", "单位", "second"))
Measured = tuple[tuple[str, str, str], ...]
Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a bar: its name, how much, the same in words, and its colour."""

    label: str
    amount: int
    text: str
    fill: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, or a case of a benefit: what it is, when or on what terms, and its numbers."""

    head: str
    about: str
    parts: tuple[Part, ...]
    total: str = ""
    tags: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a chart shows: bars along one axis, whose full length is `most`."""

    what: str
    bars: tuple[Bar, ...]
    most: int


def figures(standard: Mapping[str, Any]) -> Figures | None:
    """Return what can be drawn of a standard, the oldest year first, or None if too little."""
    values = sorted(dated_values(standard), key=lambda v: (v.starts, v.policy_year))
    found = _contribution(values) if standard["kind"] == "contribution" else _benefit(values)
    return found if sum(len(bar.parts) for bar in found.bars) >= FEWEST else None


def _contribution(values: list[DatedValue]) -> Figures:
    measured = max((AMOUNTS, RATES), key=lambda m: sum(bool(_parts(v, m)) for v in values))
    bars = tuple(_year(value, measured) for value in values)
    periods = [PER[value.body.get("per", "year")] for value in values]
    what = f"每人{periods[0]}缴多少" if measured is AMOUNTS and values else "缴费比例"
    if len(set(periods)) > 1:  # amounts a month and amounts a year have no axis in common
        bars = ()
    return Figures(what, bars, max((bar.length for bar in bars), default=0) or 1)


def _parts(value: DatedValue, measured: Measured) -> tuple[Part, ...]:
    say = yuan if measured is AMOUNTS else percent
    stated = ((label, value.body.get(name), fill) for name, label, fill in measured)
    return tuple(Part(label, n, say(n), fill) for label, n, fill in stated if n is not None)


def _year(value: DatedValue, measured: Measured) -> Bar:
    total = value.body.get("total_fen") if measured is AMOUNTS else None
    return Bar(
        f"{value.policy_year}年度",
        _paid(value),
        _parts(value, measured),
        yuan(total) if total is not None else "",
        tuple(_tags(value.kind, value.body)),
    )


def _paid(value: DatedValue) -> str:
    """Return the pay window in words, as far as the source states it."""
    begins = _day(value.starts) if "pay_from" in value.body else ""
    ends = _day(value.ends - timedelta(days=1)) if "pay_to" in value.body else ""
    if begins and ends:
        return f"{begins}至{ends}缴"
    if begins:
        return f"{begins}起缴"
    return f"{ends}前缴（含当天）" if ends else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _benefit(values: list[DatedValue]) -> Figures:
    """Return every ratio; what all of them have in common is said once, above them."""
    ratios: list[tuple[DatedValue, Cell]] = [
        (value, cell)
        for value in values
        for cell in map(cell_form, value.body.get("cells", ()))
        if cell["measure"] == "ratio"
    ]
    shared = [name for name in _case(ratios) if all(name in _names(c) for _, c in ratios)]
    said = f"（{'、'.join(shared)}）" if shared else ""
    bars = (_ratio(value, cell, shared, named=len(values) > 1) for value, cell in ratios)
    return Figures(f"报销比例{said}", tuple(bars), WHOLE)


def _case(ratios: list[tuple[DatedValue, Cell]]) -> list[str]:
    return _names(ratios[0][1]) if len(ratios) > 1 else []


def _names(cell: Cell) -> list[str]:
    return [DIMENSION[name].get(value, value) for name, value in cell["dims"].items()]


def _ratio(value: DatedValue, cell: Cell, shared: list[str], *, named: bool) -> Bar:
    part = Part(cell["measure_label"], cell["amount"], cell["text"], "first")
    year = f"{value.policy_year}年度"
    own = "、".join(name for name in _names(cell) if name not in shared)
    about = " · ".join(filter(None, (year if named and own else "", cell["note"])))
    return Bar(own or year, about, (part,), tags=tuple(_tags(value.kind, cell)))


def _tags(kind: str, said: Mapping[str, Any]) -> Iterator[str]:
    if kind != "confirmed":
        yield VALUE_KIND[kind]
    if said.get("doubt"):
        yield DOUBTFUL

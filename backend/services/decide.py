"""Rules as decision tables: the first row whose conditions all hold answers. Data, never code.

Days are dates of law in Asia/Shanghai. A fact is asked for only once a row needs it.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.errors import Invalid, Undecided
from backend.services.conditions import (
    EXISTS,
    YEARS,
    Declared,
    Doc,
    declared_by,
    holds,
    read,
    subject_of,
    upheld,
)
from backend.services.rule_faults import misfits, oversights


@dataclass(frozen=True, slots=True)
class Decision:
    """From which day cover holds, and which row (counted from 0) says so, and why."""

    coverage_from: date
    row: int
    because: str
    doubt: str
    citations: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    declared: Declared
    known: Mapping[str, Any]

    def need(self, name: str) -> Any:
        if name not in self.known:
            message = f"请填写「{self.declared[name]['label']}」"
            raise Invalid(message, fact=name, reason="missing")
        return self.known[name]

    def meet(self, condition: Doc) -> bool:
        if condition["op"] == EXISTS:
            return (condition["fact"] in self.known) is condition.get("value", True)
        found = [self.need(name) for name in subject_of(condition)]
        value = found[0] if "fact" in condition else (found[1] - found[0]).days
        return holds(condition, value, self.declared)


def decide(rule: Doc, facts: Mapping[str, str], years: range = YEARS) -> Decision:
    """Answer from a stored rule, for facts as a query gives them; an empty text is not given.

    Dates have to lie in one of the years.
    Raises Invalid with `fact` and `reason` (missing | unknown | bad_value | impossible), and
    Undecided when the rule refuses or no row matches.
    """
    asked = _read_all(declared_by(rule), facts, years)
    _uphold(rule, asked.known)
    for number, row in enumerate(rule.get("rows", ())):
        if all(asked.meet(condition) for condition in row.get("when", ())):
            return _conclude(number, row, asked)
    raise Undecided("现有规则没有覆盖这种情况，无法判断")


def problems(rule: Doc) -> list[str]:
    """Return what is wrong with a rule, in Chinese, rows counted from 1.

    First what is malformed; only when nothing is, rows never reached and cases never answered.
    A case is called unanswered only where the facts are independent, so that it can happen.
    """
    return list(misfits(rule)) or list(oversights(rule))


def _read_all(declared: Declared, facts: Mapping[str, str], years: range) -> _Facts:
    for name in facts:
        if name not in declared:
            raise Invalid(f"这条规则不需要「{name}」", fact=name, reason="unknown")
    given = {name: text for name, text in facts.items() if text}
    known = {name: read(declared[name], text, years) for name, text in given.items()}
    return _Facts(declared, known)


def _uphold(rule: Doc, known: Mapping[str, Any]) -> None:
    for constraint in rule.get("constraints", ()):
        if not upheld(constraint, known):
            raise Invalid(constraint["message"], fact=constraint["left"], reason="impossible")


def _conclude(number: int, row: Doc, asked: _Facts) -> Decision:
    because, citations = row.get("because", ""), tuple(row.get("citations", ()))
    if refusal := row["then"].get("refuse"):
        raise Undecided(refusal, row=number, because=because, citations=list(citations))
    start = row["then"]["coverage_from"]
    day = _move(asked.need(start["base"]), start)
    return Decision(day, number, because, row.get("doubt", ""), citations)


def _move(day: date, start: Doc) -> date:
    """Move a day: to its month's first, then by months (kept inside the month), then by days."""
    floored = day.replace(day=1) if start.get("floor") == "month" else day
    year, month = divmod(floored.year * 12 + floored.month - 1 + start.get("plus_months", 0), 12)
    try:
        last = monthrange(year, month + 1)[1]
        moved = date(year, month + 1, min(floored.day, last))
        return moved + timedelta(days=start.get("plus_days", 0))
    except (ValueError, OverflowError):
        raise Undecided("算出的日期超出了日历的范围，无法判断") from None

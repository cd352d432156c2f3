"""Which dated value of a standard holds on a day, and what to say when none does.

Days are dates of law in Asia/Shanghai, ranges half-open. Amounts stay in `body`, untouched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Any, Final

from backend.clock import ALWAYS

CONFIRMED: Final = "confirmed"
EXPECTED: Final = "expected"
ENDED: Final = "ended"
RANK: Final = (CONFIRMED, ENDED, EXPECTED)


class Status(StrEnum):
    CURRENT = "current"
    UPCOMING = "upcoming"
    CARRIED_OVER = "carried_over"
    ENDED = "ended"
    MISSING = "missing"


MESSAGES: Final = {
    Status.CURRENT: "{year}年度标准",
    Status.UPCOMING: "{year}年度标准，自{starts}起适用",
    Status.CARRIED_OVER: "{year}年度标准，新年度待公布",
    Status.ENDED: "自{starts}起已终止",
    Status.MISSING: "还没有收录数额",
}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a series: payable on [starts, ends), for cover on [cover_from, cover_to)."""

    policy_year: int
    kind: str
    starts: date
    ends: date
    cover_from: date
    cover_to: date
    body: Mapping[str, Any] = field(hash=False)

    def open_on(self, day: date) -> bool:
        return self.starts <= day < self.ends

    def covers(self, day: date) -> bool:
        return self.cover_from <= day < self.cover_to

    def phase_on(self, day: date) -> str:
        """Return whether what is paid for covers the day, comes after it, or is over."""
        if day < self.cover_from:
            return "next"
        return "now" if self.covers(day) else "past"

    def over_on(self, day: date) -> bool:
        """Tell whether it has nothing left to say; an expectation speaks for its whole year."""
        if self.kind == ENDED:
            return False
        return day >= (max(self.ends, self.cover_to) if self.kind == EXPECTED else self.ends)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for a day. It holds on [since, until); None: no first, or no last day known.

    `next` may be of any kind, and says so; `value` of an ended standard is what ended it.
    """

    status: Status
    value: DatedValue | None
    next: DatedValue | None
    since: date | None
    until: date | None
    message: str


Answer = tuple[Status, DatedValue | None, DatedValue | None]


def from_contribution(doc_value: Mapping[str, Any]) -> DatedValue:
    """Read a stored contribution value.

    A document that does not say when paying starts or ends is read as: from the start, to the
    end of the cover year (design §2; the reading is ours). See `empty`.
    """
    return _dated(
        doc_value,
        doc_value.get("pay_from") or doc_value["cover_from"],
        doc_value.get("pay_to") or doc_value["cover_to"],
    )


def from_benefit(doc_value: Mapping[str, Any]) -> DatedValue:
    """Read a stored benefit value: it holds on the days it covers."""
    return _dated(doc_value, doc_value["cover_from"], doc_value["cover_to"])


def dated_values(standard: Mapping[str, Any]) -> list[DatedValue]:
    """Return the dated values of a stored standard of either kind."""
    if standard["kind"] == "contribution":
        return [from_contribution(value) for value in standard.get("contribution_values", ())]
    return [from_benefit({"cells": [], **value}) for value in standard.get("benefit_values", ())]


def resolve(values: Sequence[DatedValue], day: date) -> Resolution:
    """Answer for a day, without ever guessing silently (design §2)."""
    answer = _answer(values, day)
    changes = list(_changes(values))
    since = max((change for change in changes if change <= day), default=None)
    until = min((change for change in changes if change > day), default=None)
    return Resolution(*answer, since, until, _message(*answer))


def change_days(values: Iterable[DatedValue]) -> set[date]:
    """Return every day on which an answer of `resolve` can change."""
    return {day for v in values for day in (v.starts, v.ends, v.cover_from, v.cover_to)}


def overlaps(values: Iterable[DatedValue]) -> list[tuple[DatedValue, DatedValue]]:
    """Return the pairs of confirmed values that ask two prices for one policy year on one day."""
    confirmed = sorted((v for v in values if v.kind == CONFIRMED), key=lambda v: v.starts)
    return [
        (first, second)
        for first, second in combinations(confirmed, 2)
        if first.policy_year == second.policy_year and second.starts < first.ends
    ]


def empty(values: Iterable[DatedValue]) -> list[DatedValue]:
    """Return the values payable on no day, as when only an end before the cover year is stated."""
    return [v for v in values if v.starts >= v.ends]


def _dated(doc: Mapping[str, Any], starts: str, ends: str) -> DatedValue:
    return DatedValue(
        policy_year=doc["policy_year"],
        kind=doc.get("kind") or CONFIRMED,
        starts=date.fromisoformat(starts),
        ends=date.fromisoformat(ends),
        cover_from=date.fromisoformat(doc["cover_from"]),
        cover_to=date.fromisoformat(doc["cover_to"]),
        body=doc,
    )


def _answer(values: Sequence[DatedValue], day: date) -> Answer:
    ends = [v for v in values if v.kind == ENDED and v.starts <= day]
    live = [v for v in values if v.kind == ENDED or not any(_closes(e, v) for e in ends)]
    status, value = _today(live, day)
    return status, value, _next(live, value, day)


def _closes(end: DatedValue, value: DatedValue) -> bool:
    """Tell whether an end closes a value: of its own policy year, and not begun again since."""
    return end.policy_year == value.policy_year and value.starts <= end.starts


def _today(live: Sequence[DatedValue], day: date) -> tuple[Status, DatedValue | None]:
    confirmed = [v for v in live if v.kind == CONFIRMED]
    if payable := [v for v in confirmed if v.open_on(day)]:
        return Status.CURRENT, min(payable, key=lambda v: (not v.covers(day), v.cover_from))
    begun = [v for v in live if v.kind != EXPECTED and v.starts <= day]
    last = max(begun, key=lambda v: (v.policy_year, v.starts), default=None)
    if last and last.kind == ENDED:
        return Status.ENDED, last
    if ahead := [v for v in confirmed if day < v.starts < v.ends]:
        return Status.UPCOMING, min(ahead, key=lambda v: (v.starts, v.cover_from))
    return (Status.CARRIED_OVER, last) if last else (Status.MISSING, None)


def _next(live: Sequence[DatedValue], value: DatedValue | None, day: date) -> DatedValue | None:
    later = [v for v in live if not v.over_on(day) and _follows(v, value, day)]
    return min(later, key=lambda v: (v.policy_year, RANK.index(v.kind), v.starts), default=None)


def _follows(later: DatedValue, value: DatedValue | None, day: date) -> bool:
    """Tell whether `later` is of a later policy year, or a later price of the same one.

    After an end it may be of any year: the standard resumes.
    """
    if value is None or later.policy_year > value.policy_year:
        return True
    resumes = value.kind == ENDED or later.policy_year == value.policy_year
    return resumes and later.starts > max(day, value.starts)


def _changes(values: Sequence[DatedValue]) -> Iterable[date]:
    for before, day in pairwise([ALWAYS, *sorted(change_days(values))]):
        if _answer(values, before) != _answer(values, day):
            yield day


def _message(status: Status, value: DatedValue | None, following: DatedValue | None) -> str:
    if value is None:
        return MESSAGES[status]
    if status is Status.CARRIED_OVER and following and following.kind == ENDED:
        return f"{value.policy_year}年度标准，自{_said(following.starts)}起终止"
    return MESSAGES[status].format(year=value.policy_year, starts=_said(value.starts))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

"""What falls due by the calendar: a last value about to end, a new year nobody has stated. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.services.resolve import ENDED, EXPECTED, DatedValue, Status, resolve
from backend.services.years import shift_day

SOON = timedelta(days=60)  # a value that ends by then is shown
STALE = timedelta(days=180)  # a route not verified for so long is shown

UNANSWERED = (Status.CARRIED_OVER, Status.MISSING)


@dataclass(frozen=True, slots=True)
class Season:
    """From which day on a policy year should be known, and whether a window says so."""

    policy_year: int
    begins: date
    by_window: bool


def expires_on(values: Sequence[DatedValue], day: date) -> date | None:
    """Return the day within `SOON` from which on nothing confirmed holds any more."""
    now = resolve(values, day)
    if now.status is not Status.CURRENT or now.until is None or now.until > day + SOON:
        return None
    return now.until if resolve(values, now.until).status in UNANSWERED else None


def missing(
    values: Sequence[DatedValue], windows: Iterable[Mapping[str, Any]], day: date
) -> Season | None:
    """Return the policy year that should be stated by now and is not.

    Its season begins when its enrolment window opens: the one there is, or the newest one moved on
    to its year. Where no window is known it begins with the year of cover itself.
    """
    stated = [value for value in values if value.kind != EXPECTED]
    newest = max(stated, key=lambda value: (value.policy_year, value.starts), default=None)
    if newest is None or newest.kind == ENDED:
        return None
    season = _season(newest, windows)
    return season if season.begins <= day else None


def _season(newest: DatedValue, windows: Iterable[Mapping[str, Any]]) -> Season:
    year = newest.policy_year + 1
    opened = [w for w in windows if w["opens_on"] and w["policy_year"] <= year]
    if not opened:
        return Season(year, newest.cover_to, by_window=False)
    last = max(opened, key=lambda window: (window["policy_year"], window["opens_on"]))
    moved = shift_day(last["opens_on"], year - last["policy_year"])
    return Season(year, date.fromisoformat(moved), by_window=True)

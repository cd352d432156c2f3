"""What one policy year hands on to the next: the same values and windows, some years later. Pure.

Ranges are half-open: a day at either end stands for the midnight it begins with, and moves to the
same day of the new year. So ranges that met still meet, and the end of February stays its end. The
29th of February begins when the 28th is over: in a year without it, that is the 1st of March.
"""

from calendar import isleap
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

DATES = ("cover_from", "cover_to", "pay_from", "pay_to", "opens_on", "closes_on")
ENDED = "ended"
LEAP_DAY = (2, 29)

Value = Mapping[str, Any]


def shift_day(day: str, years: int) -> str:
    """Return an ISO day, where a range begins or ends, some years later."""
    old = date.fromisoformat(day)
    year = old.year + years
    if (old.month, old.day) == LEAP_DAY and not isleap(year):
        return date(year, 3, 1).isoformat()
    return old.replace(year=year).isoformat()


def shifted(value: Value, years: int) -> dict[str, Any]:
    """Return a value or window with its policy year and every day of it moved on."""
    moved = {n: shift_day(value[n], years) for n in DATES if value.get(n)}
    return {**value, "policy_year": value["policy_year"] + years, **moved}


def year_before(values: Iterable[Value], year: int) -> int | None:
    """Return the newest policy year below a year that something was stated for."""
    stated = (v["policy_year"] for v in values if v.get("kind", "confirmed") != "expected")
    return max((known for known in stated if known < year), default=None)


def of_year(values: Iterable[Value], year: int | None) -> list[Value]:
    return [value for value in values if value["policy_year"] == year]


def model_for(values: Iterable[Value], year: int) -> Value | None:
    """Return the value a new one of a year would be like: the last of the year before it."""
    values = list(values)
    before = of_year(values, year_before(values, year))
    return before[-1] if before else None

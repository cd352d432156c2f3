"""The one place that asks what time it is.

Instants are aware datetimes in UTC; dates of law are days in Asia/Shanghai.
"""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOREVER = date.max
ALWAYS = date.min
FIRST_YEAR: Final = 1900  # nobody who asks was born before
YEARS_AHEAD: Final = 10  # what holds after those, nobody can know today


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251


def today() -> date:
    """Return the day it is in Shanghai."""
    return day_of(now())


def years_asked() -> range:
    """Return the years in which a day may lie that somebody asks an estimate for."""
    return range(FIRST_YEAR, today().year + YEARS_AHEAD + 1)


def day_of(instant: datetime) -> date:
    """Return the Shanghai day an aware instant falls on."""
    return instant.astimezone(SHANGHAI).date()


def midnight(day: date) -> datetime:
    """Return the instant, in UTC, at which a Shanghai day begins."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)

"""The one place that asks what time it is.

Instants are aware datetimes in UTC; dates of law are days in Asia/Shanghai.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOREVER = date.max
ALWAYS = date.min


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251


def today() -> date:
    """Return the day it is in Shanghai."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """Return the Shanghai day an aware instant falls on."""
    return instant.astimezone(SHANGHAI).date()


def midnight(day: date) -> datetime:
    """Return the instant, in UTC, at which a Shanghai day begins."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)

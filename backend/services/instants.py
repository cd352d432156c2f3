"""Instants at which something is to happen: in Shanghai's time, and not in the past."""

from datetime import datetime, timedelta

from backend.clock import SHANGHAI, now
from backend.errors import Invalid

EXAMPLE = "2027-01-01T00:00"
FARTHEST = timedelta(days=3 * 366)
JUST_GONE = timedelta(minutes=1)  # so long may pass between asking for an instant and reaching it


def entered(text: str) -> datetime:
    """Return an instant entered in Shanghai's time, unless it names its own offset.

    Raises `Invalid` for what is none.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(f"看不懂时间「{text}」，请写成 {EXAMPLE}") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def check_zone(instant: datetime) -> None:
    """Raise `Invalid` for an instant that does not say where its clock stands."""
    if instant.tzinfo is None:
        raise Invalid(f"生效时间要带时区，例如 {EXAMPLE}+08:00", at=instant.isoformat())


def check_to_come(instant: datetime) -> None:
    """Raise `Invalid` unless an instant lies ahead, or is only just gone, and not absurdly far."""
    if instant < now() - JUST_GONE:
        message = "生效时间已经过去；要现在就生效，请选“立即发布”，不要填写时间"
        raise Invalid(message, at=instant.isoformat())
    if instant > now() + FARTHEST:
        raise Invalid("生效时间太远了，请检查年份", at=instant.isoformat())


def in_words(instant: datetime) -> str:
    """Return an instant as people say it: 2027年1月1日 00:00（北京时间）."""
    there = instant.astimezone(SHANGHAI)
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}（北京时间）"

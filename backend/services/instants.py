"""Instants as people enter them: in Shanghai's time, and not in the past."""

from datetime import datetime, timedelta

from backend.clock import SHANGHAI, now
from backend.errors import Invalid

EXAMPLE = "2027-01-01T00:00"
FARTHEST = timedelta(days=3 * 366)


def entered(text: str) -> datetime:
    """Return an instant entered in Shanghai's time, unless it names its own offset.

    Raises `Invalid` for what is none.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(f"看不懂时间「{text}」，请写成 {EXAMPLE}") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def to_come(text: str) -> datetime:
    """Return an entered instant that lies ahead, and not absurdly far."""
    instant = entered(text)
    if instant <= now():
        raise Invalid("生效时间已经过去；要现在就生效，请用“立即发布”", at=text)
    if instant > now() + FARTHEST:
        raise Invalid("生效时间太远了，请检查年份", at=text)
    return instant


def in_words(instant: datetime) -> str:
    """Return an instant as people say it: 2027年1月1日 00:00（北京时间）."""
    there = instant.astimezone(SHANGHAI)
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}（北京时间）"

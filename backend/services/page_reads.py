"""How often guides were read, by month: what is read most is looked after first."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func, select, text

from backend.clock import today
from backend.extensions import db
from backend.models import PageReads

_ADD = text(
    "INSERT INTO page_reads (key, month, times) VALUES (:key, :month, :times)"
    " ON CONFLICT (key, month) DO UPDATE SET times = page_reads.times + excluded.times"
)


def add(times: Mapping[str, int]) -> None:
    month = f"{today():%Y-%m}"
    rows = [{"key": key, "month": month, "times": count} for key, count in sorted(times.items())]
    if rows:
        db.session.execute(_ADD, rows)


def of_last_year() -> dict[str, int]:
    """Return how often each guide was read in the last twelve months, this one among them."""
    counted = select(PageReads.key, func.sum(PageReads.times)).where(PageReads.month > _oldest())
    rows = db.session.execute(counted.group_by(PageReads.key)).tuples()
    return {key: int(times) for key, times in rows}


def forget_old() -> int:
    """Delete the months that do not count any more; return how many rows that were."""
    gone = db.session.execute(delete(PageReads).where(PageReads.month <= _oldest()))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _oldest() -> str:
    """Return the same month of last year, as it is stored."""
    day: date = today()
    return f"{day.year - 1}-{day.month:02}"

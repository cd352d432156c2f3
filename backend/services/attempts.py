"""Counting what is limited: how often in the window that runs, across all workers and machines."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, text

from backend.clock import now
from backend.extensions import Instant, db
from backend.models import Attempts

# one statement, so that of two who try at once both are counted
_COUNT = text(
    "INSERT INTO attempts (key, times, ends_at) VALUES (:key, :amount, :ends_at)"
    " ON CONFLICT (key) DO UPDATE SET"
    " times = CASE WHEN attempts.ends_at <= :now THEN :amount ELSE attempts.times + :amount END,"
    " ends_at = CASE WHEN attempts.ends_at <= :now THEN :ends_at ELSE attempts.ends_at END"
    " RETURNING times"
).bindparams(bindparam("now", type_=Instant), bindparam("ends_at", type_=Instant))


def count(key: str, *, window: timedelta, amount: int = 1) -> int:
    """Count an attempt and return how many there were in its window."""
    values = {"key": key, "amount": amount, "now": now(), "ends_at": now() + window}
    return int(db.session.execute(_COUNT, values).scalar_one())


def times(key: str) -> int:
    running = select(Attempts.times).where(Attempts.key == key, Attempts.ends_at > now())
    return db.session.scalar(running) or 0


def ends_at(key: str) -> datetime:
    """Return when a window ends, or now when none runs."""
    return db.session.scalar(select(Attempts.ends_at).where(Attempts.key == key)) or now()


def forget(key: str) -> None:
    db.session.execute(delete(Attempts).where(Attempts.key == key))


def forget_all() -> int:
    return _forgotten(delete(Attempts))


def forget_ended() -> int:
    """Delete the windows that are over; return how many."""
    return _forgotten(delete(Attempts).where(Attempts.ends_at <= now()))


def _forgotten(statement: object) -> int:
    return int(db.session.execute(statement).rowcount)  # type: ignore[call-overload]

"""The audit log: one append-only event for every change, in the change's own transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from backend.extensions import db
from backend.models import AuditEvent

_origin: ContextVar[str] = ContextVar("origin", default="service")


def record(action: str, subject: tuple[str, str], *, actor: str, **details: Any) -> AuditEvent:
    """Write who did what to which (type, key); `details` snapshots what it was about.

    Where it came from is what `coming_from` says of everything done inside it.
    """
    event = AuditEvent(
        action=action,
        subject_type=subject[0],
        subject_key=subject[1],
        actor=actor,
        origin=_origin.get(),
        details=details,
    )
    db.session.add(event)
    db.session.flush()
    return event


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Mark what is recorded inside as done through one door, as `panel 203.0.113.0/24`."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)

"""The audit log: one append-only event for every change, in the change's own transaction."""

from typing import Any

from backend.extensions import db
from backend.models import AuditEvent


def record(action: str, subject: tuple[str, str], *, actor: str, **details: Any) -> AuditEvent:
    """Write who did what to which (type, key); `details` snapshots what it was about."""
    origin = str(details.pop("origin", "service"))
    event = AuditEvent(
        action=action,
        subject_type=subject[0],
        subject_key=subject[1],
        actor=actor,
        origin=origin,
        details=details,
    )
    db.session.add(event)
    db.session.flush()
    return event

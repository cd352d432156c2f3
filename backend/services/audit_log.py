"""Reading the audit log: who did what to which thing, when, and from where.

What an event says is told by `backend.services.audit_said`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select

from backend.clock import midnight
from backend.errors import NotFound
from backend.extensions import db
from backend.models import AuditEvent
from backend.services.audit_words import AUDIT_ACTION, AUDIT_DOOR


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for; empty means any. Days are Shanghai's, both included."""

    actor: str = ""
    action: str = ""
    subject_type: str = ""
    subject_key: str = ""
    first: date | None = None
    last: date | None = None


def find(asked: Asked, *, most: int, below: int | None = None) -> list[AuditEvent]:
    """Return the newest events first; `below` is the id the page before ended with."""
    events = _asked(asked).order_by(AuditEvent.id.desc()).limit(most)
    if below is not None:
        events = events.where(AuditEvent.id < below)
    return list(db.session.scalars(events))


def get(event_id: int) -> AuditEvent:
    event = db.session.get(AuditEvent, event_id)
    if event is None:
        raise NotFound(f"没有第 {event_id} 条记录", event=event_id)
    return event


def actors() -> list[str]:
    """Return everybody the log names."""
    return list(db.session.scalars(select(AuditEvent.actor).distinct().order_by(AuditEvent.actor)))


def action_of(event: AuditEvent) -> str:
    return AUDIT_ACTION.get(event.action, event.action)


def origin_of(event: AuditEvent) -> str:
    """Return the door and, for the panel, the network: 后台 203.0.113.0/24."""
    door, _, network = event.origin.partition(" ")
    return f"{AUDIT_DOOR.get(door, door)} {network}".strip()


def _asked(asked: Asked) -> Select[tuple[AuditEvent]]:
    events = select(AuditEvent)
    for column in ("actor", "action", "subject_type"):
        if wanted := getattr(asked, column):
            events = events.where(getattr(AuditEvent, column) == wanted)
    if asked.subject_key:
        events = events.where(AuditEvent.subject_key.icontains(asked.subject_key, autoescape=True))
    if asked.first:
        events = events.where(AuditEvent.at >= midnight(asked.first))
    if asked.last:
        events = events.where(AuditEvent.at < midnight(asked.last + timedelta(days=1)))
    return events

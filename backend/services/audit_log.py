"""Reading the audit log: who did what to which thing, when, from where, and what it said before."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from backend.clock import SHANGHAI, midnight
from backend.errors import NotFound
from backend.extensions import db
from backend.models import AuditEvent, Edition
from backend.services.audit_words import AUDIT_ACTION, AUDIT_DETAIL, AUDIT_DOOR, AUDIT_SUBJECT
from backend.services.diff_lines import Line, lines
from backend.services.names import Names
from backend.services.stored import document_of
from backend.vocabulary import ITEM_TYPE, STAFF_ROLE

UNSAID = ("hash", "image", "before", "after")  # for machines, or said apart


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


def subject_of(event: AuditEvent) -> str:
    labels = {**ITEM_TYPE, **AUDIT_SUBJECT}
    return f"{labels.get(event.subject_type, event.subject_type)} {event.subject_key}"


def origin_of(event: AuditEvent) -> str:
    """Return the door and, for the panel, the network: 后台 203.0.113.0/24."""
    door, _, network = event.origin.partition(" ")
    return f"{AUDIT_DOOR.get(door, door)} {network}".strip()


def said(details: Mapping[str, Any]) -> list[str]:
    """Return what an event keeps beside its change, line by line."""
    shown = {name: value for name, value in details.items() if name not in UNSAID}
    return [f"{AUDIT_DETAIL.get(n, n)}：{_value(n, v)}" for n, v in shown.items() if v or v == 0]


def before_and_after(details: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (what, before, after) of each thing an event says it changed."""
    before, after = details.get("before") or {}, details.get("after") or {}
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            label = AUDIT_DETAIL.get(name, name)
            yield label, _known(name, before), _known(name, after)


def changed_text(event: AuditEvent) -> list[Line]:
    """Return what the edition an event is about changed on the one before it."""
    number = event.details.get("number")
    if event.subject_type not in ITEM_TYPE or not isinstance(number, int):
        return []
    before, after = (_document(event, n) for n in (number - 1, number))
    return lines(event.subject_type, before, after, Names.in_documents(before, after))


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


def _document(event: AuditEvent, number: int) -> dict[str, Any] | None:
    of_item = Edition.item_type == event.subject_type, Edition.item_key == event.subject_key
    body = db.session.scalar(select(Edition.body).where(*of_item, Edition.number == number))
    return document_of(body) if body else None


def _known(name: str, values: Mapping[str, Any]) -> str:
    return _value(name, values[name]) if name in values else ""


def _value(name: str, value: Any) -> str:
    if write := _WRITERS.get(name):
        return write(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)


def _instant(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "role": lambda role: STAFF_ROLE.get(role, role),
    "regions": lambda codes: "、".join(codes) or "全国",
    "tried": lambda step: {"password": "密码", "code": "验证码"}.get(step, step),
    "number": lambda number: f"第 {number} 版",
    "to": lambda release: f"第 {release} 号发布",
    "go_live_at": _instant,
    "expires_at": _instant,
    "item": lambda item: f"{ITEM_TYPE.get(item[0], item[0])} {item[1]}",
}

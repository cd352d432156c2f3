"""The audit log: one append-only event for every change, in the change's own transaction."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from backend.extensions import db
from backend.models import AuditEvent

KEPT_BITS = {4: 24, 6: 48}  # of an address, by version: enough to tell places apart, not people

_origin: ContextVar[str] = ContextVar("origin", default="service")


def record(action: str, subject: tuple[str, str], *, actor: str, **details: Any) -> AuditEvent:
    """Write who did what to which (type, key); `details` snapshots what it was about.

    Where it came from is what `coming_from` says of everything done inside it.
    """
    written = event(action, subject, actor=actor, **details)
    db.session.add(written)
    db.session.flush()
    return written


def event(action: str, subject: tuple[str, str], *, actor: str, **details: Any) -> AuditEvent:
    """Return an event that is not written yet, for whoever writes many at once."""
    return AuditEvent(
        action=action,
        subject_type=subject[0],
        subject_key=subject[1],
        actor=actor,
        origin=_origin.get(),
        details=details,
    )


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Mark what is recorded inside as done through one door, as `panel 203.0.113.0/24`."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def network_of(address: str | None) -> str:
    """Return the network an address lies in, as 203.0.113.0/24; what is no address is unknown."""
    try:
        version = ipaddress.ip_address(address or "").version
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{address}/{KEPT_BITS[version]}", strict=False))

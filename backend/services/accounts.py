"""Passwords, second factors and sessions: how a member of staff gets in, and is put out."""

import hashlib
import secrets
from datetime import datetime, timedelta

from passlib.hash import argon2
from sqlalchemy import delete, select

from backend.clock import now
from backend.errors import Conflict, Invalid
from backend.extensions import db
from backend.models import Staff, StaffSession
from backend.models.staff import uniquifier
from backend.services import audit
from backend.services.staff import (
    CONSOLE,
    ROLES,
    add,
    check_manager,
    everybody,
    keep_an_admin,
    snapshot,
    subject,
)

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, GROUP_LENGTH = 4, 5
SESSION_BYTES = 32
AGENT_LENGTH = 200


def reset(staff: Staff, *, by: str) -> str:
    """Give somebody a new random password, and return it: this is the only time it can be seen.

    Their second factor is forgotten, all their sessions end, and they must choose a password of
    their own as they next sign in.
    """
    check_manager(by)
    if staff.is_system:
        raise Invalid("系统账号不能登录，没有密码", name=staff.name)
    password = random_password()
    staff.password, staff.password_is_temporary = hashed(password), True
    staff.tf_primary_method = staff.tf_totp_secret = staff.mf_recovery_codes = None
    end_all(staff)
    audit.record("staff.reset", subject(staff), actor=by)
    return password


def found(*, by: str = CONSOLE) -> dict[str, str]:
    """Take on one person of each role where nobody works yet; return their first passwords."""
    if everybody():
        return {}
    return {role: reset(add(role, role=role, by=by), by=by) for role in ROLES}


def disable(staff: Staff, *, by: str) -> Staff:
    """Let somebody in no more, and end their sessions; what they wrote keeps their name."""
    if staff.name == by:
        raise Conflict("不能停用自己的账号，请另一位管理员操作", name=staff.name)
    end_all(staff)
    return _switch(staff, active=False, action="staff.disable", by=by)


def enable(staff: Staff, *, by: str) -> Staff:
    return _switch(staff, active=True, action="staff.enable", by=by)


def random_password() -> str:
    """Return twenty characters, some 99 bits, in groups that can be read aloud."""
    letters = (secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    text = "".join(letters)
    return "-".join(text[i : i + GROUP_LENGTH] for i in range(0, len(text), GROUP_LENGTH))


def hashed(password: str) -> str:
    """Return a password's argon2id hash, as Flask-Security verifies it."""
    return str(argon2.hash(password))


def begin_session(staff: Staff, *, lasts: timedelta, network: str, agent: str) -> str:
    """Sign somebody in and return the secret their cookie is to hold."""
    secret = secrets.token_urlsafe(SESSION_BYTES)
    db.session.add(
        StaffSession(
            digest=digest(secret),
            staff_id=staff.id,
            ends_at=now() + lasts,
            network=network,
            agent=agent[:AGENT_LENGTH],
        )
    )
    staff.signed_in_at = now()
    db.session.flush()
    return secret


def is_signed_in(staff: Staff, secret: str, *, at: datetime) -> bool:
    session = db.session.get(StaffSession, digest(secret))
    return session is not None and session.staff_id == staff.id and session.ends_at > at


def end_session(secret: str) -> None:
    db.session.execute(delete(StaffSession).where(StaffSession.digest == digest(secret)))


def end_all(staff: Staff, *, but: str = "") -> None:
    """End every session of somebody, except the one with this secret."""
    others = StaffSession.staff_id == staff.id, StaffSession.digest != digest(but)
    db.session.execute(delete(StaffSession).where(*others))
    if not but:
        staff.fs_uniquifier = uniquifier()
    db.session.flush()


def sessions_of(staff: Staff) -> list[StaffSession]:
    running = StaffSession.staff_id == staff.id, StaffSession.ends_at > now()
    ordered = select(StaffSession).where(*running).order_by(StaffSession.started_at.desc())
    return list(db.session.scalars(ordered))


def forget_ended() -> int:
    """Delete the sessions that are over; return how many."""
    gone = db.session.execute(delete(StaffSession).where(StaffSession.ends_at <= now()))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _switch(staff: Staff, *, active: bool, action: str, by: str) -> Staff:
    check_manager(by)
    if staff.is_system:
        raise Invalid("系统账号不能停用或启用", name=staff.name)
    before = snapshot(staff)
    staff.active = active
    keep_an_admin(before)
    audit.record(action, subject(staff), actor=by, before=before, after=snapshot(staff))
    return staff


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""Signed in or not: every request asks the database, so that a session ends when we say so."""

from datetime import timedelta
from typing import Any

from flask import Flask, current_app, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security import Security
from flask_security import core as known
from flask_security.signals import (
    password_changed,
    tf_code_confirmed,
    tf_disabled,
    tf_profile_changed,
    user_failed_authn,
)

from backend.clock import now
from backend.extensions import db
from backend.models import Staff
from backend.services import accounts, audit

SECRET = "sid"  # the session's key for what its row is known by  # noqa: S105


def init_app(app: Flask, security: Security) -> None:
    security.login_manager.user_loader(load)
    user_logged_in.connect(begin, app)
    user_logged_out.connect(end, app)
    password_changed.connect(keep_only_this, app)
    user_failed_authn.connect(note_failure, app)
    for signal, action in (
        (tf_code_confirmed, "account.second_factor"),
        (tf_profile_changed, "account.second_factor_changed"),
        (tf_disabled, "account.second_factor_off"),
    ):
        signal.connect(_noting(action), app, weak=False)


def load(user_id: str) -> Staff | None:
    """Return who this request is from, if their session still runs."""
    staff = known._user_loader(user_id)  # type: ignore[no-untyped-call]
    if staff is None or not accounts.is_signed_in(staff, session.get(SECRET, ""), at=now()):
        return None
    return staff  # type: ignore[no-any-return]


def begin(_app: Flask, user: Staff) -> None:
    session.permanent = True
    session[SECRET] = accounts.begin_session(
        user,
        lasts=timedelta(hours=current_app.config["SESSION_HOURS"]),
        network=audit.network_of(request.remote_addr),
        agent=request.user_agent.string,
    )
    _note("account.sign_in", user)


def end(_app: Flask, user: Staff) -> None:
    accounts.end_session(session.pop(SECRET, ""))
    if isinstance(user, Staff):
        _note("account.sign_out", user)
    db.session.commit()


def keep_only_this(_app: Flask, user: Staff, **_: Any) -> None:
    """End what others may have opened with the old password."""
    user.password_is_temporary = False
    accounts.end_all(user, but=session.get(SECRET, ""))
    _note("account.password", user)


def note_failure(_app: Flask, user: Staff, auth_type: str, **_: Any) -> None:
    _note("account.refused", user, tried=auth_type)
    db.session.commit()


def _noting(action: str) -> Any:
    def note(_app: Flask, user: Staff, **_: Any) -> None:
        _note(action, user)

    return note


def _note(action: str, user: Staff, **details: Any) -> None:
    audit.record(action, ("staff", user.name), actor=user.name, **details)

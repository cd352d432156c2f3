"""How often somebody may try to get in: counted in the database, by all workers as one."""

from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_network
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from limits.storage import Storage
from sqlalchemy.exc import SQLAlchemyError

from backend.extensions import db
from backend.services import attempts, audit

SCHEME = "authoring"
EVERY_TRY = "30/minute;300/hour"  # of one address, whether it succeeds or not
FAILURES = "10/15 minutes"  # for one account from one network
FAILURES_ANYWHERE = "60/hour"  # for one account from all networks together
HASH_LENGTH = 32
GUARDED = (
    "security.login",
    "security.two_factor_token_validation",
    "security.mf_recovery",
    "security.change_password",
    "security.verify",
)


class AuthoringStorage(Storage):
    """Fixed windows in the authoring database."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the library's own way

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count at once, whatever becomes of the request."""
        times = attempts.count(key, window=timedelta(seconds=expiry), amount=amount)
        db.session.commit()
        return times

    def get(self, key: str) -> int:
        return attempts.times(key)

    def get_expiry(self, key: str) -> float:
        return attempts.ends_at(key).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        forgotten = attempts.forget_all()
        db.session.commit()
        return forgotten

    def clear(self, key: str) -> None:
        attempts.forget(key)
        db.session.commit()


def init_app(app: Flask) -> None:
    """Limit every form that takes a password or a code."""
    limiter = Limiter(client, app=app, storage_uri=f"{SCHEME}://", strategy="fixed-window")
    for endpoint in GUARDED:
        view: Any = app.view_functions[endpoint]
        for limit, key in ((FAILURES, account_here), (FAILURES_ANYWHERE, account)):
            view = limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=failed)(view)
        app.view_functions[endpoint] = limiter.limit(EVERY_TRY, methods=["POST"])(view)


def client() -> str:
    """Return the address, or of IPv6 the network one subscriber has."""
    address = request.remote_addr or "unknown"
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def account() -> str:
    """Return whose password or code is tried: as named, or as the password before it said.

    As a hash: what is typed there may be anything, of any length, a password even.
    """
    named = request.form.get("username", "").strip().lower()
    whose = named or session.get("tf_user_id") or session.get("_user_id") or client()
    return f"account {sha256(whose.encode()).hexdigest()[:HASH_LENGTH]}"


def account_here() -> str:
    return f"{account()} {audit.network_of(request.remote_addr)}"


def failed(response: Response) -> bool:
    """Tell whether a try was turned down: what succeeds leads on to another page."""
    return response.status_code == 200  # noqa: PLR2004 - the form again

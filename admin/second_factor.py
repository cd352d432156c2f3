"""The second factor: time-based codes that work once, and recovery codes nobody can read again.

Whoever mistypes the first code of a device keeps the key it was just given.
"""

import hashlib
import hmac
from typing import Any

from flask import Flask, current_app, request, session, url_for
from flask_login import current_user
from flask_security import MfRecoveryCodesUtil, Security, Totp
from flask_security.utils import check_and_get_token_status
from passlib.totp import TOTP, AppWallet, TotpMatch

from backend.extensions import db
from backend.models import Staff
from backend.services import audit

SETUP, SETUP_TRIED = "security.two_factor_setup", "security.two_factor_setup_validate"
AGAIN = "again"  # in the address of the set-up page: what it gave out, signed, for some minutes
ISSUER = "医保指路"
TAG_LENGTH = 8


class OnceOnlyTotp(Totp):
    """Codes that are refused once used; their secrets are encrypted with a key of the app."""

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        newest = next(iter(secrets))
        wallet = AppWallet(secrets, default_tag=newest)
        self._totp = TOTP.using(issuer=issuer, wallet=wallet)

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:
        """Verify a code; that of a device just being set up says nothing about the old one's."""
        db.session.refresh(user, with_for_update=True)
        if totp_secret != user.tf_totp_secret:
            user.tf_last_counter = None
        return bool(super().verify_totp(token, totp_secret, user, window))

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.tf_last_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        user.tf_last_counter = tmatch.counter


class HashedRecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes that are shown as they are made, and only compared afterwards."""

    def create_recovery_codes(self, user: Any) -> list[str]:
        made: list[str] = super().create_recovery_codes(user)
        self._note("account.recovery_codes", user)
        user.mf_recovery_codes = [digest(code, current_app.config["SECRET_KEY"]) for code in made]
        return made

    def get_recovery_codes(self, user: Any) -> list[str]:
        return []

    def check_recovery_code(self, user: Any, code: str) -> bool:
        db.session.refresh(user, with_for_update=True)
        return self._found(user, code) is not None

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        used = self._found(user, code)
        self._note("account.recovery_code", user)
        user.mf_recovery_codes = [kept for kept in user.mf_recovery_codes or () if kept != used]
        return used is not None

    def _note(self, action: str, user: Any) -> None:
        audit.record(action, ("staff", user.name), actor=user.name)

    def _found(self, user: Any, code: str) -> str | None:
        config = current_app.config
        keys = [config["SECRET_KEY"], *config["SECRET_KEY_FALLBACKS"]]
        possible = {digest(code.strip().lower(), key) for key in keys}
        return next((kept for kept in user.mf_recovery_codes or () if kept in possible), None)


def digest(code: str, key: str) -> str:
    return hmac.digest(key.encode(), f"recovery {code}".encode(), "sha256").hex()


def totp_keys(app: Flask) -> dict[str, str]:
    """Return what secrets are encrypted with, by tag, the newest first."""
    keys = [app.config["SECRET_KEY"], *app.config["SECRET_KEY_FALLBACKS"]]
    return {_derived(f"tag {key}")[:TAG_LENGTH]: _derived(f"totp {key}") for key in keys}


def _derived(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def settings(app: Flask) -> dict[str, Any]:
    return {"SECURITY_TOTP_SECRETS": totp_keys(app), "SECURITY_TOTP_ISSUER": ISSUER}


def keep_keys(security: Security) -> None:
    """Show the key of a device again as long as the code from it is not right."""
    security.tf_setup_context_processor(lambda: _shown(_key_in_address(), current_user))
    security.tf_token_validation_context_processor(lambda: _shown(*_key_at_the_door()))


def back_to_the_key(location: str) -> str:
    """Return where a code just tried leads: back to the key it is for, if it was not right."""
    failed = request.endpoint == SETUP_TRIED and location == url_for(SETUP)
    token = (request.view_args or {}).get("token", "")
    return url_for(SETUP, **{AGAIN: token}) if failed and _key_of(token) else location


def _key_in_address() -> str:
    token = request.args.get(AGAIN, "")
    return _key_of(token) if token and request.method == "GET" else ""


def _key_of(token: str) -> str:
    within = current_app.config["SECURITY_TWO_FACTOR_SETUP_WITHIN"]
    expired, invalid, state = check_and_get_token_status(token, "tf_setup", within)
    return "" if expired or invalid else str(state["totp_secret"])


def _key_at_the_door() -> tuple[str, Staff | None]:
    """Return the key given to somebody who sets up a device on the way in, and who that is."""
    secret = session.get("tf_totp_secret", "")
    if not secret or session.get("tf_state") != "validating_profile":
        return "", None
    wanted = db.select(Staff).where(Staff.fs_uniquifier == session.get("tf_user_id"))
    return secret, db.session.scalar(wanted)


def _shown(secret: str, user: Any) -> dict[str, Any]:
    """Return the device to be set up, as pages show it."""
    if not secret or user is None:
        return {"device": None}
    said = current_app.extensions["security"].totp_factory.fetch_setup_values(secret, user)
    return {"device": said | {"token": request.args.get(AGAIN, "")}}

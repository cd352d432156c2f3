"""The second factor: time-based codes that work once, and recovery codes nobody can read again."""

import hashlib
import hmac
from typing import Any

from flask import Flask, current_app
from flask_security import MfRecoveryCodesUtil, Totp
from passlib.totp import TOTP, AppWallet, TotpMatch

from backend.extensions import db
from backend.services import audit

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

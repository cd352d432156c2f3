"""Signing in: Flask-Security with our names, our words, our pages, and nothing we do not use."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, url_for
from flask_login import current_user
from flask_security import PasswordUtil, RoleMixin, Security, SQLAlchemyUserDatastore
from flask_security.forms import ChangePasswordForm, LoginForm, VerifyForm
from flask_wtf import CSRFProtect
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo

from admin import second_factor, words
from admin.fence import PREFIX
from backend.extensions import db
from backend.models import Staff
from backend.services import staff

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
FEWEST_LETTERS = 6  # different ones
FRESH = timedelta(minutes=30)
WRONG = "姓名或密码不对"
HOME = f"{PREFIX}/"
UNUSED = ("security.two_factor_rescue", "security.tf_select")  # by mail; among several methods

csrf = CSRFProtect()


class NoRoles(RoleMixin):
    """Roles are a codelist of ours, not rows; Flask-Security wants a model all the same."""


def password_field(missing: str = "请填写密码") -> PasswordField:
    """Return a field that hands on no more than any hash takes."""
    cut: Callable[[str | None], str] = lambda text: (text or "")[:LONGEST_PASSWORD]  # noqa: E731
    return PasswordField(filters=[cut], validators=[DataRequired(message=missing)])


class NameLoginForm(LoginForm):
    """Name and password; nothing is remembered beyond the session."""

    email = None
    remember = None
    next = HiddenField()
    username = StringField("姓名", validators=[DataRequired(message="请填写姓名")])
    password = password_field()

    def validate(self, **kwargs: Any) -> bool:
        """Say of a name and a password no more than that they are not right."""
        self.ifield = self.username
        self.user = staff.find((self.username.data or "").strip())
        is_right = bool(super().validate(**kwargs))
        if not is_right and self.username.data and self.password.data:
            self.username.errors, self.password.errors = [], []
            self.form_errors = [WRONG]
        return is_right

    def validate_next(self, field: HiddenField) -> None:
        """Let pass whatever it says: `keep_inside` leads nowhere but into the panel."""


class OwnVerifyForm(VerifyForm):
    next = HiddenField()
    password = password_field()
    validate_next = NameLoginForm.validate_next


class OwnChangePasswordForm(ChangePasswordForm):
    password = password_field("请填写现在的密码")
    new_password = password_field("请填写新密码")
    new_password_confirm = PasswordField(
        validators=[EqualTo("new_password", message="两次输入的新密码不一样")]
    )


class OwnPasswordUtil(PasswordUtil):
    """What a password must be: long, and neither the name nor a few letters over and over."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        problems, normal = super().validate(password, is_register, **kwargs)
        name = kwargs["user"].name.lower()
        if not problems and len(set(normal)) < FEWEST_LETTERS:
            problems = [f"密码太简单：至少要有 {FEWEST_LETTERS} 个不同的字符"]
        if not problems and len(name) > 1 and name in normal.lower():
            problems = ["密码里不要有自己的姓名"]
        return problems or None, normal


def init_app(app: Flask) -> Security:
    app.config.update(_settings(app) | second_factor.settings(app) | words.settings())
    csrf.init_app(app)
    security = Security(
        login_form=NameLoginForm,
        verify_form=OwnVerifyForm,
        change_password_form=OwnChangePasswordForm,
        password_util_cls=OwnPasswordUtil,
        totp_cls=second_factor.OnceOnlyTotp,
        mf_recovery_codes_util_cls=second_factor.HashedRecoveryCodes,
    )
    security.init_app(app, SQLAlchemyUserDatastore(db, Staff, NoRoles))
    second_factor.keep_keys(security)
    security.want_json(lambda _request: False)  # pages only: no tokens, no second way in
    security.login_manager._request_callback = None
    app.view_functions.update(dict.fromkeys(UNUSED, not_offered))
    app.after_request(keep_inside)
    return security


def not_offered() -> NoReturn:
    abort(HTTPStatus.NOT_FOUND)


def keep_inside(response: Response) -> Response:
    """Lead from signing in to a page of the panel, whatever `next` said."""
    if request.blueprint == "security" and response.location:
        onward = urlsplit(response.location)
        is_ours = onward.netloc in ("", request.host) and onward.path.startswith(f"{PREFIX}/")
        path = onward._replace(scheme="", netloc="").geturl() if is_ours else HOME
        path = second_factor.back_to_the_key(path)
        is_back = onward.path == url_for("security.login") and current_user.is_authenticated
        response.location = HOME if is_back else path
    return response


def _settings(app: Flask) -> dict[str, Any]:
    over_tls = app.config["APP_ENV"] == "production"
    return {
        "SESSION_COOKIE_NAME": "__Host-yibao" if over_tls else "yibao",
        "SESSION_COOKIE_PATH": "/" if over_tls else PREFIX,  # __Host- wants the root
        "SESSION_COOKIE_SECURE": over_tls,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(minutes=app.config["SESSION_IDLE_MINUTES"]),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session
        "SECURITY_URL_PREFIX": PREFIX,
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_POST_LOGIN_VIEW": HOME,
        "SECURITY_POST_LOGOUT_VIEW": f"{PREFIX}/login",
        "SECURITY_POST_CHANGE_VIEW": HOME,
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": f"{PREFIX}/account/",
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"name": {"mapper": str.strip}}],
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],  # as the service hashes
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # one step early or late
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "SECURITY_FRESHNESS": FRESH,
        "SECURITY_FRESHNESS_GRACE_PERIOD": FRESH,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_CLI_ROLES_NAME": False,
        "SECURITY_CACHE_CONTROL": None,
    }

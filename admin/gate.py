"""What happens before every request of the panel: how it may use the database, and who gets in."""

from contextlib import ExitStack

from flask import Flask, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.fence import PREFIX
from admin.headers import is_asset
from backend.errors import BadRequest
from backend.extensions import READ_ONLY, db
from backend.models import Staff
from backend.services import audit

NUL = "\x00"  # no text PostgreSQL can hold has it
LOOKING = ("GET", "HEAD", "OPTIONS")
SIGNING_IN = frozenset({
    "security.login", "security.logout", "security.two_factor_setup",
    "security.two_factor_setup_validate", "security.two_factor_token_validation",
    "security.two_factor_rescue", "security.tf_select", "security.mf_recovery",
})  # fmt: skip
CHANGING_PASSWORD = frozenset({"security.change_password", "security.logout"})
SETTING_UP = SIGNING_IN | {"security.verify"}


def open_database(app: Flask) -> None:
    """Come before every extension that asks the database who this is."""
    app.before_request(begin)
    app.teardown_request(finish)


def init_app(app: Flask) -> None:
    app.before_request(let_in)


def begin() -> None:
    """Only look at the database where nothing may change, so that no writer has to wait for it."""
    if request.method in LOOKING:
        db.session.connection(execution_options={READ_ONLY: True})
    if any(NUL in text for text in (*request.args.values(), *request.form.values())):
        raise BadRequest("内容里有不能保存的字符（NUL），请去掉再提交")
    g.origin = ExitStack()
    g.origin.enter_context(audit.coming_from(f"panel {audit.network_of(request.remote_addr)}"))


def finish(_error: BaseException | None) -> None:
    if "origin" in g:
        g.origin.close()


def let_in() -> Response | None:
    """Send whoever is not signed in, or has something to set up first, to where that is done."""
    endpoint = request.endpoint or ""
    if is_asset() or endpoint in SIGNING_IN:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=_onward()))
    needed = first_step(current_user)
    if needed and endpoint not in needed[1]:
        return redirect(url_for(needed[0]))
    return None


def first_step(staff: Staff) -> tuple[str, frozenset[str]] | None:
    """Return the page somebody has to see first, and the endpoints open to them until then."""
    if staff.needs_second_factor and not staff.has_second_factor:
        return "security.two_factor_setup", SETTING_UP
    if staff.password_is_temporary:
        return "security.change_password", CHANGING_PASSWORD
    return None


def _onward() -> str | None:
    """Return where to go on after signing in: back here, if one may simply come back."""
    here = request.full_path.rstrip("?")
    return here if request.method == "GET" and here != f"{PREFIX}/" else None

"""Flask-Admin panel over the same services as every other door."""

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Theme
from flask_babel import Babel

from admin import errors, fence, gate, headers, limits, security, sessions, templating
from admin.menu import HOME, VIEWS

NAME = "医保指路"
LOCALE = "zh_Hans_CN"


def init_app(app: Flask) -> None:
    """Put the panel under /admin; whatever it needs in every request stays in there."""
    with fence.around(app):
        gate.open_database(app)
        templating.init_app(app)
        Babel(app, default_locale=LOCALE, default_timezone="Asia/Shanghai")
        sessions.init_app(app, security.init_app(app))
        limits.init_app(app)
        gate.init_app(app)
        headers.init_app(app)
    _add_views(app)
    errors.init_app(app)


def _add_views(app: Flask) -> None:
    panel = Admin(
        app, name=NAME, url=fence.PREFIX, index_view=HOME(), csp_nonce_generator=headers.nonce,
        theme=Theme(folder="bootstrap4", base_template="panel/base.html"),
    )  # fmt: skip
    for view in VIEWS:
        panel.add_view(view())

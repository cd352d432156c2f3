"""The whole app, panel and all, on a database of its own."""

import pytest

import admin
from backend.app import create_app
from tests.conftest import close_database


@pytest.fixture
def panel(sqlite_config):
    """Return the app with its panel on a fresh SQLite database.

    Outside of any context: a request inside one would share its user and its session with others.
    """
    yield from _running(sqlite_config)


@pytest.fixture
def any_panel(config):
    """Return such an app on each kind of database in turn."""
    yield from _running(config)


def _running(config):
    app = create_app(config)
    admin.init_app(app)
    yield app
    app.extensions["reader"].stop()
    with app.app_context():
        close_database()

"""The whole app, panel and all, on a database of its own."""

import pytest
from jinja2 import BytecodeCache

import admin
from backend.app import create_app
from tests.admin.doors import Doors
from tests.admin.people import QUICK, browser_of
from tests.conftest import close_database
from tests.release.fixtures import (  # noqa: F401 - what is named here can be asked for
    one_config,
    open_config,
    opened_postgres,
    opened_sqlite,
)


class Compiled(BytecodeCache):
    """Compiled templates, for all the apps of this process."""

    def __init__(self):
        self.known = {}

    def load_bytecode(self, bucket):
        if code := self.known.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket):
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture
def panel(sqlite_config):
    """Return the app with its panel on a fresh SQLite database.

    Outside of any context: a request inside one would share its user and its session with others.
    """
    yield from running(sqlite_config)


@pytest.fixture
def any_panel(config):
    """Return such an app on each kind of database in turn."""
    yield from running(config)


@pytest.fixture
def office(one_config):  # noqa: F811
    """Return such an app on SQLite whose first small release is long out."""
    yield from running(one_config)


@pytest.fixture
def any_office(open_config):  # noqa: F811
    """Return such an office on each kind of database in turn."""
    yield from running(open_config)


@pytest.fixture
def reviewer(office):
    return browser_of(office, "审核甲", "reviewer")


@pytest.fixture
def other(office):
    return browser_of(office, "审核乙", "reviewer")


@pytest.fixture
def editor(office):
    return browser_of(office, "编辑甲", "editor")


@pytest.fixture(scope="module")
def doors(opened_sqlite, tmp_path_factory):  # noqa: F811
    """Return an office with one person of every kind at their browser, and every door there is."""
    folder = tmp_path_factory.mktemp("doors")
    yield from (Doors.of(app) for app in running(Doors.settings(opened_sqlite, folder)))


def running(config):
    app = create_app(config)
    app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] = QUICK  # the service's own: test_accounts
    admin.init_app(app)
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    app.extensions["reader"].stop()
    with app.app_context():
        close_database()

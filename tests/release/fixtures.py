"""A place of work: a first small release long out, an editor and two reviewers in office."""

import shutil

import pytest
import sqlalchemy as sa
import time_machine

from backend.app import create_app
from backend.extensions import db
from backend.services.rollover import book
from tests.conftest import BACKENDS, settings_for
from tests.release.desk import EDITOR, open_office, started
from tests.release.rolling import TO

LONG_AGO, SEASON = "2024-01-01T00:00Z", "2026-11-25T02:00Z"
HARDLY_EVER = "3600"  # seconds: readers look for new releases when told to


@pytest.fixture(scope="session")
def opened_sqlite(migrated_sqlite, tmp_path_factory):
    """Return a data folder to copy."""
    folder = tmp_path_factory.mktemp("opened")
    shutil.copyfile(migrated_sqlite, folder / "authoring.sqlite3")
    open_in(folder)
    return folder


@pytest.fixture(scope="session")
def opened_postgres(postgres, migrated_postgres, tmp_path_factory):
    """Return a data folder to copy, and the database that goes with it."""
    folder, url = tmp_path_factory.mktemp("opened-pg"), postgres(migrated_postgres)
    open_in(folder, url)
    return folder, sa.make_url(url).database


@pytest.fixture
def one_config(opened_sqlite, tmp_path):
    shutil.copyfile(opened_sqlite / "authoring.sqlite3", tmp_path / "authoring.sqlite3")
    shutil.copytree(opened_sqlite / "releases", tmp_path / "releases")
    return settings_for(tmp_path, POLL_SECONDS=HARDLY_EVER)


@pytest.fixture(params=BACKENDS)
def open_config(request, tmp_path):
    """Return the configuration of a place of work; every test runs on both databases."""
    if request.param == "sqlite":
        return request.getfixturevalue("one_config")
    make, (folder, template) = map(request.getfixturevalue, ("postgres", "opened_postgres"))
    shutil.copytree(folder / "releases", tmp_path / "releases")
    return settings_for(tmp_path, make(template), POLL_SECONDS=HARDLY_EVER)


@pytest.fixture
def open_app(open_config):
    """Return an app at a place of work, inside its context; on each database in turn."""
    yield from working(open_config)


@pytest.fixture
def one_app(one_config):
    yield from working(one_config)


@pytest.fixture
def clock():
    """Stand in the season of the yearly update; return what moves the time on."""
    with time_machine.travel(SEASON, tick=False) as clock:
        yield clock


@pytest.fixture
def rollover(clock, open_app):
    """Return a yearly update of 江门, begun."""
    begun = book.begin(to_year=TO, regions=["440700"], by=EDITOR)
    db.session.commit()
    return begun


def working(config):
    app = create_app(config)
    with app.app_context():
        yield app
        app.extensions["reader"].stop()
        db.session.remove()
        db.engine.dispose()


def open_in(folder, url=""):
    with time_machine.travel(LONG_AGO), started(folder, url) as app, app.app_context():
        open_office(folder / "releases")
        db.session.remove()

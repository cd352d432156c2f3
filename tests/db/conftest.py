"""A database of each kind that many tests share, because none of them commits."""

import shutil

import pytest

from backend.app import create_app
from backend.extensions import db
from tests.conftest import BACKENDS, settings_for


@pytest.fixture(scope="session", params=BACKENDS)
def standing_app(request, tmp_path_factory):
    """Return one app on a migrated, empty database of each kind, for the whole session."""
    folder = tmp_path_factory.mktemp("standing")
    url = ""
    if request.param == "postgresql":
        make, template = (request.getfixturevalue(n) for n in ("postgres", "migrated_postgres"))
        url = make(template)
    else:
        template = request.getfixturevalue("migrated_sqlite")
        shutil.copyfile(template, folder / "authoring.sqlite3")
    app = create_app(settings_for(folder, url))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def session(standing_app):
    """Return a session on each kind of database in turn; what it did is rolled back."""
    with standing_app.app_context():
        yield db.session
        db.session.remove()

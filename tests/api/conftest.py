"""An app that serves the real content, and one of one's own for a test that changes something."""

from pathlib import Path

import pytest

from backend.app import create_app
from tests.conftest import close_database, copied, settings_for

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks in a hook of its own
def pytest_collection_modifyitems(items):
    """Keep these tests in one process: what takes time is baking the real content, once."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.xdist_group("api"))


@pytest.fixture(scope="session")
def served(baked, tmp_path_factory):
    """Return an app that serves the real content; nobody changes anything on it."""
    yield from serving(copied(baked, tmp_path_factory.mktemp("served") / "data"))


@pytest.fixture
def client(served):
    return served.test_client()


@pytest.fixture(scope="session")
def spec(served):
    """Return the OpenAPI document, which names every route and what it may be asked."""
    return served.test_client().get("/openapi.json").json


@pytest.fixture
def own(baked, tmp_path):
    """Return an app on a copy of the real content, for a test that changes something."""
    yield from serving(copied(baked, tmp_path / "data"))


def serving(folder, **over):
    app = create_app(settings_for(folder, **over))
    yield app
    app.extensions["reader"].stop()
    with app.app_context():
        close_database()

"""A server started out of nothing; the same one started again; and one on PostgreSQL.

And the panel by itself, for a browser, on a small content of its own.
"""

import contextlib
import subprocess
from types import SimpleNamespace

import pytest

from backend.app import create_app
from tests.admin.conftest import running
from tests.conftest import close_database, copied, settings_for, sqlalchemy_url
from tests.e2e.browser import Browser, found
from tests.e2e.desk import Site, served
from tests.e2e.server import ROOT, Server, children, until
from tests.release.desk import hire
from tests.release.fixtures import opened_sqlite  # noqa: F401 - what is named here can be asked for

PAGES = ("/api/v1/regions/440300", "/api/v1/guides/shenzhen-child-enrol", "/api/v1/release", "/",
         "/docs", "/openapi.json", "/healthz", "/static/site.css")  # fmt: skip


@pytest.fixture(scope="session")
def newcomer(tmp_path_factory):
    """Return what the first start of all is like: on an empty folder, ended with Ctrl-C."""
    folder = tmp_path_factory.mktemp("newcomer")
    with Server(folder) as server:
        statuses = {path: server.get(path).status for path in PAGES}
        release = server.page("/release")
        until(lambda: len(server.workers) == 2)  # one may answer before the other is there
        started = processes(server)
        code, said = server.interrupt(), server.said
    return SimpleNamespace(
        data=folder, statuses=statuses, release=release, started=started, code=code, said=said
    )


@pytest.fixture(scope="session")
def server(newcomer):
    """Return the server started a second time, with people in its office."""
    with Server(newcomer.data) as running:
        yield in_office(running)


@pytest.fixture
def site(chrome, opened_sqlite, tmp_path):  # noqa: F811
    """Return the panel, served to that browser, on a small content that is long out."""
    for app in running(settings_for(copied(opened_sqlite, tmp_path / "data"), POLL_SECONDS="3600")):
        with served(app) as url:
            yield Site(app, url, chrome)


@pytest.fixture
def page(site):
    """Return an editor's window on a desk."""
    with site.window(site.sign_in("小张")) as page:
        yield page
        assert page.complaints == []


@pytest.fixture(scope="session")
def on_postgres(newcomer, postgres, tmp_path_factory):
    """Return a server on an empty PostgreSQL database; what it bakes is baked already."""
    data = copied(newcomer.data, tmp_path_factory.mktemp("on-postgres") / "data")
    with Server(data, postgres().replace("+psycopg", "")) as running:
        yield in_office(running)


@pytest.fixture(scope="session")
def devtools(tmp_path_factory):
    """Return a real browser, or skip where there is none and none can be had."""
    subprocess.run([ROOT / "deploy/install-chromium"], check=True)
    if not found():
        pytest.skip("no Chromium here, and deploy/install-chromium could not install one")
    with Browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


def in_office(server):
    """Return a server with people at work, and what it began with."""
    server.began_with = server.page("/release")
    with office(server):
        hire()
    return server


@contextlib.contextmanager
def office(server):
    """Sit down at the server's database, as a panel or a command would."""
    url = sqlalchemy_url(server.database_url)
    app = create_app(settings_for(server.data, url))
    with app.app_context():
        yield
        close_database()


def processes(server):
    """Return the ids of every process a server consists of."""
    workers = server.workers
    return [server.process.pid, *workers, *(p for w in workers for p in children(w))]

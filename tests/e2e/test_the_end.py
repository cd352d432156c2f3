"""What ends a server, or its database for good: these tests come last."""

import json

import pytest

from tests.e2e.conftest import PAGES, processes
from tests.e2e.server import is_alive, until

pytestmark = pytest.mark.xdist_group("e2e")


def test_pages_go_on_when_the_database_is_ruined(server):
    for file in server.data.glob("authoring.sqlite3*"):
        file.write_bytes(b"no database" * 1000)
    assert until(lambda: json.loads(server.get("/readyz").body)["database"] == "away")
    assert {server.get(path).status for path in PAGES for _ in range(4)} == {200}


def test_sigterm_ends_everything_even_while_somebody_holds_on(on_postgres):
    kept_open = on_postgres.connect()
    kept_open.request("GET", PAGES[0])
    assert kept_open.getresponse().read()
    started = processes(on_postgres)
    assert on_postgres.stop() == 0, on_postgres.said
    kept_open.close()
    assert until(lambda: not any(is_alive(pid) for pid in started))
    assert "Traceback" not in on_postgres.said

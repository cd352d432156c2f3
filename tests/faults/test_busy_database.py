"""Somebody holds SQLite's write lock: reading goes on, and writing waits its turn."""

import contextlib
import subprocess
import sys

import pytest

from backend.extensions import db
from tests.builders import guide
from tests.faults.processes import Flask, until
from tests.release.desk import REVIEWER, drafted, published, reader_of, seen, served_id, started
from tests.release.test_store import PAGE

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE staff SET active = 0")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""
NEW = {("guide", "jiangmen-student-enrol"): guide(title="新标题")}


@pytest.fixture
def database(one_config):
    return one_config["DATA_DIR"] / "authoring.sqlite3"


def test_reading_goes_on(one_app, database, tmp_path):
    reader = reader_of(one_app)
    with held(database):
        assert seen(one_app, PAGE)["title"] == "江门学生参保登记"
        assert reader.served().entry.id == 1
        with started(tmp_path) as fresh:
            assert seen(fresh, PAGE)["title"] == "江门学生参保登记"
            assert fresh.test_client().get("/readyz").json["database"] == "ok"


def test_what_was_published_before_is_seen_while_the_lock_is_held(one_app, database, root):
    assert served_id(one_app) == 1
    published(NEW, root)
    with held(database):
        assert seen(one_app, PAGE)["title"] == "新标题"


def test_writing_waits_its_turn(one_app, database):
    release_id = drafted(NEW).id
    command = ["release", "publish", release_id, "--by", REVIEWER]
    with held(database) as let_go, Flask(one_app.config, *command) as publisher:
        assert until(lambda: publisher.has_open(database))
        assert seen(one_app, PAGE)["title"] == "江门学生参保登记"
        assert not publisher.has_ended
        let_go()
        assert publisher.wait() == 0, publisher.output
    assert seen(one_app, PAGE)["title"] == "新标题"


@contextlib.contextmanager
def held(database):
    """Have another process hold the write lock; give how to make it let go."""
    db.session.rollback()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        yield holder.stdin.close
        holder.stdin.close()

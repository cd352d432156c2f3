"""A reader goes on answering: whatever is missing, damaged, or away."""

import json
import os
import shutil
import threading
import time
from datetime import datetime

import pytest
import time_machine

from backend.app import create_app
from backend.clock import SHANGHAI
from backend.extensions import db
from backend.release.bake import LOCK
from backend.release.folder import folder_name
from backend.release.timeline import ABANDONED, COPY
from tests.builders import guide, office
from tests.release.desk import open_office, published, reader_of, seen, served_id, started
from tests.release.test_store import JUNE, PAGE, PAGES, flip, folder_of

GUIDE = ("guide", "jiangmen-student-enrol")
OFFICE = ("office", "heshan-gulao")
NEW = {GUIDE: guide(title="新标题")}
NEW_YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)
TITLE, NEW_TITLE = "江门学生参保登记", "新标题"
PATIENCE = 20


def test_nothing_answers_before_anything_is_published(app):
    assert served_id(app) is None
    assert seen(app, PAGE) is None


def test_a_reader_sees_a_publication_when_it_looks(open_app, root):
    assert seen(open_app, PAGE)["title"] == TITLE
    published(NEW, root)
    assert seen(open_app, PAGE)["title"] == NEW_TITLE


def test_a_reader_looks_by_itself(sqlite_config, tmp_path):
    app = create_app({**sqlite_config, "POLL_SECONDS": 0.02})
    with app.app_context():
        open_office(app.config["RELEASES_DIR"])
        reader = app.extensions["reader"]
        others = watching()
        assert reader.served().entry.id == 1
        published(NEW, app.config["RELEASES_DIR"])
        assert until(lambda: reader.served().entry.id == 2)
        reader.stop()
        assert until(lambda: watching() <= others)
        db.engine.dispose()


def test_another_machine_bakes_for_itself(any_app, root, tmp_path):
    open_office(tmp_path / "other-machine")
    assert not list(root.glob("*-*"))
    assert seen(any_app, PAGE)["title"] == TITLE


@pytest.mark.parametrize("lost", [PAGES, "manifest.json", "pages.xxh3", None])
def test_a_folder_that_lost_something_is_baked_again(app, root, lost):
    release = open_office(root)
    folder = folder_of(root)
    shutil.rmtree(folder) if lost is None else (folder / lost).unlink()
    assert seen(app, PAGE)["title"] == TITLE
    assert reader_of(app).served().entry.manifest_hash == release.manifest_hash


def test_a_damaged_folder_is_put_aside_and_baked_again(one_app, root):
    flip(folder_of(root) / PAGES, 0.5, 1)
    assert seen(one_app, PAGE)["title"] == TITLE
    assert len(list(root.glob(".damaged-*"))) == 1


def test_damage_is_not_taken_over_into_the_next_release(one_app, root):
    flip(folder_of(root) / PAGES, 0.5, 1)
    release = published(NEW, root)
    assert one_app.test_cli_runner().invoke(args=["release", "verify", "--rebake"]).exit_code == 0
    assert seen(one_app, PAGE)["title"] == NEW_TITLE
    assert reader_of(one_app).served().entry.manifest_hash == release.manifest_hash


def test_the_old_release_goes_on_when_the_new_one_cannot_be_baked(one_app, root, tmp_path):
    assert seen(one_app, PAGE)["title"] == TITLE
    published(NEW, tmp_path / "other-machine")
    let = cannot_bake(root)
    assert seen(one_app, PAGE)["title"] == TITLE
    assert served_id(one_app) == 1
    let()
    assert seen(one_app, PAGE)["title"] == NEW_TITLE


def test_a_waiting_release_that_cannot_be_baked_holds_up_nothing(one_app, root, tmp_path):
    other = tmp_path / "other-machine"
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        assert seen(one_app, PAGE)["title"] == TITLE
        let = cannot_bake(root)
        published({OFFICE: office(address="新址")}, other, at=NEW_YEAR)
        hot_fix = published(NEW, other)
        shutil.copytree(
            other / folder_name(hot_fix.image_hash), root / folder_name(hot_fix.image_hash)
        )
        assert seen(one_app, PAGE)["title"] == NEW_TITLE
        clock.move_to(NEW_YEAR)
        assert served_id(one_app) == hot_fix.id
        let()
        assert seen(one_app, "/offices/heshan-gulao")["address"] == "新址"


def test_a_copy_that_cannot_be_written_keeps_nobody_from_reading(one_app, root):
    (root / COPY).mkdir()  # nothing can be put in its place
    assert seen(one_app, PAGE)["title"] == TITLE
    published(NEW, root)
    assert seen(one_app, PAGE)["title"] == NEW_TITLE
    assert not list(root.glob(".timeline-*"))


def test_copies_that_a_kill_left_unfinished_are_swept(one_app, root):
    left, being_written = root / ".timeline-left", root / ".timeline-new"
    for file in (left, being_written):
        file.write_text("[")
    os.utime(left, (long_ago := time.time() - ABANDONED - 1, long_ago))
    assert seen(one_app, PAGE)["title"] == TITLE
    assert (left.exists(), being_written.exists()) == (False, True)


def test_a_scheduled_release_answers_from_its_instant_on(open_app, root):
    with time_machine.travel("2026-12-31T15:59:00Z", tick=False) as clock:
        published(NEW, root, at=NEW_YEAR)
        reader = reader_of(open_app)
        clock.move_to("2026-12-31T15:59:59.999Z")
        assert title(reader) == TITLE
        clock.move_to("2026-12-31T16:00:00Z")  # midnight in Shanghai; nobody looked, nothing ran
        assert title(reader) == NEW_TITLE
        assert reader.served().entry.id == 2


def test_what_was_published_at_an_instant_can_be_asked(one_app, root):
    with time_machine.travel("2026-01-01T00:00Z", tick=False):
        published(NEW, root)
        begin, second = (entry.go_live for entry in reader_of(one_app).entries)
        reader = reader_of(one_app)
        assert reader.published_at(begin - 1) is None
        found = [reader.published_at(i).entry.id for i in (begin, second - 1, second, second + 1)]
        assert found == [1, 1, 2, 2]
        assert reader.published_at(begin).store.page(PAGE, JUNE)["title"] == TITLE


def test_an_open_reader_answers_while_the_database_is_away(one_app, root, tmp_path):
    assert seen(one_app, PAGE)["title"] == TITLE
    (tmp_path / "authoring.sqlite3").rename(tmp_path / "away.sqlite3")
    db.engine.dispose()
    assert seen(one_app, PAGE)["title"] == TITLE


@pytest.mark.parametrize("away", ["sqlite", "postgresql"])
def test_a_new_reader_answers_from_the_copy_while_the_database_is_away(
    one_app, root, tmp_path, away
):
    assert seen(one_app, PAGE)["title"] == TITLE
    (tmp_path / "authoring.sqlite3").rename(tmp_path / "away.sqlite3")
    url = "postgresql://127.0.0.1:1/none" if away == "postgresql" else ""
    with started(tmp_path, url) as again:
        assert seen(again, PAGE)["title"] == TITLE
        assert again.test_client().get("/api/v1/regions/440784").status_code == 200


@pytest.mark.parametrize("copy", ["", "{", "[]", '[{"id": 1}]', "[1]", "null", "\xff"])
def test_a_copy_that_makes_no_sense_is_no_copy(one_app, root, tmp_path, copy):
    assert seen(one_app, PAGE)
    (root / COPY).write_bytes(copy.encode("latin-1"))
    with started(tmp_path, "postgresql://127.0.0.1:1/none") as again:
        assert again.test_client().get("/api/v1/regions").status_code == 503
    with started(tmp_path) as again:
        assert seen(again, PAGE)["title"] == TITLE
        assert json.loads((root / COPY).read_text())[0]["id"] == 1


def title(reader):
    """Return the title of the page as it is answered, without looking for new releases."""
    return json.loads(reader.answer(PAGE, "identity")[0].body)["title"]


def cannot_bake(root):
    """Keep this machine from baking; return how to let it again."""
    lock = root / LOCK
    lock.unlink(missing_ok=True)
    lock.mkdir()
    return lock.rmdir


def until(true):
    """Wait until something becomes true, and tell whether it did."""
    deadline = time.monotonic() + PATIENCE
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


def watching():
    return {thread for thread in threading.enumerate() if thread.name == "release-watch"}

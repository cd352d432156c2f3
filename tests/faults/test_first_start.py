"""The first `flask ready` is killed on its way; the next one finishes what it began."""

import pytest

from backend.extensions import db
from backend.models import Edition
from backend.services import releases
from tests.builders import small_content, write_content
from tests.faults.processes import KILLED, flask
from tests.faults.readers import Expected, everybody_sees, publications
from tests.faults.test_kills import BEFORE_THE_COMMIT, POINTS
from tests.release.desk import served_id, started


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("content")
    write_content(folder, small_content())
    return folder


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    return Expected(small_content(), tmp_path_factory.mktemp("wanted"))


@pytest.fixture
def config(config, content):
    return {**config, "CONTENT_DIR": content}


@pytest.mark.parametrize("point", POINTS)
def test_a_first_start_that_is_killed_is_finished_by_the_next(any_app, wanted, point):
    assert served_id(any_app) is None
    code, said = flask(any_app.config, "ready", failpoint=f"{point}:kill")
    assert code == KILLED, said
    assert served_id(any_app) == (None if point in BEFORE_THE_COMMIT else 1)
    code, said = flask(any_app.config, "ready")
    assert code == 0, said
    assert_first_release_is_whole(any_app, wanted)


def test_a_first_start_killed_again_and_again_is_finished_in_the_end(any_app, wanted):
    for point in BEFORE_THE_COMMIT:
        assert flask(any_app.config, "ready", failpoint=f"{point}:kill")[0] == KILLED
    assert flask(any_app.config, "ready")[0] == 0
    assert_first_release_is_whole(any_app, wanted)


def test_a_start_with_nothing_to_do_changes_nothing(any_app, wanted):
    for _ in range(2):
        assert flask(any_app.config, "ready")[0] == 0
    assert_first_release_is_whole(any_app, wanted)


def test_before_the_first_release_pages_say_so(any_app):
    flask(any_app.config, "ready", failpoint="publish.before_commit:kill")
    answer = any_app.test_client().get("/api/v1/regions")
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")


def test_a_database_that_was_never_upgraded_is_upgraded_once_and_for_all(tmp_path, content, wanted):
    with started(tmp_path, CONTENT_DIR=str(content)) as app, app.app_context():
        code, said = flask(app.config, "ready", failpoint="publish.claimed:kill")
        assert (code, "升级数据库" in said) == (KILLED, True)
        code, said = flask(app.config, "ready")
        assert (code, "升级数据库" in said) == (0, False)
        assert_first_release_is_whole(app, wanted)
        db.session.remove()


def assert_first_release_is_whole(app, wanted):
    assert everybody_sees(app, wanted)
    assert publications() == [1]
    assert [(r.id, r.state) for r in releases.every()] == [(1, "approved")]
    numbers = db.session.scalars(db.select(Edition.number))
    assert list(numbers) == [1] * len(small_content())
    db.session.rollback()

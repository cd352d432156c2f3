"""kill -9 at every point of publishing: readers see wholly the old release, or wholly the new."""

from datetime import timedelta

import pytest

from backend.clock import midnight, today
from backend.release.publish import publish
from backend.release.verify import rebake
from backend.services import releases
from tests.builders import channel, guide, office, small_content
from tests.faults.processes import KILLED, flask
from tests.faults.readers import Expected, everybody_sees, publications
from tests.release.desk import REVIEWER, SECOND, drafted, published, reader_of, seen, served_id

OFFICE, SPARE = ("office", "heshan-gulao"), ("channel", "spare")
CHANGES = {
    ("guide", "jiangmen-student-enrol"): guide(title="新标题"),
    OFFICE: office(address="新址"),
    SPARE: channel(key="spare"),
    ("questionnaire", "jiangmen-student-enrol-way"): None,
}
BEFORE_THE_COMMIT = (
    "publish.claimed", "publish.validated", "bake.rendered", "bake.synced", "bake.renamed",
    "publish.baked", "publish.before_commit",
)  # fmt: skip
POINTS = (*BEFORE_THE_COMMIT, "publish.committed")
SOME_DAY = midnight(today() + timedelta(days=365))


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    return Expected(small_content(), tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    changed = {**small_content(), **CHANGES}
    documents = {item: doc for item, doc in changed.items() if doc is not None}
    return Expected(documents, tmp_path_factory.mktemp("new"))


@pytest.mark.parametrize("point", POINTS)
def test_killed_anywhere_readers_see_all_of_one_release(open_app, old, new, point):
    command = publication(drafted(CHANGES).id)
    assert reader_of(open_app).served()
    code, said = flask(open_app.config, *command, failpoint=f"{point}:kill")
    assert code == KILLED, said
    assert everybody_sees(open_app, *((old, new) if point in BEFORE_THE_COMMIT else (new, old)))
    assert publications() == ([1] if point in BEFORE_THE_COMMIT else [1, 2])
    code, said = flask(open_app.config, *command)
    assert code == 0, said
    assert everybody_sees(open_app, new, old)
    assert publications() == [1, 2]
    rebake(releases.get(2))
    assert not list(open_app.config["RELEASES_DIR"].glob(".baking-*"))


@pytest.mark.parametrize("point", POINTS)
def test_killed_under_a_waiting_release_that_one_is_whole_too(open_app, root, point):
    waiting = published({SPARE: channel(key="spare")}, root, at=SOME_DAY).id
    fix = drafted({OFFICE: office(address="新址")}).id
    code, said = flask(open_app.config, *publication(fix), failpoint=f"{point}:kill")
    assert code == KILLED, said
    assert served_id(open_app) == (1 if point in BEFORE_THE_COMMIT else fix)
    assert flask(open_app.config, *publication(fix))[0] == 0
    line = releases.line()
    assert [release.id for release in line] == [1, fix, waiting]
    for release in line:
        rebake(release)
    some_day = reader_of(open_app).published_at(SOME_DAY.timestamp())
    assert some_day.store.page("/offices/heshan-gulao", SOME_DAY.date())["address"] == "新址"
    assert some_day.store.page("/channels/spare", SOME_DAY.date())


@pytest.mark.parametrize("point", ["publish.claimed", "publish.baked", "publish.before_commit"])
def test_a_rollback_that_is_killed_is_finished_by_the_next(open_app, root, old, point):
    published(CHANGES, root)
    command = ["release", "rollback", 1, "--by", SECOND, "--reason", "改错了"]
    assert flask(open_app.config, *command, failpoint=f"{point}:kill")[0] == KILLED
    assert served_id(open_app) == 2
    code, said = flask(open_app.config, *command)
    assert code == 0, said
    assert everybody_sees(open_app, old)
    assert len(publications()) == 3


def test_another_person_may_finish_what_was_killed(one_app, root):
    release_id = drafted(CHANGES).id
    flask(one_app.config, *publication(release_id), failpoint="publish.baked:kill")
    assert publish(release_id, by=SECOND, root=root).approved_by == SECOND
    assert seen(one_app, "/channels/spare")


@pytest.mark.parametrize("point", BEFORE_THE_COMMIT[1:])
def test_an_error_frees_the_claim_and_changes_nothing(one_app, point):
    release_id = drafted(CHANGES).id
    command = publication(release_id)
    assert flask(one_app.config, *command, failpoint=f"{point}:raise")[0] == 1
    release = releases.get(release_id)
    assert (release.state, release.claimed_by) == ("draft", "")
    assert served_id(one_app) == 1


def publication(release_id):
    return ["release", "publish", release_id, "--by", REVIEWER]

"""Two processes, two machines: exactly one wins where one must, and nothing is lost."""

import threading
from datetime import timedelta

import pytest

from backend.clock import midnight, today
from backend.errors import YibaoError
from backend.extensions import db
from backend.release.bake import sole_baker
from backend.release.corrections import call_off
from backend.release.publish import publish
from backend.release.verify import rebake
from backend.services import releases
from tests.builders import channel, guide, office
from tests.faults.processes import Flask, held_up, until
from tests.release.desk import (
    REVIEWER,
    SECOND,
    drafted,
    events,
    published,
    seen,
    served_id,
)

GUIDE, OFFICE = ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao")
SPARE = ("channel", "spare")
NEW, MOVED = {GUIDE: guide(title="新标题")}, {OFFICE: office(address="新址")}
MORE = {SPARE: channel(key="spare")}
LONG_AGO, SOME_DAY, LATER = (midnight(today() + timedelta(d)) for d in (-2000, 365, 730))


@pytest.fixture
def other(tmp_path):
    """Return the folder of another machine: its own bakes, its own lock."""
    return tmp_path / "other-machine"


def test_of_two_who_publish_the_same_release_one_publishes(open_app, open_config):
    release_id = drafted(NEW).id
    command = publication(release_id)
    with held_up(open_config, command, command) as both:
        pass
    assert sorted(each.wait() for each in both) == [0, 1]
    assert any("正在进行" in each.output for each in both)
    assert len(events("release.publish")) == 2
    assert served_id(open_app) == release_id


def test_of_two_threads_of_one_process_one_publishes(open_app, root):
    """As when one worker answers two clicks."""
    release_id, told = drafted(NEW).id, []
    db.session.rollback()
    with sole_baker(root):
        threads = [in_thread(open_app, root, release_id, told, by) for by in (REVIEWER, SECOND)]
        assert until(lambda: told)  # the one that lost; the other waits for the lock
    for thread in threads:
        thread.join()
    assert sorted(told) == ["", "这次发布正在进行，或状态不允许发布"]
    assert served_id(open_app) == release_id
    assert len(events("release.publish")) == 2


def test_who_comes_as_another_commits_finds_it_done(open_app, open_config):
    """As after a kill -9 whose COMMIT was already on its way to the server."""
    release_id = drafted(NEW).id
    release = releases.get(release_id)
    release.state, release.base_id, release.go_live_at = "approved", 1, LONG_AGO
    release.image_hash = releases.image_hash(releases.pins_of(release))
    db.session.flush()  # and not yet committed
    with Flask(open_config, *publication(release_id), while_held=True) as late:
        assert until(lambda: late.has_ended or is_kept_waiting(late, open_config))
        db.session.commit()
        assert late.wait() == 0, late.output
    assert served_id(open_app) == release_id


def test_releases_published_at_once_end_up_in_one_line_with_nothing_lost(open_app, open_config):
    drafts = [drafted(changes).id for changes in (NEW, MOVED, MORE)]
    with held_up(open_config, *map(publication, drafts)) as publishers:
        pass
    assert [each.wait() for each in publishers] == [0, 0, 0]
    assert line()[0] == 1
    assert sorted(line()) == [1, *drafts]
    assert seen(open_app, "/guides/jiangmen-student-enrol")["title"] == "新标题"
    assert seen(open_app, "/offices/heshan-gulao")["address"] == "新址"
    assert seen(open_app, "/channels/spare")
    assert_sound()


def test_a_publication_that_is_overtaken_starts_again_on_the_new_base(open_app, open_config, other):
    slow = drafted(NEW).id
    with held_up(open_config, publication(slow)) as (publisher,):
        fast = published(MOVED, other).id
    assert publisher.wait() == 0, publisher.output
    assert line() == [1, fast, slow]
    assert seen(open_app, "/offices/heshan-gulao")["address"] == "新址"
    assert seen(open_app, "/guides/jiangmen-student-enrol")["title"] == "新标题"
    assert_sound()


def test_what_is_scheduled_on_a_release_that_changes_meanwhile_has_the_change(
    open_app, open_config, root, other
):
    """The base keeps its number, but a hot-fix goes under it while the next one bakes."""
    waiting, slow = published(MORE, root, at=SOME_DAY).id, drafted(NEW).id
    with held_up(open_config, publication(slow, "--at", LATER.isoformat())) as (publisher,):
        fix = published(MOVED, other).id
    assert publisher.wait() == 0, publisher.output
    assert line() == [1, fix, waiting, slow]
    assert_sound()


def test_a_release_called_off_while_it_bakes_does_not_go_live(open_app, open_config):
    release_id = drafted(NEW).id
    with held_up(open_config, publication(release_id)) as (publisher,):
        call_off(release_id, by=SECOND, reason="不发了")
        db.session.commit()
    assert publisher.wait() == 1
    assert "撤销" in publisher.output
    assert (fresh(release_id).state, served_id(open_app)) == ("withdrawn", 1)


def test_a_publisher_whose_claim_was_taken_over_does_not_publish_as_well(
    open_app, open_config, other
):
    release_id = drafted(NEW).id
    with held_up(open_config, publication(release_id)) as (publisher,):
        fresh(release_id).claimed_at = LONG_AGO
        db.session.commit()
        publish(release_id, by=SECOND, root=other)
    assert publisher.wait() == 1
    assert line() == [1, release_id]
    assert fresh(release_id).approved_by == SECOND
    assert len(events("release.publish")) == 2


def test_a_bake_that_is_overtaken_by_a_hot_fix_is_not_taken_for_the_new_one(
    open_app, open_config, root, other
):
    waiting = published(MORE, other, at=SOME_DAY).id
    fresh(waiting).manifest_hash = ""
    db.session.commit()
    with held_up(open_config, ["tick"]) as (tick,):
        published(MOVED, other)
    assert tick.wait() == 0, tick.output
    assert_sound()


def in_thread(app, root, release_id, told, by):
    """Publish in a thread of its own, which tells what it was refused for, or nothing."""

    def run():
        with app.app_context():
            try:
                publish(release_id, by=by, root=root)
            except YibaoError as error:
                told.append(error.message)
            else:
                told.append("")

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def publication(release_id, *more):
    return ["release", "publish", release_id, "--by", REVIEWER, *more]


def is_kept_waiting(process, config):
    """Tell whether a process waits for a lock of the database."""
    if not config["DATABASE_URL"]:
        return process.has_open(config["DATA_DIR"] / "authoring.sqlite3")
    with db.engine.connect() as connection:
        asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
        return connection.exec_driver_sql(asked).scalar() > 0


def fresh(release_id):
    """Return a release as the database has it."""
    db.session.rollback()
    return releases.get(release_id)


def line():
    db.session.rollback()
    return [release.id for release in releases.line()]


def assert_sound():
    """Every release's image is what it pins, and its manifest what that image bakes to."""
    db.session.rollback()
    for release in releases.line():
        assert release.image_hash == releases.image_hash(releases.pins_of(release)), release.id
        if release.manifest_hash:
            rebake(release)
    db.session.rollback()

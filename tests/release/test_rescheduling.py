"""Another instant for what waits, or now: nothing of it has to be called off and built again."""

from datetime import datetime, timedelta

import pytest
import time_machine

from backend.clock import SHANGHAI, now
from backend.errors import Conflict, Forbidden, Invalid
from backend.extensions import db
from backend.release.publish import publish
from backend.release.rescheduling import reschedule
from backend.services import releases
from tests.builders import channel, guide, office
from tests.release.desk import EDITOR, REVIEWER, SECOND, drafted, events, published, seen, served_id

GUIDE, OFFICE, SPARE = (
    ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao"), ("channel", "spare"),
)  # fmt: skip
PAGE = "/guides/jiangmen-student-enrol"
NEXT_YEAR = {GUIDE: guide(title="明年的")}
NEW_ADDRESS = {OFFICE: office(address="新址")}
NEW_YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)
SPRING, SUMMER = datetime(2027, 3, 1, tzinfo=SHANGHAI), datetime(2027, 6, 1, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        yield clock


def test_it_goes_live_at_the_new_instant_and_not_at_the_old(open_app, clock, root):
    release = published(NEXT_YEAR, root, at=NEW_YEAR)
    moved = reschedule(release.id, by=SECOND, root=root, at=SPRING)
    assert (moved.id, moved.state, moved.go_live_at) == (release.id, "approved", SPRING)
    assert moved.manifest_hash
    clock.move_to(NEW_YEAR)
    assert seen(open_app, PAGE)["title"] != "明年的"
    clock.move_to(SPRING)
    assert seen(open_app, PAGE)["title"] == "明年的"


def test_it_goes_live_now(open_app, root):
    release = published(NEXT_YEAR, root, at=NEW_YEAR)
    moved = reschedule(release.id, by=SECOND, root=root)
    assert served_id(open_app) == release.id
    assert (moved.approved_by, moved.go_live_at) == (SECOND, now())
    assert seen(open_app, PAGE)["title"] == "明年的"


def test_one_event_says_from_when_to_when(open_app, root):
    release = published(NEXT_YEAR, root, at=NEW_YEAR)
    reschedule(release.id, by=SECOND, root=root, at=SPRING)
    (event,) = events("release.reschedule")
    said = [datetime.fromisoformat(event.details[n]["go_live_at"]) for n in ("before", "after")]
    assert (event.actor, event.subject_key, said) == (SECOND, "2", [NEW_YEAR, SPRING])


def test_another_that_waits_changes_places_with_it(open_app, root):
    first = published(NEXT_YEAR, root, at=NEW_YEAR)
    second = published(NEW_ADDRESS, root, at=SPRING)
    reschedule(first.id, by=SECOND, root=root, at=SUMMER)
    assert line() == [1, second.id, first.id]
    for release in (first, second):
        assert release.image_hash == releases.image_hash(releases.pins_of(release))
        assert (release.state, release.manifest_hash != "") == ("approved", True)
    assert GUIDE not in releases.differences(
        releases.pins_of(releases.get(1)), releases.pins_of(second)
    )


def test_what_stands_on_it_goes_on_standing_on_it(open_app, root):
    """A later one that changes the same was written on top of it: that is no conflict."""
    first = published({**NEXT_YEAR, SPARE: channel(key="spare")}, root, at=SPRING)
    later = published({GUIDE: routed("spare")}, root, at=SUMMER)
    reschedule(first.id, by=SECOND, root=root, at=NEW_YEAR)
    assert line() == [1, first.id, later.id]
    assert (later.state, later.conflicts) == ("approved", [])
    reschedule(first.id, by=SECOND, root=root)
    assert (later.state, later.conflicts) == ("approved", [])
    assert served_id(open_app) == first.id


def test_one_it_goes_under_only_now_is_held_where_both_touch_the_same(open_app, root):
    later = published({GUIDE: guide(title="先写的")}, root, at=SUMMER)
    newer = drafted({GUIDE: guide(title="后写的")})
    newest = publish_at(newer, root, SUMMER + timedelta(days=1))
    reschedule(newest.id, by=SECOND, root=root, at=SPRING)
    assert line() == [1, newest.id, later.id]
    assert (later.state, later.conflicts) == ("held", [list(GUIDE)])
    assert events("release.reschedule")[-1].details["held"] == [later.id]


def test_older_words_are_not_put_over_newer_ones(open_app, root):
    first = published({GUIDE: guide(title="先写的")}, root, at=NEW_YEAR)
    published({GUIDE: guide(title="后写的")}, root, at=SPRING)
    with pytest.raises(Conflict, match="已有更新的版本"):
        reschedule(first.id, by=SECOND, root=root, at=SUMMER)
    db.session.rollback()
    assert releases.get(first.id).go_live_at == NEW_YEAR


def test_it_is_not_put_where_it_does_not_hold_together(open_app, root):
    published({SPARE: channel(key="spare")}, root, at=NEW_YEAR)
    using = published({OFFICE: office(), GUIDE: routed("spare")}, root, at=SPRING)
    with pytest.raises(Conflict, match="合不到一起"):
        reschedule(using.id, by=SECOND, root=root)
    db.session.rollback()
    assert line() == [1, 2, using.id]
    assert releases.get(using.id).state == "approved"


def test_what_is_left_without_it_is_held(open_app, root):
    base = published({SPARE: channel(key="spare")}, root, at=NEW_YEAR)
    using = published({GUIDE: routed("spare")}, root, at=SPRING)
    reschedule(base.id, by=SECOND, root=root, at=SUMMER)
    assert releases.get(using.id).state == "held"


@pytest.mark.parametrize(
    ("by", "at", "error"),
    [
        (EDITOR, SPRING, Forbidden),
        (REVIEWER, datetime(2026, 11, 1, tzinfo=SHANGHAI), Invalid),
        ("外人", SPRING, Forbidden),
    ],
)
def test_who_may_not_and_when_it_cannot_be(open_app, root, by, at, error):
    release = published(NEXT_YEAR, root, at=NEW_YEAR)
    with pytest.raises(error):
        reschedule(release.id, by=by, root=root, at=at)


def test_nobody_moves_what_holds_their_own_words(open_app, root):
    release = published(NEXT_YEAR, root, at=NEW_YEAR, author=SECOND)
    with pytest.raises(Forbidden, match="参与编写"):
        reschedule(release.id, by=SECOND, root=root, at=SPRING)


def test_what_is_live_or_no_more_than_a_draft_has_no_instant_to_change(open_app, root):
    for number in (1, drafted(NEXT_YEAR).id):
        with pytest.raises(Conflict, match="改时间"):
            reschedule(number, by=SECOND, root=root, at=SPRING)
        db.session.rollback()


def routed(way):
    plain = guide()
    return {**plain, "routes": [{**plain["routes"][0], "channel": way}]}


def publish_at(release, root, at):
    return publish(release.id, by=REVIEWER, root=root, at=at)


def line():
    return [release.id for release in releases.line()]

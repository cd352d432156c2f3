"""Releases stand in one line: a hot-fix goes under what waits, and nothing is lost unsaid."""

from datetime import datetime, timedelta

import pytest
import time_machine

from backend.clock import SHANGHAI, now
from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.release.corrections import call_off, settle
from backend.release.publish import publish
from backend.services import releases
from tests.builders import channel, guide, office
from tests.release.desk import (
    EDITOR,
    REVIEWER,
    SECOND,
    drafted,
    events,
    published,
    reader_of,
    seen,
    served_id,
)

GUIDE, OFFICE, SPARE = (
    ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao"), ("channel", "spare"),
)  # fmt: skip
PAGE, OFFICE_PAGE = "/guides/jiangmen-student-enrol", "/offices/heshan-gulao"
NEXT_YEAR, FIX = guide(title="明年的"), guide(title="急改的")
NEW_YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)
SUMMER = datetime(2027, 6, 1, tzinfo=SHANGHAI)


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def readers(clock, open_app, root):
    """Return an app with two releases out, the second with a channel to spare."""
    published({SPARE: channel(key="spare")}, root)
    return open_app


def test_a_hot_fix_answers_at_once_and_next_year_has_it_too(readers, clock, root):
    waiting = published({GUIDE: NEXT_YEAR}, root, at=NEW_YEAR)
    fix = published({OFFICE: office(address="新址")}, root)
    assert line() == [1, 2, fix.id, waiting.id]
    assert seen(readers, OFFICE_PAGE)["address"] == "新址"
    assert seen(readers, PAGE)["title"] != "明年的"
    clock.move_to(NEW_YEAR)
    assert seen(readers, OFFICE_PAGE)["address"] == "新址"
    assert seen(readers, PAGE)["title"] == "明年的"


def test_a_release_scheduled_before_another_goes_under_it(readers, root):
    late = published({GUIDE: NEXT_YEAR}, root, at=SUMMER)
    early = published({OFFICE: office(address="新址")}, root, at=NEW_YEAR)
    assert line() == [1, 2, early.id, late.id]
    assert releases.pins_of(late)[OFFICE] == releases.own_pins(early)[OFFICE]
    assert late.image_hash == releases.image_hash(releases.pins_of(late))
    assert late.manifest_hash != ""


def test_where_both_changed_the_same_the_waiting_one_is_held(readers, clock, root):
    waiting, fix = conflicting(root)
    assert (waiting.state, waiting.conflicts) == ("held", [list(GUIDE)])
    assert events("release.publish")[-1].details["held"] == [waiting.id]
    clock.move_to(SUMMER)
    assert served_id(readers) == fix.id
    assert seen(readers, PAGE)["title"] == "急改的"


def test_what_stands_on_a_held_release_waits_with_it(readers, clock, root):
    waiting = published({GUIDE: NEXT_YEAR}, root, at=NEW_YEAR)
    last = published({OFFICE: office(address="新址")}, root, at=SUMMER)
    fix = published({GUIDE: FIX}, root)
    clock.move_to(SUMMER + timedelta(days=1))
    assert served_id(readers) == fix.id
    settle(waiting.id, GUIDE, keep="live", by=REVIEWER, root=root)
    assert served_id(readers) == last.id
    assert seen(readers, PAGE)["title"] == "急改的"
    assert seen(readers, OFFICE_PAGE)["address"] == "新址"
    in_between = (SUMMER + timedelta(hours=1)).timestamp()
    assert reader_of(readers).published_at(in_between).entry.id == fix.id


@pytest.mark.parametrize(("keep", "title"), [("live", "急改的"), ("waiting", "明年的")])
def test_a_settled_release_answers_at_its_instant(readers, clock, root, keep, title):
    waiting, fix = conflicting(root, also={OFFICE: office(address="新址")})
    settle(waiting.id, GUIDE, keep=keep, by=REVIEWER, root=root)
    assert (waiting.state, waiting.conflicts, waiting.go_live_at) == ("approved", [], NEW_YEAR)
    assert served_id(readers) == fix.id
    clock.move_to(NEW_YEAR)
    assert served_id(readers) == waiting.id
    assert seen(readers, PAGE)["title"] == title
    assert seen(readers, OFFICE_PAGE)["address"] == "新址"


def test_a_release_settled_late_answers_at_once_and_not_before(readers, clock, root):
    waiting, _ = conflicting(root)
    clock.move_to(SUMMER)
    settle(waiting.id, GUIDE, keep="waiting", by=REVIEWER, root=root)
    assert waiting.go_live_at == SUMMER
    assert served_id(readers) == waiting.id
    known = reader_of(readers).published_at((SUMMER - timedelta(days=1)).timestamp())
    assert known.entry.id != waiting.id


def test_every_conflict_must_be_settled(readers, root):
    waiting = published({GUIDE: NEXT_YEAR, OFFICE: office(address="明年的")}, root, at=NEW_YEAR)
    published({GUIDE: FIX}, root)
    published({OFFICE: office(address="急改的")}, root)
    assert waiting.conflicts == [list(GUIDE), list(OFFICE)]
    settle(waiting.id, GUIDE, keep="live", by=REVIEWER, root=root)
    assert waiting.state == "held"
    settle(waiting.id, OFFICE, keep="waiting", by=REVIEWER, root=root)
    assert waiting.state == "approved"
    assert [e.details["keep"] for e in events("release.settle")] == ["live", "waiting"]


def test_who_wrote_the_waiting_text_does_not_settle_for_it(readers, root):
    waiting, _ = conflicting(root, author=SECOND)
    with pytest.raises(Conflict, match="自己的修改"):
        settle(waiting.id, GUIDE, keep="waiting", by=SECOND, root=root)
    with pytest.raises(Forbidden):
        settle(waiting.id, GUIDE, keep="live", by=EDITOR, root=root)
    assert waiting.state == "held"


@pytest.mark.parametrize("item", [OFFICE, ("guide", "none")])
def test_what_is_no_conflict_cannot_be_settled(readers, root, item):
    waiting, fix = conflicting(root)
    for release in (waiting, fix):
        with pytest.raises(Conflict, match="没有这一处冲突"):
            settle(release.id, item, keep="live", by=REVIEWER, root=root)


def test_a_hot_fix_that_takes_away_what_next_year_needs_holds_it(readers, clock, root):
    """The fix is out at once; next year must not go live with a link that leads nowhere."""
    waiting = published({GUIDE: guide(routes=through_spare())}, root, at=NEW_YEAR)
    fix = published({SPARE: None}, root)
    assert served_id(readers) == fix.id
    assert (waiting.state, waiting.conflicts) == ("held", [list(GUIDE)])
    settle(waiting.id, GUIDE, keep="waiting", by=REVIEWER, root=root)
    assert waiting.state == "held"  # it still leads nowhere
    settle(waiting.id, GUIDE, keep="live", by=REVIEWER, root=root)
    clock.move_to(NEW_YEAR)
    assert served_id(readers) == waiting.id


def test_a_hot_fix_that_needs_what_next_year_takes_away_holds_it(readers, root):
    waiting = published({SPARE: None}, root, at=NEW_YEAR)
    fix = published({GUIDE: guide(routes=through_spare())}, root)
    assert served_id(readers) == fix.id
    assert waiting.state == "held"
    with pytest.raises(Conflict, match="撤销"):
        settle(waiting.id, GUIDE, keep="waiting", by=REVIEWER, root=root)
    assert call_off(waiting.id, by=REVIEWER, reason="有人要用").state == "withdrawn"


def test_the_line_stays_in_the_order_of_its_instants(readers, clock, root):
    """What is scheduled while another is held goes its own way, and comes after it once settled."""
    waiting, fix = conflicting(root)
    summer = published({OFFICE: office(address="夏天的")}, root, at=SUMMER)
    settle(waiting.id, GUIDE, keep="waiting", by=REVIEWER, root=root)
    assert line() == [1, 2, fix.id, waiting.id, summer.id]
    clock.move_to(NEW_YEAR)
    assert seen(readers, OFFICE_PAGE)["address"] != "夏天的"
    assert seen(readers, PAGE)["title"] == "明年的"
    clock.move_to(SUMMER)
    assert seen(readers, OFFICE_PAGE)["address"] == "夏天的"
    assert seen(readers, PAGE)["title"] == "明年的"


def test_a_release_called_off_never_answers_and_frees_its_changes(readers, clock, root):
    waiting = published({GUIDE: NEXT_YEAR}, root, at=NEW_YEAR)
    last = published({OFFICE: office(address="新址")}, root, at=SUMMER)
    call_off(waiting.id, by=REVIEWER, reason="不发了")
    db.session.commit()
    assert (waiting.state, waiting.base_id, line()) == ("withdrawn", None, [1, 2, last.id])
    clock.move_to(SUMMER)
    assert seen(readers, OFFICE_PAGE)["address"] == "新址"
    assert seen(readers, PAGE)["title"] != "明年的"
    again = releases.build("再来", by=EDITOR)
    assert list(releases.own_pins(again)) == [GUIDE]


def test_what_needed_a_release_that_was_called_off_is_held(readers, root):
    other = ("channel", "other")
    first = published({other: channel(key="other")}, root, at=NEW_YEAR)
    second = published({GUIDE: guide(routes=through("other"))}, root, at=SUMMER)
    call_off(first.id, by=REVIEWER, reason="不发了")
    assert (second.state, second.conflicts) == ("held", [list(GUIDE)])


@pytest.mark.parametrize("which", ["live", "past"])
def test_what_has_answered_cannot_be_called_off(readers, root, which):
    past = published({OFFICE: office(address="新址")}, root)
    live = published({GUIDE: FIX}, root)
    with pytest.raises(Conflict, match="还没有生效"):
        call_off({"live": live, "past": past}[which].id, by=REVIEWER, reason="不发了")


def test_what_is_kept_from_answering_by_a_held_release_can_be_called_off(readers, clock, root):
    published({GUIDE: NEXT_YEAR}, root, at=NEW_YEAR)
    behind = published({OFFICE: office(address="新址")}, root, at=SUMMER)
    published({GUIDE: FIX}, root)
    clock.move_to(SUMMER)
    assert call_off(behind.id, by=REVIEWER, reason="不发了").state == "withdrawn"


def test_a_draft_is_called_off_and_its_changes_are_free(readers):
    release = drafted({GUIDE: FIX})
    call_off(release.id, by=REVIEWER, reason="不发了")
    assert list(releases.own_pins(releases.build("再来", by=EDITOR))) == [GUIDE]


def conflicting(root, *, also=None, author=EDITOR):
    """Return a release for the new year, and a hot-fix of the same guide."""
    waiting = drafted({GUIDE: NEXT_YEAR, **(also or {})}, author=author)
    publish(waiting.id, by=REVIEWER, root=root, at=NEW_YEAR)
    fix = published({GUIDE: FIX}, root)
    db.session.refresh(waiting)
    return waiting, fix


def through(channel_key):
    route = guide()["routes"][0]
    return [{**route, "channel": channel_key}]


def through_spare():
    return through("spare")


def line():
    assert now()
    return [release.id for release in releases.line()]

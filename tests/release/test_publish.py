"""Publishing: two people, one instant, the whole or nothing."""

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from backend.clock import SHANGHAI, now
from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.models import Edition
from backend.release import corrections
from backend.release.publish import publish
from backend.services import editions, releases
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
)  # fmt: skip

GUIDE, OFFICE = ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao")
SPARE = ("channel", "spare")
PAGE = "/guides/jiangmen-student-enrol"
NEW = {GUIDE: guide(title="新标题")}
NEW_YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)


@pytest.fixture
def december():
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        yield clock


def test_a_release_answers_at_once(open_app, root):
    release = published(NEW, root)
    assert seen(open_app, PAGE)["title"] == "新标题"
    assert (release.state, release.base_id, release.approved_by) == ("approved", 1, REVIEWER)
    assert release.go_live_at <= now()
    assert (release.claimed_by, release.claimed_at) == ("", None)


def test_the_instant_it_answers_from_is_told_as_it_is_kept(open_app, root):
    release = published(NEW, root)
    entry = reader_of(open_app).entries[-1]
    told = datetime.fromisoformat(entry.go_live_at)
    assert told == release.go_live_at
    assert told.timestamp() == entry.go_live


def test_a_publication_leaves_one_event_that_says_what_it_was(open_app, root):
    release = published(NEW, root)
    event = events("release.publish")[-1]
    assert (event.actor, event.subject_key) == (REVIEWER, "2")
    assert event.details["image"] == release.image_hash
    assert datetime.fromisoformat(event.details["go_live_at"]) == release.go_live_at


def test_editions_know_whether_they_are_out(open_app, root):
    published(NEW, root)
    assert states_of(GUIDE) == ["superseded", "released"]
    assert states_of(OFFICE) == ["released"]


def test_what_is_withdrawn_is_gone(open_app, root):
    published({("questionnaire", "jiangmen-student-enrol-way"): None}, root)
    assert seen(open_app, "/questionnaires/jiangmen-student-enrol-way") is None
    assert seen(open_app, PAGE)


def test_a_scheduled_release_answers_at_its_instant_with_nothing_run(december, open_app, root):
    release = published(NEW, root, at=NEW_YEAR)
    reader = reader_of(open_app)
    assert (release.state, release.go_live_at) == ("approved", NEW_YEAR)
    december.move_to(NEW_YEAR - timedelta(milliseconds=1))
    assert reader.served().entry.id == 1
    december.move_to(NEW_YEAR)
    assert reader.served().entry.id == 2
    assert releases.live(now()).id == 2
    assert states_of(GUIDE) == ["released", "approved"]
    releases.settle_states(now())
    assert states_of(GUIDE) == ["superseded", "released"]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2027, 1, 1), "时区"),  # noqa: DTZ001 - is what is tested
        (datetime(2026, 11, 30, tzinfo=UTC), "过去"),
        (datetime(2026, 12, 1, 7, 58, tzinfo=SHANGHAI), "过去"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=SHANGHAI), "太远"),
    ],
)
def test_an_instant_that_is_naive_past_or_absurd_is_refused(december, one_app, root, at, told):
    release = drafted(NEW)
    with pytest.raises(Invalid, match=told):
        publish(release.id, by=REVIEWER, root=root, at=at)
    assert (release.state, release.claimed_by) == ("draft", "")


def test_an_instant_just_gone_is_now(december, open_app, root):
    december.shift(120)
    first = published({OFFICE: office(address="新址")}, root)
    december.shift(20)
    second = published({OFFICE: office(address="更新址")}, root, at=now() - timedelta(seconds=40))
    assert [r.id for r in releases.line()] == [1, first.id, second.id]
    assert (first.state, second.go_live_at) == ("approved", now())
    assert seen(open_app, "/offices/heshan-gulao")["address"] == "更新址"


def test_nobody_publishes_their_own_change(open_app, root):
    release = drafted(NEW, author=REVIEWER, reviewer=SECOND)
    with pytest.raises(Forbidden, match="自己的修改"):
        publish(release.id, by=REVIEWER, root=root)
    assert publish(release.id, by=SECOND, root=root).state == "approved"


def test_nobody_approves_their_own_change(one_app):
    edition = editions.submit(editions.draft(GUIDE, guide(), author=REVIEWER), by=REVIEWER)
    with pytest.raises(Forbidden, match="自己的修改"):
        editions.approve(edition, by=REVIEWER)


@pytest.mark.parametrize("by", [EDITOR, "没有这个人", ""])
def test_only_reviewers_publish(one_app, root, by):
    release = drafted(NEW, author=SECOND)
    with pytest.raises(Forbidden):
        publish(release.id, by=by, root=root)
    assert release.state == "draft"


@pytest.mark.parametrize("state", ["draft", "in_review", "rejected"])
def test_what_was_not_approved_is_not_published(one_app, root, state):
    edition = editions.draft(GUIDE, guide(title="未审"), author=EDITOR)
    if state != "draft":
        editions.submit(edition, by=EDITOR)
    if state == "rejected":
        editions.reject(edition, by=REVIEWER, comment="不对")
    release = releases.compose("夹带", {GUIDE: edition.id}, by=EDITOR)
    db.session.commit()
    with pytest.raises(Conflict, match="没有通过审核"):
        publish(release.id, by=REVIEWER, root=root)
    assert seen(one_app, PAGE)["title"] != "未审"


def test_what_does_not_hold_together_is_not_published(open_app, root):
    release = drafted({GUIDE: guide(related=["nowhere"]), OFFICE: office(citations=None)})
    with pytest.raises(Invalid, match="2 处问题") as told:
        publish(release.id, by=REVIEWER, root=root)
    assert [line.split(":")[0] for line in told.value.data["problems"]] == [
        "guides/jiangmen/jiangmen-student-enrol.yaml", "offices/heshan/heshan-gulao.yaml",
    ]  # fmt: skip
    assert (release.state, release.claimed_by) == ("draft", "")
    assert len(events("release.publish")) == 1
    assert served_id(open_app) == 1


def test_what_others_still_point_at_cannot_be_withdrawn(one_app, root):
    with pytest.raises(Invalid, match="heshan-gulao"):
        published({OFFICE: None}, root)


def test_publishing_twice_is_publishing_once(open_app, root):
    release = published(NEW, root)
    again = publish(release.id, by=SECOND, root=root)
    assert (again.id, again.approved_by) == (release.id, REVIEWER)
    assert len(events("release.publish")) == 2  # the first release's, and this one's


@pytest.mark.parametrize("again", [NEW_YEAR, NEW_YEAR.astimezone(UTC)])
def test_scheduling_twice_is_scheduling_once(december, open_app, root, again):
    release = published(NEW, root, at=NEW_YEAR)
    assert publish(release.id, by=SECOND, root=root, at=again).approved_by == REVIEWER
    december.move_to(NEW_YEAR)
    assert publish(release.id, by=SECOND, root=root, at=again).go_live_at == NEW_YEAR
    assert publish(release.id, by=SECOND, root=root).go_live_at == NEW_YEAR
    assert len(events("release.publish")) == 2


@pytest.mark.parametrize(
    "other", [None, NEW_YEAR + timedelta(seconds=1), NEW_YEAR.replace(month=2)]
)
def test_what_is_scheduled_is_not_moved_by_asking_again(december, open_app, root, other):
    release = published(NEW, root, at=NEW_YEAR)
    with pytest.raises(Conflict, match="2027-01-01 00:00:00（北京时间）生效；要改时间，请先撤销"):
        publish(release.id, by=REVIEWER, root=root, at=other)
    assert release.go_live_at == NEW_YEAR


def test_what_answers_already_is_not_put_off(december, open_app, root):
    release = published(NEW, root)
    with pytest.raises(Conflict, match="已于 2026-12-01 08:00:00（北京时间）生效"):
        publish(release.id, by=REVIEWER, root=root, at=NEW_YEAR)
    assert served_id(open_app) == release.id


def test_what_was_asked_for_an_instant_just_gone_is_found_done(december, open_app, root):
    asked = now() - timedelta(seconds=50)
    release = published(NEW, root, at=asked)
    december.shift(60)
    assert publish(release.id, by=REVIEWER, root=root, at=asked).go_live_at > asked


@pytest.mark.parametrize("reason", ["", " \n"])
def test_calling_off_without_a_reason_is_refused(one_app, reason):
    release = drafted(NEW)
    with pytest.raises(Invalid, match="撤销要写明原因"):
        corrections.call_off(release.id, by=REVIEWER, reason=reason)
    assert release.state == "draft"


def test_what_was_called_off_is_not_published(one_app, root):
    release = drafted(NEW)
    corrections.call_off(release.id, by=REVIEWER, reason="不发了")
    with pytest.raises(Conflict):
        publish(release.id, by=REVIEWER, root=root)
    with pytest.raises(NotFound):
        publish(99, by=REVIEWER, root=root)


def test_an_older_edition_is_not_put_over_a_newer_one(open_app, root):
    older = drafted({GUIDE: guide(title="旧")})
    published({GUIDE: guide(title="新")}, root)
    with pytest.raises(Conflict, match="更新的版本"):
        publish(older.id, by=REVIEWER, root=root)
    assert seen(open_app, PAGE)["title"] == "新"


def test_an_older_edition_does_not_bring_back_what_was_withdrawn(open_app, root):
    published({SPARE: channel(key="spare")}, root)
    older = drafted({SPARE: channel(key="spare", name="旧")})
    published({SPARE: None}, root)
    with pytest.raises(Conflict, match="更新的版本"):
        publish(older.id, by=REVIEWER, root=root)
    assert seen(open_app, "/channels/spare") is None


@pytest.mark.parametrize(
    ("claimed_by", "minutes"),
    [
        ("{here}:999999999", 0),  # no such process
        ("another-machine:1", 11),  # said nothing for ten minutes
        ("{here}:1", 11),
        ("{here}:{me}", 0),  # our own, from before
    ],
)
def test_a_claim_nobody_holds_is_taken_over(open_app, root, claimed_by, minutes):
    release = claimed(claimed_by, minutes)
    assert publish(release.id, by=REVIEWER, root=root).state == "approved"


@pytest.mark.parametrize("claimed_by", ["{here}:1", "another-machine:1", "another-machine:x"])
def test_a_claim_somebody_may_hold_is_respected(one_app, root, claimed_by):
    release = claimed(claimed_by, 9)
    with pytest.raises(Conflict, match="正在进行"):
        publish(release.id, by=REVIEWER, root=root)
    assert (release.state, bool(release.claimed_by)) == ("draft", True)


def claimed(by, minutes):
    """Return a draft release claimed by a process some minutes ago."""
    release = drafted(NEW)
    release.claimed_by = by.format(here=socket.gethostname(), me=os.getpid())
    release.claimed_at = now() - timedelta(minutes=minutes)
    db.session.commit()
    return release


def states_of(item):
    of_item = db.select(Edition.state).where(
        Edition.item_type == item[0], Edition.item_key == item[1]
    )
    return list(db.session.scalars(of_item.order_by(Edition.number)))

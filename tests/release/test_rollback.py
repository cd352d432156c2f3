"""Going back is going forward: a new release that pins what an older one pinned."""

from datetime import datetime

import pytest
import time_machine

from backend.clock import SHANGHAI
from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.release.corrections import differences_of, roll_back
from backend.release.publish import publish
from backend.release.verify import rebake, verify
from backend.services import editions, releases
from tests.builders import channel, guide, office
from tests.release.desk import (
    EDITOR,
    REVIEWER,
    SECOND,
    drafted,
    events,
    published,
    seen,
    served_id,
)

GUIDE, OFFICE = ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao")
WAY, SPARE = ("questionnaire", "jiangmen-student-enrol-way"), ("channel", "spare")
PAGE = "/guides/jiangmen-student-enrol"
NEW = {GUIDE: guide(title="新标题")}
WHY = {"by": SECOND, "reason": "改错了"}


def test_a_rollback_is_a_new_release_with_the_old_content(open_app, root):
    old = releases.get(1)
    published(NEW, root)
    release = roll_back(1, **WHY, root=root)
    assert (release.id, release.base_id, release.rollback_of) == (3, 2, 1)
    assert (release.image_hash, release.manifest_hash) == (old.image_hash, old.manifest_hash)
    assert seen(open_app, PAGE)["title"] == "江门学生参保登记"
    assert served_id(open_app) == 3
    assert [e.details["to"] for e in events("release.rollback")] == [1]


def test_whoever_rolls_back_composed_the_release(open_app, root):
    published(NEW, root)
    assert roll_back(1, **WHY, root=root).created_by == SECOND
    assert events("release.build")[-1].actor == SECOND


def test_nothing_is_deleted_on_the_way_back(open_app, root):
    published(NEW, root)
    roll_back(1, **WHY, root=root)
    roll_back(2, by=REVIEWER, reason="没改错", root=root)
    assert seen(open_app, PAGE)["title"] == "新标题"
    assert [r.state for r in releases.every()] == ["approved"] * 4


def test_what_came_since_is_gone_and_what_went_is_back(open_app, root):
    published({SPARE: channel(key="spare"), WAY: None}, root)
    assert seen(open_app, "/channels/spare")
    release = roll_back(1, **WHY, root=root)
    assert seen(open_app, "/channels/spare") is None
    assert seen(open_app, "/questionnaires/jiangmen-student-enrol-way")
    assert differences_of(release) == {SPARE: "withdrawn", WAY: "added"}
    assert verify(release, root) > 0
    rebake(release)


def test_what_was_withdrawn_by_a_rollback_can_come_again(open_app, root):
    published({SPARE: channel(key="spare")}, root)
    roll_back(1, **WHY, root=root)
    published({SPARE: channel(key="spare", name="又来")}, root)
    assert seen(open_app, "/channels/spare")["name"] == "又来"


def test_a_withdrawal_nobody_approved_is_not_used(open_app, root):
    published({SPARE: channel(key="spare")}, root)
    unread = editions.submit(editions.draft(SPARE, None, author=EDITOR), by=EDITOR)
    db.session.commit()
    release = roll_back(1, **WHY, root=root)
    assert releases.own_pins(release)[SPARE].edition_id != unread.id
    assert seen(open_app, "/channels/spare") is None


def test_two_rollbacks_over_the_same_withdrawal(open_app, root):
    spare = {SPARE: channel(key="spare")}
    published(spare, root)
    published({SPARE: None}, root)
    roll_back(2, **WHY, root=root)
    roll_back(3, **WHY, root=root)
    assert seen(open_app, "/channels/spare") is None


@pytest.mark.parametrize(
    ("to", "why", "error"),
    [
        (1, WHY | {"reason": " "}, Invalid),
        (1, WHY | {"by": EDITOR}, Forbidden),
        (99, WHY, NotFound),
        (2, WHY, Conflict),  # is what answers now
        (3, WHY, Conflict),  # a draft
        (4, WHY, Conflict),  # has never answered
    ],
)
def test_a_rollback_that_makes_no_sense_is_refused(one_app, root, to, why, error):
    published(NEW, root)
    drafted({OFFICE: office(address="草稿")})
    published({SPARE: channel(key="spare")}, root, at=datetime(2099, 1, 1, tzinfo=SHANGHAI))
    with pytest.raises(error):
        roll_back(to, **why, root=root)
    assert served_id(one_app) == 2
    assert len(releases.every()) == 4


def test_nobody_rolls_back_to_their_own_text(one_app, root):
    mine = drafted(NEW, author=REVIEWER, reviewer=SECOND)
    publish(mine.id, by=SECOND, root=root)
    published({GUIDE: guide(title="别人改的")}, root)
    with pytest.raises(Forbidden, match="自己的修改"):
        roll_back(mine.id, by=REVIEWER, reason="我的好", root=root)
    assert roll_back(mine.id, **WHY, root=root).state == "approved"


def test_a_rollback_goes_under_what_waits(open_app, root):
    with time_machine.travel("2099-12-01T00:00Z", tick=False) as clock:
        published({OFFICE: office(address="新址")}, root)
        touched = published({OFFICE: office(address="明年的")}, root, at=new_year(2100))
        untouched = published({SPARE: channel(key="spare")}, root, at=new_year(2101))
        roll_back(1, **WHY, root=root)
        assert (touched.state, touched.conflicts) == ("held", [list(OFFICE)])
        assert untouched.state == "approved"
        clock.move_to(new_year(2101))
        assert seen(open_app, "/offices/heshan-gulao")["address"] == "古劳镇中华大道31号"


def new_year(year):
    return datetime(year, 1, 1, tzinfo=SHANGHAI)

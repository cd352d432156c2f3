"""Editions pile up, go through a second person's review, and leave a trace of every step."""

import pytest
from sqlalchemy import select

from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.models import AuditEvent, Edition
from backend.services import editions, staff
from backend.services.stored import document_of, hash_of
from backend.vocabulary import EDITION_STATE
from tests.builders import guide

ITEM = ("guide", "jiangmen-student-enrol")
EDITOR, REVIEWER, SECOND, ADMIN = "小王", "老李", "老赵", "老陈"
STATES = ("draft", "in_review", "approved", "rejected", "superseded")


@pytest.fixture
def office(any_app):
    """Return an app on each kind of database with four people in it."""
    hire()
    return any_app


@pytest.fixture
def desk(app):
    """Return an app on SQLite alone, for what does not depend on the database."""
    hire()
    return app


def test_an_edition_holds_the_whole_document_as_canonical_json(office):
    edition = drafted()
    db.session.expire_all()
    assert document_of(edition.body) == guide()
    assert edition.content_hash == hash_of(edition.body)
    assert (edition.item, edition.state, edition.author) == (ITEM, "draft", EDITOR)
    assert (edition.reviewer, edition.decided_at, edition.comment) == (None, None, "")


def test_editions_of_an_item_are_numbered_in_order(office):
    numbers = [drafted(guide(title=title)).number for title in "甲乙丙"]
    assert numbers == [1, 2, 3]
    assert editions.latest(ITEM).number == 3
    assert editions.count() == 3


def test_each_item_has_numbers_of_its_own(desk):
    drafted()
    assert editions.draft(("guide", "another"), guide(), author=EDITOR).number == 1
    assert editions.draft(("source", ITEM[1]), guide(), author=EDITOR).number == 1


@pytest.mark.parametrize("submitted", [False, True])
def test_a_new_draft_supersedes_the_one_nobody_decided_on(office, submitted):
    old = drafted()
    if submitted:
        editions.submit(old, by=EDITOR)
    new = drafted(guide(title="新的"), author=REVIEWER)
    db.session.expire_all()
    assert (old.state, new.state) == ("superseded", "draft")
    assert editions.waiting() == []


@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_a_new_draft_leaves_a_decided_edition_alone(desk, decision):
    old = in_state(decision)
    drafted()
    assert old.state == decision


def test_a_withdrawal_is_an_edition_without_a_body(desk):
    drafted()
    gone = editions.draft(ITEM, None, author=EDITOR)
    assert gone.is_withdrawal
    assert (gone.number, gone.body) == (2, "")
    assert not editions.draft(ITEM, guide(), author=EDITOR).is_withdrawal


@pytest.mark.parametrize(("decide", "state"), [("approve", "approved"), ("reject", "rejected")])
def test_a_second_person_decides(desk, decide, state):
    edition = in_state("in_review")
    getattr(editions, decide)(edition, by=REVIEWER, comment="看过原文")
    db.session.commit()
    assert (edition.state, edition.reviewer, edition.comment) == (state, REVIEWER, "看过原文")
    assert edition.decided_at >= edition.created_at


@pytest.mark.parametrize("decide", ["approve", "reject"])
@pytest.mark.parametrize("author", [REVIEWER, ADMIN])
def test_nobody_decides_on_their_own_change(desk, decide, author):
    edition = editions.submit(drafted(author=author), by=author)
    with pytest.raises(Forbidden) as refused:
        getattr(editions, decide)(edition, by=author, comment="很好")
    assert "不能审核自己的修改" in refused.value.message
    assert refused.value.data == {"item": list(ITEM)}
    assert edition.state == "in_review"


def test_handing_in_a_colleagues_draft_does_not_make_one_its_reviewer(desk):
    edition = editions.submit(drafted(), by=REVIEWER)
    editions.approve(edition, by=REVIEWER)
    assert (edition.author, edition.reviewer) == (EDITOR, REVIEWER)


@pytest.mark.parametrize("decide", ["approve", "reject"])
@pytest.mark.parametrize("state", [state for state in STATES if state != "in_review"])
def test_only_what_waits_for_review_is_decided_on(desk, decide, state):
    edition = in_state(state)
    with pytest.raises(Conflict) as refused:
        getattr(editions, decide)(edition, by=SECOND, comment="")
    assert refused.value.data == {"item": list(ITEM), "state": state}
    assert edition.state == state


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", "现在是「草稿」，要先提交审核，才能审核"),
        ("approved", "现在是「已通过」，会随下一次发布生效；还要改，就另存新的一版"),
        ("rejected", "现在是「已退回」，按退回的意见改好，另存新的一版再提交"),
        ("superseded", "现在是「已被取代」，请处理它最新的那一版"),
    ],
)
def test_who_comes_too_late_or_too_early_hears_how_it_stands(desk, state, said):
    edition = in_state(state)
    with pytest.raises(Conflict) as refused:
        editions.approve(edition, by=SECOND)
    assert refused.value.message == f"jiangmen-student-enrol 第 1 版{said}"


def test_every_state_says_what_may_be_done_in_it():
    assert editions.IN_ITS_STATE.keys() == EDITION_STATE.keys()


@pytest.mark.parametrize("state", [state for state in STATES if state != "draft"])
def test_only_a_draft_is_handed_in(desk, state):
    edition = in_state(state)
    with pytest.raises(Conflict):
        editions.submit(edition, by=EDITOR)


@pytest.mark.parametrize("decide", ["approve", "reject"])
@pytest.mark.parametrize("name", [EDITOR, "外人", "离职的"])
def test_only_reviewers_in_office_decide(desk, decide, name):
    edition = editions.submit(drafted(author=ADMIN), by=ADMIN)
    with pytest.raises(Forbidden):
        getattr(editions, decide)(edition, by=name, comment="")
    assert edition.state == "in_review"


@pytest.mark.parametrize("name", ["外人", "离职的"])
def test_only_staff_in_office_write_and_hand_in(desk, name):
    with pytest.raises(Forbidden):
        drafted(author=name)
    with pytest.raises(Forbidden):
        editions.submit(drafted(), by=name)
    assert [edition.state for edition in every()] == ["draft"]


def test_what_waits_is_listed_oldest_first(desk):
    keys = ["乙", "甲", "丙"]
    for key in keys:
        edition = editions.draft(("guide", key), guide(), author=EDITOR)
        editions.submit(edition, by=EDITOR)
    drafted()
    assert [edition.item_key for edition in editions.waiting()] == keys


def test_every_step_leaves_an_event_that_says_who_and_what(office):
    editions.approve(editions.submit(drafted(), by=EDITOR), by=REVIEWER, comment="好")
    editions.reject(editions.submit(drafted(), by=ADMIN), by=SECOND, comment="没有引证")
    db.session.commit()
    assert [(e.action, e.actor, e.details["number"]) for e in events()] == [
        ("draft", EDITOR, 1), ("submit", EDITOR, 1), ("approved", REVIEWER, 1),
        ("draft", EDITOR, 2), ("submit", ADMIN, 2), ("rejected", SECOND, 2),
    ]  # fmt: skip
    assert {(e.subject_type, e.subject_key) for e in events()} == {ITEM}
    assert events()[0].details["hash"] == every()[0].content_hash
    assert [e.details.get("comment") for e in events()][-1] == "没有引证"


def test_a_step_that_is_taken_back_takes_its_event_along(office):
    drafted()
    db.session.commit()
    editions.submit(editions.latest(ITEM), by=EDITOR)
    drafted(guide(title="不要了"))
    assert (len(every()), len(events())) == (2, 3)
    db.session.rollback()
    assert [edition.state for edition in every()] == ["draft"]
    assert [event.action for event in events()] == ["draft"]


def test_a_refused_step_leaves_no_event(desk):
    edition = in_state("in_review")
    before = len(events())
    with pytest.raises(Forbidden):
        editions.approve(edition, by=EDITOR)
    with pytest.raises(Conflict):
        editions.submit(edition, by=EDITOR)
    assert len(events()) == before


def hire():
    for name, role in ((EDITOR, "editor"), (REVIEWER, "reviewer"), (SECOND, "reviewer"),
                       (ADMIN, "admin"), ("离职的", "reviewer")):  # fmt: skip
        staff.add(name, role=role)
    staff.person("离职的").active = False
    db.session.commit()


def drafted(document=None, *, author=EDITOR):
    return editions.draft(ITEM, document or guide(), author=author)


def in_state(state):
    """Return an edition that reached a state the usual way."""
    edition = drafted()
    if state == "superseded":
        drafted(guide(title="更新的"))
    elif state != "draft":
        editions.submit(edition, by=EDITOR)
    if state == "approved":
        editions.approve(edition, by=REVIEWER)
    elif state == "rejected":
        editions.reject(edition, by=REVIEWER, comment="退回")
    return edition


def every():
    return list(db.session.scalars(select(Edition).order_by(Edition.id)))


def events():
    """Return what was recorded since everybody was taken on."""
    since = select(AuditEvent).where(AuditEvent.action != "staff.add")
    return list(db.session.scalars(since.order_by(AuditEvent.id)))

"""Editions and the audit log only grow, and an edition moves on under a second pair of eyes."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.db.rows import insert, prepare, table

FORWARD = {
    "draft": {"in_review", "superseded"},
    "in_review": {"approved", "rejected", "superseded"},
    "approved": {"released", "superseded"},
    "rejected": set(),
    "released": {"superseded"},
    "superseded": {"released"},
}
STEPS = {"draft": [], "in_review": ["in_review"], "approved": ["in_review", "approved"],
         "rejected": ["in_review", "rejected"], "released": ["in_review", "approved", "released"],
         "superseded": ["in_review", "approved", "superseded"]}  # fmt: skip
ALL_STEPS = [(old, new) for old in FORWARD for new in FORWARD if old != new]
CONTENT = {
    "body": '{"title":"换掉"}',
    "content_hash": "f" * 64,
    "number": 7,
    "item_type": "source",
    "item_key": "another",
    "author": "另一人",
}


@pytest.fixture
def desk(session):
    """Return the session with a draft edition, its author, and two colleagues."""
    prepare("edition")
    for name in ("审核", "另一人"):
        insert("staff", name=name)
    insert("edition")
    return session


@pytest.mark.parametrize("column", CONTENT)
def test_what_an_edition_says_never_changes(desk, column):
    with refused("edition_body_is_kept"):
        change(desk, **{column: CONTENT[column]})


def test_an_edition_is_never_deleted(desk):
    with refused("edition_stays"):
        desk.execute(table("edition").delete())


@pytest.mark.parametrize(("old", "new"), ALL_STEPS)
def test_an_edition_only_moves_forward(desk, old, new):
    reach(desk, old)
    if new in FORWARD[old]:
        step(desk, new)
        assert state(desk) == new
        return
    with refused("edition_state_goes_forward"):
        step(desk, new)


def test_a_draft_that_was_superseded_unread_is_never_released(desk):
    change(desk, state="superseded")
    with refused("edition_state_goes_forward"):
        step(desk, "released")


def test_an_edition_begins_as_a_draft(desk):
    with refused("edition_begins_as_draft"):
        insert("edition", id=2, item_key="another", state="approved", reviewer="审核")


def test_a_reviewer_is_one_of_the_staff(desk):
    change(desk, state="in_review")
    with refused("fk_edition_reviewer_staff", "FOREIGN KEY constraint failed"):
        change(desk, state="approved", reviewer="外人")


def test_nobody_reviews_their_own_edition(desk):
    change(desk, state="in_review")
    with refused("edition_reviewer_is_another"):
        change(desk, state="approved", reviewer="作者")


@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_a_decision_has_somebody_who_made_it(desk, decision):
    change(desk, state="in_review")
    with refused("edition_reviewer_is_another"):
        change(desk, state=decision)


@pytest.mark.parametrize("column", ["reviewer", "comment"])
@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_a_decision_is_not_rewritten(desk, decision, column):
    reach(desk, decision)
    with refused("edition_decision_is_kept"):
        change(desk, **{column: "另一人"})


def test_an_item_has_one_open_edition(desk):
    with refused("uq_edition_one_open", "UNIQUE constraint failed: edition.item_type"):
        insert("edition", id=2, number=2)


@pytest.mark.parametrize("old", ["approved", "rejected", "released", "superseded"])
def test_a_decided_edition_makes_room_for_the_next(desk, old):
    reach(desk, old)
    insert("edition", id=2, number=2)


def test_another_item_has_an_open_edition_of_its_own(desk):
    insert("edition", id=2, item_key="another")


def test_an_item_numbers_each_edition_once(desk):
    reach(desk, "approved")
    with refused("uq_edition_item_type_item_key_number", "UNIQUE constraint failed"):
        insert("edition", id=2)


@pytest.mark.parametrize("column", ["actor", "action", "subject_key", "details", "at"])
def test_the_audit_log_is_never_rewritten(session, column):
    insert("audit_event")
    event = table("audit_event")
    with refused("audit_event_is_kept"):
        session.execute(event.update().values({column: event.c[column]}))


def test_nothing_leaves_the_audit_log(session):
    insert("audit_event")
    with refused("audit_event_stays"):
        session.execute(table("audit_event").delete())


def reach(session, state):
    """Take the edition to a state by the way every edition goes."""
    for each in STEPS[state]:
        step(session, each)


def step(session, state):
    """Move the edition on, with a colleague for its reviewer where there has to be one."""
    decided = state in ("approved", "rejected", "released")
    change(session, state=state, **({"reviewer": "审核"} if decided else {}))


def change(session, **columns):
    session.execute(table("edition").update().values(columns))


def state(session):
    return session.execute(table("edition").select()).one().state


def refused(guard, in_sqlite=""):
    return pytest.raises(IntegrityError, match=f"{guard}|{in_sqlite}" if in_sqlite else guard)

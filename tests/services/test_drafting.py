"""A save writes the draft and its edition together, and never over what somebody else saved."""

import threading

import pytest
from marshmallow import ValidationError
from sqlalchemy import select

from backend.errors import Conflict, Forbidden, Invalid
from backend.extensions import db
from backend.models import AuditEvent, Edition
from backend.services import drafting, editions, staff, working
from backend.services.content_load import save_working
from backend.services.drafting import Stale
from backend.services.stored import document_of
from tests import builders
from tests.builder_parts import route

GUIDE = ("guide", "jiangmen-student-enrol")
EDITOR, OTHER = "小王", "小张"


@pytest.fixture
def desk(any_app):
    """Return an app on each kind of database, with content and two editors in it."""
    for item, document in builders.small_content().items():
        save_working(item, document)
    staff.add(EDITOR, role="editor")
    staff.add(OTHER, role="editor")
    db.session.commit()
    return any_app


def test_a_save_writes_the_draft_and_an_edition(desk):
    edition = saved(builders.guide(title="新标题"))
    assert working.document(GUIDE)["title"] == "新标题"
    assert document_of(edition.body) == working.document(GUIDE)
    assert (edition.number, edition.state, edition.author) == (1, "draft", EDITOR)


def test_every_save_makes_an_edition(desk):
    numbers = [saved(builders.guide(title=title)).number for title in "甲乙丙"]
    assert numbers == [1, 2, 3]


def test_saving_what_the_newest_edition_says_makes_none(desk):
    saved(builders.guide(title="新标题"))
    version = seen()
    assert saved(builders.guide(title="新标题")) is None
    assert seen() == version


def test_what_was_sent_back_may_be_said_again(desk):
    edition = saved(builders.guide(title="新标题"))
    edition.state = "in_review"
    db.session.flush()
    edition.state, edition.reviewer = "rejected", OTHER
    db.session.commit()
    assert saved(builders.guide(title="新标题")).number == 2


def test_a_save_on_an_older_version_is_refused_and_changes_nothing(desk):
    version = seen()
    saved(builders.guide(title="先存的"))
    with pytest.raises(Stale):
        saved(builders.guide(title="后存的"), author=OTHER, version=version)
    db.session.rollback()
    assert working.document(GUIDE)["title"] == "先存的"
    assert editions.count() == 1


def test_a_change_of_a_part_alone_makes_others_stale_too(desk):
    version = seen()
    saved(builders.guide(routes=[route(title="换了途径")]))
    with pytest.raises(Stale):
        saved(builders.guide(title="后存的"), version=version)


def test_a_new_item_needs_a_key_of_its_own(desk):
    assert saved(builders.guide(key="jiangmen-new"), version=None).number == 1
    with pytest.raises(Conflict) as refused:
        saved(builders.guide(title="同一个标识"), version=None)
    assert refused.value.data["field"] == "key"


def test_a_document_not_of_its_form_is_refused(desk):
    with pytest.raises(ValidationError):
        saved(builders.guide(title=" "))


def test_what_the_database_cannot_hold_is_refused_in_chinese_and_leaves_nothing(desk):
    with pytest.raises(Conflict, match="数据库放不下"):
        saved(builders.guide(routes=[route(channel="no-such-channel")]))
    db.session.rollback()
    assert working.document(GUIDE) == builders.guide()
    assert editions.count() == 0


def test_a_failing_edition_leaves_the_draft_alone(desk):
    with pytest.raises(Forbidden):
        saved(builders.guide(title="外人写的"), author="外人")
    db.session.rollback()
    assert working.document(GUIDE)["title"] == builders.guide()["title"]


def test_a_draft_is_handed_to_review_once(desk):
    saved(builders.guide(title="新标题"))
    assert drafting.submit(GUIDE, author=EDITOR).state == "in_review"
    with pytest.raises(Conflict, match="没有还没提交的草稿"):
        drafting.submit(GUIDE, author=EDITOR)


def test_a_draft_with_faults_is_not_handed_to_review(desk):
    saved(builders.guide(summary="一年交406元。"))
    with pytest.raises(Invalid, match="还有 1 处要改"):
        drafting.submit(GUIDE, author=EDITOR)
    assert editions.latest(GUIDE).state == "draft"


def test_a_withdrawal_is_handed_to_review_too(desk):
    free_the_guide()
    drafting.archive(GUIDE, author=EDITOR, seen=seen())
    assert drafting.submit(GUIDE, author=EDITOR).is_withdrawal


def test_archiving_withdraws_and_restoring_brings_back(desk):
    free_the_guide()
    first = saved(builders.guide(title="新标题"))
    withdrawn = drafting.archive(GUIDE, author=EDITOR, seen=seen())
    db.session.commit()
    assert withdrawn.is_withdrawal
    assert working.find(GUIDE) is None
    restored = drafting.restore(first, author=EDITOR, seen=None)
    db.session.commit()
    assert (restored.number, working.document(GUIDE)["title"]) == (3, "新标题")


def test_an_older_edition_is_restored_as_a_new_draft(desk):
    first = saved(builders.guide(title="甲"))
    saved(builders.guide(title="乙"))
    restored = drafting.restore(first, author=OTHER, seen=seen())
    db.session.commit()
    assert (restored.number, restored.author, restored.state) == (3, OTHER, "draft")
    assert working.document(GUIDE)["title"] == "甲"


def test_a_withdrawal_holds_nothing_to_restore(desk):
    free_the_guide()
    withdrawn = drafting.archive(GUIDE, author=EDITOR, seen=seen())
    with pytest.raises(Conflict, match="没有内容可以恢复"):
        drafting.restore(withdrawn, author=EDITOR, seen=None)


@pytest.mark.parametrize(
    "item",
    [("channel", "yueyibao"), ("source", "heshan-letter"), ("standard", "jiangmen-resident"),
     ("window", "jiangmen-resident-2024"), ("office", "heshan-gulao"), GUIDE,
     ("rule", "tianjin-newborn-coverage-start")],
    ids="/".join,
)  # fmt: skip
def test_what_others_point_at_cannot_be_archived(desk, item):
    with pytest.raises(Conflict, match=r"还有内容指向.+学生"):
        drafting.archive(item, author=EDITOR, seen=working.get(item).lock_version)
    db.session.rollback()
    assert working.find(item) is not None


def test_archiving_an_older_version_is_refused(desk):
    version = seen()
    saved(builders.guide(title="先存的"))
    with pytest.raises(Stale):
        drafting.archive(GUIDE, author=OTHER, seen=version)


def test_every_save_is_in_the_audit_log(desk):
    saved(builders.guide(title="新标题"))
    event = db.session.scalar(select(AuditEvent).where(AuditEvent.subject_key == GUIDE[1]))
    assert (event.action, event.actor, event.details["number"]) == ("draft", EDITOR, 1)


def test_of_three_who_save_at_once_exactly_one_wins(desk):
    for number in range(10):
        version, gate = seen(), threading.Barrier(3)
        db.session.rollback()
        outcomes = []
        threads = [
            threading.Thread(target=race, args=(desk, f"{number}-{who}", version, gate, outcomes))
            for who in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["saved", "stale", "stale"]
    assert db.session.scalar(select(db.func.count()).select_from(Edition)) == 10


def race(app, title, version, gate, outcomes):
    with app.app_context():
        gate.wait()
        try:
            saved(builders.guide(title=title), version=version)
            outcomes.append("saved")
        except Stale:
            outcomes.append("stale")
        db.session.remove()


NOW = object()


def saved(document, *, author=EDITOR, version=NOW):
    edition = drafting.save(
        "guide", document, author=author, seen=seen() if version is NOW else version
    )
    db.session.commit()
    return edition


def free_the_guide():
    """Have the questionnaire lead elsewhere than to the guide."""
    outcomes = [{k: v for k, v in outcome.items() if k != "guide"}
                for outcome in builders.questionnaire()["outcomes"]]  # fmt: skip
    working.save("questionnaire", builders.questionnaire(outcomes=outcomes))
    db.session.commit()


def seen():
    return working.get(GUIDE).lock_version

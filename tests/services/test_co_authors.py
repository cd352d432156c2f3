"""Whoever's unreviewed words an edition holds may not wave it through, whoever saved it last."""

import pytest
import sqlalchemy as sa

from backend.errors import Forbidden
from backend.extensions import db
from backend.models import Edition
from backend.release.publish import publish
from backend.services import editions, releases, staff
from tests.builders import guide

ITEM = ("guide", "jiangmen-student-enrol")
EDITOR, REVIEWER, SECOND = "小王", "老李", "老赵"


@pytest.fixture
def office(any_app):
    staff.add(EDITOR, role="editor")
    staff.add(REVIEWER, role="reviewer")
    staff.add(SECOND, role="reviewer")
    return any_app


def test_a_reviewer_who_wrote_the_draft_before_may_not_approve_what_is_built_on_it(office):
    written("甲", REVIEWER)
    edition = editions.submit(written("乙", EDITOR), by=EDITOR)
    assert edition.authors == {REVIEWER, EDITOR}
    with pytest.raises(Forbidden):
        editions.approve(edition, by=REVIEWER)
    assert editions.approve(edition, by=SECOND).state == "approved"


def test_nor_after_it_was_sent_back(office):
    sent_back = editions.submit(written("甲", REVIEWER), by=REVIEWER)
    editions.reject(sent_back, by=SECOND, comment="写错了")
    edition = editions.submit(written("乙", EDITOR), by=EDITOR)
    with pytest.raises(Forbidden):
        editions.approve(edition, by=REVIEWER)


def test_what_was_reviewed_has_no_authors_left_in_it(office):
    editions.approve(editions.submit(written("甲", SECOND), by=SECOND), by=REVIEWER)
    assert written("乙", EDITOR).co_authors == []


def test_a_co_author_may_not_publish(office, root):
    edition = editions.submit(written("甲", EDITOR, co_authors=[SECOND]), by=EDITOR)
    editions.approve(edition, by=REVIEWER)
    release = releases.build("修改", by=EDITOR)
    with pytest.raises(Forbidden):
        publish(release.id, by=SECOND, root=root)


def test_the_database_refuses_a_co_author_as_the_reviewer_too(office):
    edition = written("甲", EDITOR, co_authors=[REVIEWER])
    refused = sa.update(Edition).where(Edition.id == edition.id)
    for changes in ({"reviewer": REVIEWER}, {"co_authors": []}):
        with pytest.raises(sa.exc.DBAPIError), db.session.begin_nested():
            db.session.execute(refused.values(**changes))


def written(title, author, **more):
    return editions.draft(ITEM, guide(title=title), author=author, **more)

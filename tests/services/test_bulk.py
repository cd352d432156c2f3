"""Many drafts at once are what each would have been alone."""

import pytest
import sqlalchemy as sa

from backend.errors import Forbidden
from backend.extensions import db
from backend.models import AuditEvent, Citation, Edition
from backend.services import bulk, content_load, editions, staff, working
from backend.services.stored import document_of
from tests.builder_parts import benefit_value, phone
from tests.builders import benefit, office, small_content, standard

AUTHOR, OTHER = "小王", "老李"


@pytest.fixture
def desk(any_app):
    staff.ensure_system_staff()
    content_load.load(small_content(), author=staff.LOADER)
    staff.add(AUTHOR, role="editor")
    staff.add(OTHER, role="reviewer")
    db.session.commit()
    return any_app


def test_what_is_new_and_what_is_there_are_both_written(desk):
    changed = office(address="新址", phones=[phone(), {"raw": "12393"}])
    new = office(key="heshan-new")
    drafts = bulk.draft("office", [changed, new], author=AUTHOR)
    assert working.document(("office", "heshan-gulao"))["address"] == "新址"
    assert working.document(("office", "heshan-new")) == new
    assert [(e.number, e.state, e.author) for e in drafts] == [
        (2, "draft", AUTHOR),
        (1, "draft", AUTHOR),
    ]
    assert [document_of(e.body)["key"] for e in drafts] == ["heshan-gulao", "heshan-new"]


@pytest.mark.parametrize(
    "document",
    [
        office(address="新址"),
        standard(title="新的"),
        benefit(benefit_values=[benefit_value(note="新")]),
    ],
)
def test_it_comes_to_the_same_as_saving_one_by_one(desk, document):
    item_type = "standard" if "kind" in document else "office"
    item = item_type, document["key"]
    before = working.get(item).lock_version
    with db.session.begin_nested() as one_by_one:
        working.save(item_type, document)
        editions.draft(item, document, author=AUTHOR)
        alone = facts(item)
        one_by_one.rollback()
    db.session.expire_all()
    bulk.draft(item_type, [document], author=AUTHOR)
    assert facts(item) == alone
    assert working.get(item).lock_version > before


def test_an_open_draft_is_overtaken_and_its_author_remembered(desk):
    open_one = editions.draft(("office", "heshan-gulao"), office(note="甲"), author=OTHER)
    (drafted,) = bulk.draft("office", [office(note="乙")], author=AUTHOR)
    db.session.expire_all()
    assert open_one.state == "superseded"
    assert drafted.authors == {AUTHOR, OTHER, staff.LOADER}  # nobody has reviewed any of it


def test_nothing_of_another_region_is_written(desk):
    staff.add("远方", role="editor", regions=["120000"])
    with pytest.raises(Forbidden):
        bulk.draft("office", [office(address="新址")], author="远方")


def test_somebody_hears_how_far_it_got(desk):
    heard = []
    offices = [office(key=f"office-{n}") for n in range(bulk.CHUNK + 1)]
    bulk.draft("office", offices, author=AUTHOR, tell=heard.append)
    assert heard == [bulk.CHUNK, bulk.CHUNK + 1]


def facts(item):
    """Return all that a save leaves behind, but for numbers and instants."""
    edition = editions.latest(item)
    cited = sa.select(Citation.pointer, Citation.quote).where(Citation.item_key == item[1])
    events = sa.select(AuditEvent.action, AuditEvent.details).where(
        AuditEvent.subject_key == item[1]
    )
    return (
        working.document(item),
        edition.body,
        edition.number,
        edition.co_authors,
        sorted(db.session.execute(cited).all()),
        [(a, d["hash"]) for a, d in db.session.execute(events)],
        db.session.scalar(sa.select(sa.func.count()).select_from(Edition)),
    )

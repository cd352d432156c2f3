"""The working tables keep every document whole, and of two people who save only one wins."""

import pytest
import time_machine
from marshmallow import ValidationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from backend.errors import NotFound
from backend.extensions import db
from backend.models import (
    BenefitCell,
    BenefitValue,
    Citation,
    ContributionValue,
    Phone,
    Reference,
    Route,
    Step,
)
from backend.schemas.registry import ITEM_TYPES
from backend.services import regions, working
from backend.services.content_load import save_working
from tests import builders
from tests.builder_parts import (
    benefit_value,
    cell,
    citation,
    contribution_value,
    route,
    step,
)

PARTS = {
    "standard": [ContributionValue],
    "benefit": [BenefitValue, BenefitCell],
    "office": [Phone],
    "guide": [Route, Step],
}
CHANGED_PARTS = {
    "standard": {"contribution_values": [contribution_value(personal_fen=42000, total_fen=106000)]},
    "benefit": {"benefit_values": [benefit_value(cells=[cell(amount=9000)])]},
    "office": {"phones": [{"raw": "12393"}]},
    "guide": {"routes": [route(steps=[step(text="只改一步。")])]},
}
GUIDE = ("guide", "jiangmen-student-enrol")


@pytest.fixture
def filled(any_app):
    """Return an app on each kind of database whose working tables hold the small content."""
    for item, document in builders.small_content().items():
        save_working(item, document)
    db.session.commit()
    return any_app


@pytest.fixture
def office_hours(app):
    """Fill the working tables on SQLite alone, for what does not depend on the database."""
    for item, document in builders.small_content().items():
        save_working(item, document)
    db.session.commit()


def test_every_document_comes_back_as_it_was_saved(filled):
    saved = builders.small_content()
    rows = saved.pop(regions.ITEM)
    for item, document in saved.items():
        db.session.expire_all()
        assert in_form(working.document(item)) == in_form(document)
    assert regions.document() == rows


def test_a_document_that_says_everything_comes_back_whole(office_hours):
    for item_type, document in EVERYTHING.items():
        working.save(item_type, document)
        db.session.commit()
        assert in_form(working.document((item_type, document["key"]))) == in_form(document)


@pytest.mark.parametrize("builder", CHANGED_PARTS)
def test_parts_are_replaced_and_nothing_of_the_old_ones_stays(filled, builder):
    document = builders.BUILDERS[builder](**CHANGED_PARTS[builder])
    item = item_of(builder)
    for _ in range(2):
        working.save(item[0], document)
        db.session.commit()
        assert in_form(working.document(item)) == in_form(document)
        assert [count(part) for part in PARTS[builder]] == [1] * len(PARTS[builder])


@pytest.mark.parametrize("builder", CHANGED_PARTS)
def test_parts_can_all_be_taken_away(office_hours, builder):
    name = next(iter(CHANGED_PARTS[builder]))
    working.save(item_of(builder)[0], builders.BUILDERS[builder](**{name: None}))
    db.session.commit()
    assert name not in working.document(item_of(builder))
    assert [count(part) for part in PARTS[builder]] == [0] * len(PARTS[builder])


def test_parts_keep_their_order(office_hours):
    for titles in (["甲", "乙", "丙"], ["丙", "甲"], ["乙", "丁", "甲", "丙"]):
        working.save("guide", builders.guide(routes=[route(title=t) for t in titles]))
        db.session.commit()
        assert [r["title"] for r in working.document(GUIDE)["routes"]] == titles


def test_a_price_may_take_the_days_of_the_one_it_replaces(filled):
    autumn = contribution_value(pay_to="2024-01-01")
    winter = contribution_value(pay_from="2024-01-01", personal_fen=42000, total_fen=106000)
    for values in ([autumn, winter], [winter, autumn], [contribution_value()]):
        working.save("standard", builders.standard(contribution_values=values))
        db.session.commit()


@pytest.mark.parametrize("builder", builders.BUILDERS)
def test_every_save_counts_whatever_it_changed(office_hours, builder):
    document, item = builders.BUILDERS[builder](), item_of(builder)
    for expected in (2, 3):
        working.save(item[0], document)
        db.session.commit()
        assert working.get(item).lock_version == expected


@pytest.mark.parametrize("builder", CHANGED_PARTS)
def test_a_save_that_changes_only_parts_counts(office_hours, builder):
    """Even within one tick of the clock, where the time of the save says nothing."""
    with time_machine.travel("2024-05-01T00:00:00Z", tick=False):
        working.save(item_of(builder)[0], builders.BUILDERS[builder]())
        db.session.commit()
        document = builders.BUILDERS[builder](**CHANGED_PARTS[builder])
        working.save(item_of(builder)[0], document)
        db.session.commit()
    assert working.get(item_of(builder)).lock_version == 3


@pytest.mark.parametrize("builder", CHANGED_PARTS)
def test_of_two_who_saw_the_same_text_the_second_to_save_is_refused(filled, builder):
    item = item_of(builder)
    seen = still_open(item)
    with filled.app_context():  # a colleague, in a session of their own
        working.save(item[0], builders.BUILDERS[builder](**CHANGED_PARTS[builder]))
        db.session.commit()
    with pytest.raises(StaleDataError):
        working.save(item[0], builders.BUILDERS[builder]())
    db.session.rollback()
    assert in_form(working.document(item)) != in_form(builders.BUILDERS[builder]())
    assert seen.lock_version == 2


def test_whoever_removes_what_a_colleague_has_just_changed_is_refused(filled):
    seen = still_open(GUIDE)
    with filled.app_context():
        working.save("guide", builders.guide(title="换了标题"))
        db.session.commit()
    with pytest.raises(StaleDataError):
        working.remove(GUIDE)
    db.session.rollback()
    assert seen.title == "换了标题"


def test_a_failed_save_leaves_the_draft_as_it_was(filled):
    with pytest.raises(IntegrityError):
        working.save("guide", builders.guide(routes=[route(channel="nowhere")]))
    db.session.rollback()
    assert in_form(working.document(GUIDE)) == in_form(builders.guide())
    assert pointers(Citation, GUIDE) != []


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"title": 1}, {"title": None}])
def test_a_document_of_another_form_is_refused(office_hours, wrong):
    with pytest.raises(ValidationError):
        working.save("guide", builders.guide(**wrong))


def test_the_citations_of_an_item_are_indexed_by_where_they_stand(office_hours):
    routes = [route(citations=[citation(), citation(where="表一")], steps=[])]
    working.save("guide", builders.guide(routes=routes, **NO_FACTS))
    assert pointers(Citation, GUIDE) == [
        "citations[0]", "routes[0].citations[0]", "routes[0].citations[1]",
    ]  # fmt: skip
    asked = select(Citation).where(Citation.pointer == "routes[0].citations[1]")
    cited = db.session.scalars(asked.where(Citation.item_key == GUIDE[1])).one()
    assert (cited.source, cited.where, cited.quote) == ("heshan-letter", "表一", "参保就医指引")


def test_saving_again_does_not_index_twice(office_hours):
    before = pointers(Citation, GUIDE), pointers(Reference, GUIDE)
    working.save("guide", builders.guide())
    assert (pointers(Citation, GUIDE), pointers(Reference, GUIDE)) == before


def test_where_a_standard_is_shown_is_indexed(office_hours):
    twice = "{{standard:jiangmen-resident.personal}}，{{standard:jiangmen-resident.total}}"
    named = {"standards": None, "windows": None, "rules": None, "offices": None, "routes": None}
    working.save("guide", builders.guide(summary=twice, notes=None, **named))
    assert pointers(Reference, GUIDE) == ["summary"]
    shown = db.session.scalars(select(Reference).where(Reference.item_key == GUIDE[1])).one()
    assert (shown.target_type, shown.target_key) == ("standard", "jiangmen-resident")


def test_a_cited_source_cannot_be_removed(filled):
    with pytest.raises(IntegrityError):
        working.remove(("source", "heshan-letter"))


def test_a_removed_item_leaves_no_part_and_no_index(office_hours):
    working.remove(GUIDE)
    db.session.commit()
    assert working.find(GUIDE) is None
    assert count(Route) == count(Step) == 0
    assert pointers(Citation, GUIDE) == pointers(Reference, GUIDE) == []


def test_what_is_not_there_cannot_be_read_or_removed(office_hours):
    for verb in (working.get, working.document, working.remove):
        with pytest.raises(NotFound) as refused:
            verb(("guide", "nowhere"))
        assert refused.value.message == "没有办事指南「nowhere」"


def test_every_draft_of_a_kind_is_given_by_key(office_hours):
    working.save("source", builders.source(key="another"))
    working.save("source", builders.source(key="zzz"))
    assert [item for item, _ in working.every("source")] == [
        ("source", "another"), ("source", "heshan-letter"), ("source", "zzz"),
    ]  # fmt: skip


NO_FACTS = dict.fromkeys(("conditions", "materials", "time_limits", "notes", "faqs", "legal_basis"))
EVERYTHING = {
    "source": builders.source(document_number="鹤医保〔2023〕1号", retrieved_on="2024-01-02",
                              url="https://example.invalid/", scope="鹤山", notes=["说明"]),
    "channel": builders.channel(excludes=["440300"], url="https://example.invalid/", app_id="wx1",
                                status="renamed", successor="yueyibao-2", note="改名",
                                doubt="没写日期", reading="按年初"),
    "office": builders.office(aliases=["古劳所"], hours="周一至周五", lat=22.5, lng=112.25,
                              datum="gcj02", note="周末休息"),
    "window": builders.window(closes_on=None, excludes=["440784"], verified_on="2024-01-02"),
    "standard": builders.standard(
        aliases=["医保费"], excludes=["440784"], note="说明",
        contribution_values=[contribution_value(
            kind="ended", per="month", base_min_fen=0, base_max_fen=1, employer_rate_bp=600,
            personal_rate_bp=0, verified_on="2024-01-02", note="说明", doubt="存疑", reading="理解",
        )],
    ),
    "guide": builders.guide(
        policy_year=2024, valid_from="2024-01-01", valid_to="2025-01-01", doubt="存疑",
        completeness="partial", partial_reason="原文截断", related=["jiangmen-student-enrol"],
        routes=[route(
            audience=["学生"], status="verified", verified_on="2024-01-02", verified_by="老李",
            steps=[step(path=[{"label": "年度", "kind": "choose", "param": "policy_year",
                               "alternatives": ["缴费年度"], "note": "默认"}])],
        )],
    ),
}  # fmt: skip


def in_form(document):
    """Return a document with its fields in the one order, whoever wrote it."""
    if isinstance(document, dict):
        return {name: in_form(document[name]) for name in sorted(document)}
    return [in_form(m) for m in document] if isinstance(document, list) else document


def item_of(builder):
    item_type = builder if builder in ITEM_TYPES else "standard"
    return item_type, builders.BUILDERS[builder]()["key"]


def still_open(item):
    """Return a row as somebody saw it, who goes on to work with what they saw."""
    db.session.remove()
    db.session(expire_on_commit=False)
    row = working.get(item)
    db.session.commit()
    return row


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def pointers(index, item):
    asked = select(index.pointer).where(index.item_type == item[0], index.item_key == item[1])
    return list(db.session.scalars(asked.order_by(index.id)))

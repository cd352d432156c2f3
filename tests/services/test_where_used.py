"""Where an item is used: in the drafts as they are now, to the place and its words."""

import pytest
from sqlalchemy import delete

from backend.errors import Invalid, NotFound
from backend.extensions import db
from backend.models import Reference
from backend.services import index, working
from backend.services.content_load import save_working
from backend.services.where_used import called, uses, where_used
from tests import builders
from tests.builder_parts import statement

PRICE = ("standard", "jiangmen-resident")
GUIDE = ("guide", "jiangmen-student-enrol")
WAY = ("questionnaire", "jiangmen-student-enrol-way")
PERSONAL = "{{standard:jiangmen-resident.personal}}"


@pytest.fixture
def filled(any_app):
    """Fill the working tables of each kind of database with the small content."""
    fill()


@pytest.fixture
def office_hours(app):
    """Fill them on SQLite alone, for what does not depend on the database."""
    fill()


@pytest.mark.parametrize(
    ("target", "places"),
    [
        (PRICE, [(GUIDE, "standards[0]"), (GUIDE, "summary"),
                 (WAY, "outcomes[0].standards[0]")]),
        (("channel", "yueyibao"), [(GUIDE, "routes[0].channel")]),
        (("window", "jiangmen-resident-2024"), [(GUIDE, "windows[0]")]),
        (("rule", "tianjin-newborn-coverage-start"), [(GUIDE, "rules[0]")]),
        (("office", "heshan-gulao"), [(GUIDE, "offices[0]"), (WAY, "outcomes[0].offices[0]")]),
        (GUIDE, [(WAY, "outcomes[0].guide")]),
        (WAY, []),
    ],
)  # fmt: skip
def test_every_place_that_shows_or_names_an_item_is_found(filled, target, places):
    assert [(use.item, use.pointer) for use in where_used(target)] == places


def test_every_fact_that_cites_a_source_is_found_with_its_quote(office_hours):
    found = where_used(("source", "heshan-letter"))
    assert {use.item[0] for use in found} == {
        "channel", "standard", "window", "office", "rule", "guide", "questionnaire",
    }  # fmt: skip
    (shown,) = [use for use in found if use.item[0] == "channel"]
    assert (shown.pointer, shown.excerpt) == ("citations[0].source", "“参保就医指引”")


def test_a_use_says_what_it_is_part_of(office_hours):
    assert [(u.title, u.excerpt) for u in where_used(("office", "heshan-gulao"))] == [
        ("江门学生参保登记", "江门学生参保登记"),
        ("学生参保走哪条路", "在手机上登记"),
    ]


@pytest.mark.parametrize(
    ("said", "excerpt"),
    [
        (f"交{PERSONAL}。", f"交{PERSONAL}。"),
        (f"{PERSONAL}", f"{PERSONAL}"),
        (f"{'多' * 30}{PERSONAL}{'少' * 30}", f"…{'多' * 24}{PERSONAL}{'少' * 24}…"),
        (f"出生{{{{lit:90天}}}}内交{PERSONAL}。", f"出生90天内交{PERSONAL}。"),
        ("补{{standard:other.subsidy}}，交" + PERSONAL + "，共{{standard:other.total}}。",
         f"…，交{PERSONAL}，共…"),
    ],
)  # fmt: skip
def test_a_text_is_shown_around_the_reference(said, excerpt):
    (use,) = uses(GUIDE, {"title": "指南", "notes": [{"text": said}]}, PRICE)
    assert (use.title, use.pointer, use.excerpt) == ("指南", "notes[0].text", excerpt)


def test_a_text_that_refers_twice_is_one_place():
    twice = {"summary": f"{PERSONAL}，{PERSONAL}"}
    assert [use.pointer for use in uses(GUIDE, twice, PRICE)] == ["summary"]


def test_a_longer_key_is_another_item():
    text = {"summary": "{{standard:jiangmen-resident-benefit.ratio}}"}
    assert list(uses(GUIDE, text, PRICE)) == []


def test_a_change_of_a_draft_is_seen_at_once(office_hours):
    silent = builders.guide(summary="交钱。", standards=None, notes=[statement(PERSONAL)])
    working.save("guide", silent)
    assert [use.pointer for use in where_used(PRICE) if use.item == GUIDE] == ["notes[0].text"]
    working.remove(WAY)
    assert {use.item for use in where_used(PRICE)} == {GUIDE}


def test_an_item_that_is_not_there_is_used_nowhere_and_that_is_said(office_hours):
    with pytest.raises(NotFound, match="没有标准「nowhere」"):
        where_used(("standard", "nowhere"))


def test_an_item_is_called_by_its_key(office_hours):
    assert called("jiangmen-resident") == PRICE
    assert called("standard/jiangmen-resident") == PRICE


@pytest.mark.parametrize("name", ["nowhere", "guide/jiangmen-resident", "什么/a", "/", ""])
def test_a_key_nobody_has_is_refused(office_hours, name):
    with pytest.raises(NotFound, match="没有标识为"):
        called(name)


def test_of_two_items_with_one_key_the_kind_must_be_said(office_hours):
    working.save("office", builders.office(key="jiangmen-resident"))
    with pytest.raises(Invalid, match="standard/jiangmen-resident、office/jiangmen-resident"):
        called("jiangmen-resident")
    assert called("office/jiangmen-resident") == ("office", "jiangmen-resident")


def test_an_index_of_before_is_told_and_made_anew(filled):
    assert not index.is_behind()
    db.session.execute(delete(Reference).where(Reference.target_type != "standard"))
    assert index.is_behind()
    assert [use.item for use in where_used(("channel", "yueyibao"))] == []
    working.index_anew()
    assert not index.is_behind()
    assert [use.item for use in where_used(("channel", "yueyibao"))] == [GUIDE]


def test_an_empty_database_has_nothing_to_index(app):
    assert not index.is_behind()


def fill():
    for item, document in builders.small_content().items():
        save_working(item, document)
    db.session.commit()

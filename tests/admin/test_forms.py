"""Forms out of the stored schemas: what is shown reads back, faults are told at their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.forms.bound import blank_rows
from admin.forms.build import form_of
from admin.forms.decision import Dims
from admin.forms.drawn import drawn
from admin.forms.posted import Command, entries_in, obeyed
from admin.forms.reading import entries_of, tidied, understood
from admin.forms.shapes import Group, Rows
from backend.config import ROOT
from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import read_folder
from backend.services.stored import body_of
from tests import builders
from tests.admin.documents import documents
from tests.builder_parts import benefit_value, cell, route, step

CONTENT = read_folder(ROOT / "content").items


@pytest.mark.parametrize("item", CONTENT, ids="/".join)
def test_every_item_of_the_content_reads_back_to_the_byte(item):
    assert read_back(item[0], CONTENT[item]) == body_of(CONTENT[item])


@pytest.mark.parametrize("item_type", ITEM_TYPES)
@given(data=st.data())
@settings(max_examples=40)
def test_any_document_reads_back_to_the_byte(item_type, data):
    document = data.draw(documents(item_type))
    assert read_back(item_type, document) == body_of(document)


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_rows_nobody_filled_in_say_nothing(item_type):
    document = next(d for (kind, _), d in CONTENTS if kind == item_type)
    entries = entries_of(item_type, document)
    for name in lists_of(form_of(item_type), entries):
        obeyed(item_type, entries, Command("add", name))
    assert understood(item_type, tidied(item_type, entries)).document == document


def test_money_is_typed_in_yuan_and_ratios_in_hundredths():
    entries = entries_of("standard", builders.standard())
    value = entries["contribution_values"][0]
    assert value["personal_fen"] == "406"
    value |= {"personal_fen": "４０６.５０元", "total_fen": "1,046.50", "personal_rate_bp": "8.5%"}
    read = document_of("standard", entries)["contribution_values"][0]
    assert (read["personal_fen"], read["total_fen"], read["personal_rate_bp"]) == (
        40650, 104650, 850
    )  # fmt: skip


def test_a_benefit_is_typed_in_the_unit_of_its_measure():
    cells = [cell(amount=8550), cell(measure="cap", amount=54000000),
             cell(measure="count", amount=3)]  # fmt: skip
    entries = entries_of("standard", builders.benefit(benefit_values=[benefit_value(cells=cells)]))
    typed = entries["benefit_values"][0]["cells"]
    assert [each["amount"] for each in typed] == ["85.5", "540000", "3"]
    typed[1] |= {"amount": "60万"}
    read = document_of("standard", entries)["benefit_values"][0]["cells"]
    assert [each["amount"] for each in read] == [8550, 60000000, 3]


@pytest.mark.parametrize("written", ["2026年1月1日", "2026/1/1", "20260101", " 2026-1-01 "])
def test_a_day_is_read_however_people_write_it(written):
    entries = entries_of("window", builders.window()) | {"closes_on": written}
    assert document_of("window", entries)["closes_on"] == "2026-01-01"


@pytest.mark.parametrize(
    "written",
    ["“我要办” > “社保缴费”", "【我要办】-【社保缴费】", "我要办→社保缴费", "我要办 › 社保缴费"],
)
def test_a_path_is_read_in_any_notation(written):
    entries = entries_of("guide", builders.guide())
    entries["routes"][0]["steps"][0]["path"] = written
    read = document_of("guide", entries)["routes"][0]["steps"][0]["path"]
    assert read == [{"label": "我要办"}, {"label": "社保缴费"}]


def test_an_empty_document_tells_everything_it_lacks():
    faults = understood("guide", form_of("guide").empty).faults
    assert {at for at, _ in faults} == {
        (name,) for name in ("key", "title", "region", "service", "summary", "completeness")
    }


@pytest.mark.parametrize(
    ("at", "typed"),
    [
        (("policy_year",), "今年"),
        (("valid_from",), "2025-02-30"),
        (("title",), "字" * 201),
        (("summary",), "看不见\x07的"),
        (("citations", 0, "quote"), "字" * 41),
        (("routes", 0, "steps", 1, "path"), "“”"),
        (("routes", 0, "steps", 1, "text"), " \n "),
        (("materials", 0, "copies"), "99999999999"),
        (("service",), "fly"),
        (("region",), "江门"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_once(at, typed):
    entries = entries_of("guide", builders.guide())
    put(entries, at, typed)
    outcome = understood("guide", tidied("guide", entries))
    assert outcome.document is None
    assert [place for place, _ in outcome.faults] == [at]
    form = drawn("guide", entries, outcome.faults)
    ((field, trail, message),) = form.troubles()
    assert (field.path, field.entry) == (at, typed)
    assert trail
    assert message


def test_the_way_to_a_fault_is_told_in_words():
    entries = entries_of("guide", builders.guide())
    entries["routes"][0]["steps"][1]["text"] = ""
    faults = understood("guide", entries).faults
    ((_, trail, message),) = drawn("guide", entries, faults).troubles()
    assert (trail, message) == ("办理途径 1 › 步骤 2 › 内容", "缺少这一项")


def test_a_fault_inside_a_text_of_many_parts_stands_at_that_text():
    entries = entries_of("guide", builders.guide())
    form = drawn("guide", entries, [(("routes", 0, "steps", 0, "path", 1, "param"), "没有年度")])
    ((field, _, _),) = form.troubles()
    assert field.name == "routes.0.steps.0.path"


def test_rows_are_added_moved_and_removed_by_command():
    entries = entries_of(
        "guide", builders.guide(routes=[route(steps=[step(text=t) for t in "甲乙丙"])])
    )
    steps = entries["routes"][0]["steps"]
    assert obeyed("guide", entries, Command.of("down:routes.0.steps.0")) == "routes.0.steps.1"
    assert obeyed("guide", entries, Command.of("up:routes.0.steps.2")) == "routes.0.steps.1"
    assert [s["text"] for s in steps] == ["乙", "丙", "甲"]
    obeyed("guide", entries, Command.of("remove:routes.0.steps.1"))
    assert obeyed("guide", entries, Command.of("add:routes.0.steps")) == "routes.0.steps.2"
    assert [s["text"] for s in steps] == ["乙", "甲", ""]


@pytest.mark.parametrize(
    "nonsense",
    ["", "add", "add:title", "add:nothing.1", "remove:routes.9", "remove:routes.x", "up:routes.0",
     "fly:routes.0", "down:routes.0", "remove:key", "add:routes.0.steps.0.path"],
)  # fmt: skip
def test_a_command_that_makes_no_sense_changes_nothing(nonsense):
    entries = entries_of("guide", builders.guide())
    obeyed("guide", entries, Command.of(nonsense))
    assert document_of("guide", entries) == builders.guide()


def test_rows_come_in_the_order_of_the_page_whatever_they_are_called():
    posted = [("routes.7.title", "先"), ("routes.n1.title", "中"), ("routes.0.title", "后")]
    entries = entries_in("guide", posted)
    assert [row["title"] for row in entries["routes"]] == ["先", "中", "后"]


@pytest.mark.parametrize(
    "name",
    [
        "state",
        "author",
        "lock_version",
        "id",
        "routes.0.position",
        "title.x",
        "routes",
        "." * 40,
        "routes.0",
        "citations.0.0.0",
    ],
)
def test_a_posted_name_that_is_no_field_is_not_looked_at(name):
    posted = [*pairs_of(form_of("guide"), entries_of("guide", builders.guide())), (name, "9")]
    assert document_of("guide", entries_in("guide", posted)) == builders.guide()


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_a_blank_row_of_every_list_can_be_drawn(item_type):
    blank = blank_rows(drawn(item_type, form_of(item_type).empty))
    named = {
        shape.name: shape for shape in shapes_in(form_of(item_type)) if isinstance(shape, Rows)
    }
    assert blank.keys() == named.keys()


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_every_field_is_called_something_and_every_select_has_choices(item_type):
    for shape in shapes_in(form_of(item_type)):
        assert shape.label
        if shape.widget in ("select", "ticks"):
            assert shape.choices


def read_back(item_type, document):
    """Show a document, have a browser send it all back untouched, and read that."""
    entries = entries_of(item_type, document)
    posted = entries_in(item_type, pairs_of(form_of(item_type), entries))
    return body_of(document_of(item_type, posted))


def document_of(item_type, entries):
    outcome = understood(item_type, tidied(item_type, entries))
    assert outcome.faults == ()
    return outcome.document


def pairs_of(shape, entry, name=""):
    """Yield what a form sends for an entry."""
    if isinstance(shape, Dims):
        yield f"{name}.order", ",".join(part for part, said in entry.items() if said)
        entry = dict(sorted(entry.items()))  # drawn at their places, whatever their order
    if isinstance(shape, Group | Rows):
        for part, inner in entry.items() if isinstance(shape, Group) else enumerate(entry):
            member = shape.of(part) if isinstance(shape, Group) else shape.member
            yield from pairs_of(member, inner, f"{name}.{part}".lstrip("."))
    elif isinstance(entry, list):
        yield from ((name, each) for each in entry)
    elif shape.widget != "tick" or entry:
        yield name, entry.replace("\n", "\r\n")


def shapes_in(shape):
    yield shape
    inner = getattr(shape, "fields", ()) or filter(None, [getattr(shape, "member", None)])
    for each in inner:
        yield from shapes_in(each)


def lists_of(shape, entry, name=""):
    """Yield the names of all lists of an item, the outer ones first."""
    if isinstance(shape, Rows):
        yield name
        for at, inner in enumerate(list(entry)):
            yield from lists_of(shape.member, inner, f"{name}.{at}")
    elif isinstance(shape, Group):
        for part, inner in list(entry.items()):
            yield from lists_of(shape.of(part), inner, f"{name}.{part}".lstrip("."))


def put(entries, at, typed):
    for part in at[:-1]:
        entries = entries[part]
    entries[at[-1]] = typed


CONTENTS = [*CONTENT.items(), (("questionnaire", ""), builders.questionnaire())]

"""What is exported is imported again as it was: import(export(x)) = x."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.config import ROOT
from backend.services.content_files import read_folder
from backend.services.sheets import book, tables
from backend.services.sheets.cells import LIST_MARKS, PART_MARKS, escape, split
from backend.services.sheets.columns import SHEETS
from tests.services.sheets.making import ODD, beside, several

EVERY_SHEET = pytest.mark.parametrize("name", SHEETS)


@EVERY_SHEET
@given(st.data())
def test_rows_give_back_the_documents_they_were_made_of(name, data):
    documents = data.draw(several(name))
    reading = tables.read(SHEETS[name], grid_of(name, documents), beside())
    assert reading.problems == []
    assert list(reading.documents.values()) == documents


@EVERY_SHEET
@given(st.data())
def test_nothing_changes_where_the_documents_are_already(name, data):
    documents = data.draw(several(name))
    reading = tables.read(SHEETS[name], grid_of(name, documents), beside(*documents))
    assert list(reading.documents.values()) == documents


@EVERY_SHEET
@settings(max_examples=8)
@given(st.data())
def test_so_does_a_workbook(name, data):
    documents = data.draw(several(name))
    packed = book.write_xlsx(SHEETS[name], tables.rows_of(SHEETS[name], documents))
    reading = tables.read(SHEETS[name], book.read_file(packed), beside())
    assert reading.problems == []
    assert list(reading.documents.values()) == documents


@EVERY_SHEET
@settings(max_examples=8)
@given(st.data())
def test_so_does_a_csv_file(name, data):
    documents = data.draw(several(name))
    sheet = SHEETS[name]
    packed = book.write_csv(sheet.headings, tables.rows_of(sheet, documents))
    reading = tables.read(sheet, book.read_file(packed), beside())
    assert reading.problems == []
    assert list(reading.documents.values()) == documents


@EVERY_SHEET
def test_the_whole_content_goes_out_and_comes_in_again(name):
    sheet = SHEETS[name]
    whole = read_folder(ROOT / "content").documents
    own = [
        document
        for (item_type, _), document in whole.items()
        if item_type == sheet.item_type and document.get("kind", "") in (sheet.kind, "")
    ]
    assert own
    packed = book.write_xlsx(sheet, tables.rows_of(sheet, own))
    reading = tables.read(sheet, book.read_file(packed), beside())
    assert reading.problems == []
    assert list(reading.documents.values()) == own


@given(st.lists(st.text(ODD)))
def test_marks_in_a_text_part_nothing(texts):
    marks = LIST_MARKS + PART_MARKS
    written = "；".join(escape(text) for text in texts)
    assert split(written, marks) == (texts or [""])


@given(st.text(ODD) | st.text())
def test_a_text_is_what_it_was_after_it_was_made_harmless(text):
    harmless = book.neutralised(text)
    assert (
        harmless.lstrip("'")[:1] not in "=+-@＝＋－＠\t\r" or harmless.startswith("'") or not text
    )
    if text:
        assert book.restored(harmless) == text


def grid_of(name, documents):
    sheet = SHEETS[name]
    return [sheet.headings, *tables.rows_of(sheet, documents)]

"""Tables in and out of the panel, and the whole content as a file."""

import io
import re
import zipfile
from urllib.parse import unquote

import openpyxl
import pytest

from admin.desk import progress
from backend.extensions import db
from backend.services import content_load, drafting, editions, staff, working
from backend.services.content_files import read_folder
from backend.services.sheets import book, tables
from backend.services.sheets.columns import SHEETS
from tests.admin.people import ask, browser_of
from tests.builders import office as office_doc
from tests.builders import window

OFFICE = ("office", "heshan-gulao")
EVERY_SHEET = pytest.mark.parametrize("name", SHEETS)


@pytest.fixture
def editor(office):
    return browser_of(office, "编辑甲", "editor")


def test_a_table_is_checked_shown_and_written_as_drafts(office, editor):
    sent = upload(editor, "offices", office_doc(address="新址"), office_doc(key="heshan-new"))
    page = editor.get(sent.location).text
    assert "<dt>新增</dt><dd>1 项</dd>" in page
    assert "<ins>新址</ins>" in page
    assert ask(office, lambda: editions.latest(OFFICE).number) == 1
    done = editor.post(sent.location.replace("run", "apply"))
    assert "写成草稿。到" in editor.get(done.location).text
    assert ask(office, lambda: working.document(OFFICE)["address"]) == "新址"
    assert ask(office, lambda: editions.latest(("office", "heshan-new")).state) == "draft"


def test_every_wrong_row_is_told_and_can_be_taken_along(office, editor):
    rows = [office_doc(key=f"o-{n}", region="440784999") for n in range(150)]
    sent = upload(editor, "offices", *rows)
    page = editor.get(sent.location).text
    assert "第 2 行「地区」：没有区划代码 440784999" in page
    assert "还有 50 处" in page
    assert "写成草稿" not in page
    told = editor.get(sent.location.replace("run", "problems"))
    assert told.data.startswith(b"\xef\xbb\xbf")
    assert len(told.text.splitlines()) == 151
    refused = editor.post(sent.location.replace("run", "apply"))
    assert refused.status_code == 422
    assert "什么都没有导入" in refused.text


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({"sheet": "offices"}, "请选一个文件"),
        ({"sheet": "offices", "file": (b"PK\x03\x04", "a.xlsx")}, "不是能打开的 xlsx"),
        ({"sheet": "offices", "file": (b"a,=1\n", "a.csv")}, "是公式"),
        ({"sheet": "offices", "file": (b"a\n", "a.csv"), "source": "heshan-letter"}, "要写全"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(editor, form, word):
    if "file" in form:
        content, name = form["file"]
        form = form | {"file": (io.BytesIO(content), name)}
    refused = editor.post("/admin/import/look/", form, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert word in refused.text


def test_what_was_saved_after_the_check_is_not_overwritten(office, editor):
    sent = upload(editor, "offices", office_doc(address="表里的"))
    ask(office, lambda: saved(office_doc(address="同事的")))
    assert "又被改过" in editor.get(sent.location).text
    late = editor.post(sent.location.replace("run", "apply"))
    assert late.status_code == 409
    assert ask(office, lambda: working.document(OFFICE)["address"]) == "同事的"


def test_a_table_is_its_bringers_alone(office, editor):
    sent = upload(editor, "offices", office_doc(address="新址"))
    other = browser_of(office, "编辑乙", "editor")
    assert other.get(sent.location).status_code == 404
    assert other.post(sent.location.replace("run", "apply")).status_code == 404


def test_a_table_can_be_given_up(office, editor):
    sent = upload(editor, "offices", office_doc(address="新址"))
    editor.post(sent.location.replace("run", "abandon"))
    assert "已放弃" in editor.get(sent.location).text
    assert ask(office, lambda: working.document(OFFICE)) == office_doc()


def test_what_is_the_same_needs_no_import(editor):
    assert "完全一样" in editor.get(upload(editor, "offices", office_doc()).location).text


def test_the_whole_table_can_be_cited_at_once(office, editor):
    sheet = SHEETS["offices"]
    rows = tables.rows_of(sheet, [office_doc(key="heshan-new", citations=None)])
    form = {"sheet": "offices", "source": "heshan-letter", "where": "表", "quote": "古劳镇",
            "file": (io.BytesIO(book.write_csv(sheet.headings, rows)), "表.csv")}  # fmt: skip
    sent = editor.post("/admin/import/look/", form, content_type="multipart/form-data")
    editor.post(sent.location.replace("run", "apply"))
    cited = ask(office, lambda: working.document(("office", "heshan-new"))["citations"])
    assert cited == [{"source": "heshan-letter", "where": "表", "quote": "古劳镇"}]


@EVERY_SHEET
def test_a_template_has_its_headings_and_says_how_to_fill_it_in(editor, name):
    answer = editor.get(f"/admin/import/template/?sheet={name}")
    assert named(answer) == f"{SHEETS[name].label}模板.xlsx"
    pages = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets
    assert [cell.value for cell in pages[0][1]] == SHEETS[name].headings
    assert pages[1].title == "填写说明"


@EVERY_SHEET
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_can_be_imported_as_it_is(editor, name, kind):
    answer = editor.get(f"/admin/import/export/?sheet={name}&format={kind}")
    assert re.fullmatch(rf"{SHEETS[name].label}-\d{{4}}-\d\d-\d\d\.{kind}", named(answer))
    form = {"sheet": name, "file": (io.BytesIO(answer.data), f"x.{kind}")}
    sent = editor.post("/admin/import/look/", form, content_type="multipart/form-data")
    page = editor.get(sent.location).text
    assert "完全一样" in page
    assert "<dt>没有变化</dt><dd>1 项</dd>" in page


def test_an_export_may_be_of_one_region_and_what_lies_below_it(editor):
    here = editor.get("/admin/import/export/?sheet=offices&format=csv&region=440700")
    assert named(here).startswith("经办机构-江门市-")
    assert "heshan-gulao" in here.text
    there = editor.get("/admin/import/export/?sheet=offices&format=csv&region=120000")
    assert len(there.text.splitlines()) == 1


def test_the_content_is_taken_along_whole(office, editor, tmp_path):
    answer = editor.get("/admin/import/content/")
    assert named(answer).startswith("内容-")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert all(name.startswith("content/") for name in archive.namelist())
        archive.extractall(tmp_path)
    folder = read_folder(tmp_path / "content")
    assert folder.problems == []
    assert folder.documents == ask(office, content_load.dump)
    assert editor.get("/admin/import/content/").data == answer.data


def test_how_far_it_got_is_told_meanwhile_and_forgotten_after(office, editor):
    number = ask(office, lambda: staff.find("编辑甲").id)
    with office.app_context():
        under_way = progress.of(number)
        tell = under_way.__enter__()
    tell(500, 10_000)
    assert editor.get("/admin/import/progress/").json == {"done": 500, "of": 10_000}
    under_way.__exit__(None, None, None)
    assert editor.get("/admin/import/progress/").json == {"done": 0, "of": 0}


def test_windows_come_in_too(office, editor):
    later = window(key="jiangmen-resident-2025", policy_year=2025, title="2025年度")
    sent = upload(editor, "windows", later)
    editor.post(sent.location.replace("run", "apply"))
    assert ask(office, lambda: working.document(("window", later["key"]))) == later


@pytest.mark.parametrize(
    "path",
    ["/admin/import/run/?id=99", "/admin/import/template/?sheet=x", "/admin/import/export/",
     "/admin/import/run/"],
)  # fmt: skip
def test_what_there_is_not_is_said_so(editor, path):
    assert editor.get(path).status_code == 404


def upload(browser, name, *documents):
    sheet = SHEETS[name]
    packed = book.write_csv(sheet.headings, tables.rows_of(sheet, documents))
    form = {"sheet": name, "file": (io.BytesIO(packed), "表.csv")}
    return browser.post("/admin/import/look/", form, content_type="multipart/form-data")


def named(answer):
    return unquote(answer.headers["Content-Disposition"].partition("filename*=UTF-8''")[2])


def saved(document):
    row = working.get(OFFICE)
    drafting.save("office", document, author="老李", seen=row.lock_version)
    db.session.commit()

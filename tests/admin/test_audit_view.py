"""操作记录: read, filtered, paged, taken along, and never changed."""

import csv
import io

import pytest

from backend.extensions import db
from backend.services import audit, editions, staff
from tests.admin.people import ask, browser_of
from tests.builders import guide

GUIDE = ("guide", "jiangmen-student-enrol")


@pytest.fixture
def reviewer(panel):
    return browser_of(panel, "老李", "reviewer")


def test_the_newest_is_on_top_and_older_pages_follow(panel, reviewer):
    ask(panel, lambda: happen(120))
    first = reviewer.get("/admin/audit/").text
    assert [f"草稿{n}" in first for n in (119, 70, 69)] == [True, True, False]
    below = first.split("below=")[1].split('"')[0]
    second = reviewer.get(f"/admin/audit/?below={below}").text
    assert [f"草稿{n}" in second for n in (70, 69, 20)] == [False, True, True]


def test_the_log_is_filtered_and_the_filter_stays_on_the_next_page(panel, reviewer):
    ask(panel, lambda: happen(60))
    page = reviewer.get("/admin/audit/?actor=小王&action=draft&subject=guide&key=草稿").text
    assert page.count("写草稿</td>") == 50
    assert "登录</td>" not in page
    assert "actor=%E5%B0%8F%E7%8E%8B" in page.split("更早的")[0].rsplit("href=", 1)[1]
    assert "没有符合条件的记录" in reviewer.get("/admin/audit/?actor=外人").text


def test_days_are_shanghai_s(panel, time_machine):
    time_machine.move_to("2026-12-31T16:30:00+00:00", tick=False)
    reviewer = browser_of(panel, "老李", "reviewer")
    ask(panel, lambda: happen(1))
    assert "2027-01-01 00:30" in reviewer.get("/admin/audit/?key=草稿").text
    assert "草稿0" in reviewer.get("/admin/audit/?from=2027-01-01&key=草稿").text
    assert "没有符合条件的记录" in reviewer.get("/admin/audit/?to=2026-12-31&key=草稿").text


@pytest.mark.parametrize("query", ["from=tomorrow", "to=2027-13-01"])
def test_a_day_that_is_none_is_said(reviewer, query):
    answer = reviewer.get(f"/admin/audit/?{query}")
    assert (answer.status_code, "看不懂，请写成 2027-01-01" in answer.text) == (400, True)


@pytest.mark.parametrize("query", ["below=x", "below=-1", f"below={'9' * 40}", "key=%00"])
def test_odd_queries_are_no_trouble(reviewer, query):
    assert reviewer.get(f"/admin/audit/?{query}").status_code in (200, 400)


@pytest.mark.parametrize("number", ["", "0", "x", "999", "9" * 40])
def test_an_event_there_is_not_says_so(reviewer, number):
    assert reviewer.get(f"/admin/audit/event/?id={number}").status_code == 404


def test_what_a_draft_changed_stands_side_by_side(panel, reviewer):
    ask(panel, edit_twice)
    number = reviewer.get("/admin/audit/?action=draft").text.split("event/?id=")[1].split('"')[0]
    page = reviewer.get(f"/admin/audit/event/?id={number}").text
    assert "<del>登记</del>" in page
    assert "<ins>怎么参</ins>" in page or "<ins>" in page


def test_the_export_opens_in_excel_and_runs_nothing(panel, reviewer):
    ask(panel, dangerous)
    answer = reviewer.get("/admin/audit/export/?action=rejected")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert (
        "filename*=UTF-8''%E6%93%8D%E4%BD%9C%E8%AE%B0%E5%BD%95.csv"
        in (answer.headers["Content-Disposition"])
    )
    heading, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert heading == ["时间", "谁", "从哪里", "做了什么", "对象", "说明", "之前", "之后", "编号"]
    assert row[1] == '\'=HYPERLINK("http://evil.example")'
    assert row[3] == "退回修改"
    assert row[5] == "意见：=1+1"


def test_the_export_holds_all_that_was_asked_for(panel, reviewer):
    ask(panel, lambda: happen(120))
    rows = list(csv.reader(io.StringIO(reviewer.get("/admin/audit/export/?actor=小王").text)))
    assert len(rows) == 1 + 120


def test_before_and_after_are_columns_of_their_own(panel, reviewer):
    ask(panel, change_somebody)
    rows = csv.reader(io.StringIO(reviewer.get("/admin/audit/export/?action=staff.change").text))
    assert list(rows)[1][6:8] == ["角色：编辑", "角色：审核"]


def test_the_export_says_what_a_draft_changed(panel, reviewer):
    ask(panel, edit_twice)
    rows = csv.reader(io.StringIO(reviewer.get("/admin/audit/export/?action=draft").text))
    assert list(rows)[1][6:8] == ["标题：江门学生参保登记", "标题：江门学生怎么参保"]


def happen(times):
    if staff.find("小王") is None:
        staff.add("小王", role="editor")
    for number in range(times):
        audit.record("draft", ("guide", f"草稿{number}"), actor="小王", number=1)
    db.session.commit()


def edit_twice():
    staff.add("小王", role="editor")
    editions.draft(GUIDE, guide(), author="小王")
    editions.draft(GUIDE, guide(title="江门学生怎么参保"), author="小王")
    db.session.commit()


def dangerous():
    actor = '=HYPERLINK("http://evil.example")'
    audit.record("rejected", GUIDE, actor=actor, comment="=1+1")
    db.session.commit()


def change_somebody():
    staff.change(staff.add("小王", role="editor"), role="reviewer", regions=[], by=staff.CONSOLE)
    db.session.commit()

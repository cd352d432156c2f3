"""年度切换 as people click through it: from the list of regions to what the phone shows."""

import html

import pytest
import time_machine

from backend.extensions import db
from backend.models import RolloverLine
from backend.services import releases
from tests.admin.people import ask, browser_of
from tests.admin.rolling import (
    LINE,
    LIST,
    NOTICE,
    OFFICE,
    SEEN,
    STANDARD,
    decide,
    editions_count,
    filled,
    hand_in,
    line_seen,
    open_version,
    rest,
    send,
)
from tests.release.desk import seen as shown


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-25T02:00Z") as clock:
        yield clock


@pytest.fixture
def editor(clock, office):
    browser = browser_of(office, "编辑甲", "editor")
    browser.post("/admin/rollover/begin/", {"region": "440700", "year": "2027"})
    return browser


@pytest.fixture
def reviewer(clock, office):
    return browser_of(office, "审核甲", "reviewer")


def test_the_regions_with_standards_are_offered_and_next_year_is_filled_in(clock, office):
    browser = browser_of(office, "江门人", "editor", ["440700"])
    page = browser.get("/admin/rollover/").text
    assert 'value="440700"' in page
    assert 'value="2027"' in page
    assert "1 个标准" in page or "2 个标准" in page
    far = browser_of(office, "天津人", "editor", ["120000"]).get("/admin/rollover/").text
    assert 'value="440700"' not in far


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({"year": "2027"}, "至少一个地区"),
        ({"region": "440700", "year": "27"}, "四位数"),
        ({"region": "440700", "year": "1999"}, "不像是新年度"),
        ({"region": "x", "year": "2027"}, "区划"),
    ],
)
def test_what_cannot_be_begun_says_why_and_keeps_what_was_chosen(clock, office, form, word):
    browser = browser_of(office, "编辑乙", "editor")
    refused = browser.post("/admin/rollover/begin/", form)
    assert refused.status_code == 422
    assert word in refused.text
    assert f'value="{form["year"]}"' in refused.text


def test_the_checklist_shows_everything_with_what_it_was(editor):
    page = editor.get(LIST).text
    for told in (
        "0 / 5 项", "江门市城乡居民医保缴费标准", "个人缴费 406元", "2023-09-01 至 2024-01-01",
        "我要办 › 社保缴费", "古劳镇中华大道31号 · 8761233",
        "1 篇指南里的金额会自动跟着变", "还有 5 项没有定",
    ):  # fmt: skip
        assert told in page
    assert "提交审核</button>" not in page


def test_one_amount_changed_and_the_rest_the_same_goes_live(editor, reviewer, office, clock):
    form = filled(editor.get(f"{LINE}&type=standard&key=jiangmen-resident"))
    assert form["v0.personal_fen"] == "406"
    editor.post(
        "/admin/rollover/change/?id=1", form | {"v0.personal_fen": "420", "v0.total_fen": ""}
    )
    assert "→ 2027年度：个人缴费 420元，财政补助 640元，合计 1060元" in editor.get(LIST).text
    send(editor, "evidence", NOTICE)
    rest(editor)
    page = editor.get(LIST).text
    assert "5 / 5 项" in page
    handed = hand_in(editor)
    assert handed.status_code == 302
    page = reviewer.get(handed.location).text
    assert "年度的仍在，供对照" in page
    assert "个人缴费：406元" in page
    assert "<ins>420</ins>元" in page
    assert "全部通过" in page
    version = SEEN.search(page)[1]
    reviewer.post(handed.location.replace("details", "approve"), {"seen": version})
    version = SEEN.search(reviewer.get(handed.location).text)[1]
    reviewer.post(
        handed.location.replace("details", "publish"),
        {"seen": version, "when": "later", "at": "2027-01-01T00:00", "confirmed": "yes"},
    )
    assert shown(office, "/standards/jiangmen-resident")["status"] == "carried_over"
    clock.move_to("2026-12-31T16:00Z")
    assert shown(office, "/standards/jiangmen-resident")["current"]["personal_fen"] == 42000
    assert "420元" in shown(office, "/guides/jiangmen-student-enrol")["summary"]


def test_another_goes_on_where_one_stopped(editor, reviewer):
    decide(editor, OFFICE, "same")
    page = reviewer.get("/admin/rollover/").text
    assert "您可以接着做" in page
    assert "1 / 5 项" in reviewer.get(LIST).text
    assert "编辑甲" in reviewer.get(LIST).text
    decide(reviewer, STANDARD, "not_announced")
    assert "2 / 5 项" in editor.get(LIST).text


def test_of_two_at_one_line_the_later_is_told_who_was_first(editor, reviewer):
    early, late = (line_seen(editor, OFFICE) for _ in "12")
    decide(editor, OFFICE, "same", seen=early)
    refused = decide(reviewer, OFFICE, "ended", seen=late)
    assert refused.status_code == 409
    assert "刚刚由编辑甲定过" in refused.text


def test_of_two_who_type_both_texts_are_shown_and_one_is_chosen(editor, reviewer, office):
    form = filled(editor.get(f"{LINE}&type=standard&key=jiangmen-resident"))
    editor.post(
        "/admin/rollover/change/?id=1", form | {"v0.personal_fen": "420", "v0.total_fen": ""}
    )
    refused = reviewer.post("/admin/rollover/change/?id=1",
                            form | {"v0.personal_fen": "430", "v0.total_fen": ""})  # fmt: skip
    assert refused.status_code == 409
    assert "编辑甲 刚刚定为：有变化" in refused.text
    assert "个人缴费 420元" in refused.text
    assert 'value="430"' in refused.text
    assert "看过了，仍用我填的" in refused.text
    reviewer.post("/admin/rollover/change/?id=1", filled(refused))
    assert "个人缴费 430元" in reviewer.get(LIST).text


def test_what_cannot_be_read_is_told_and_nothing_typed_is_lost(editor, office):
    form = filled(editor.get(f"{LINE}&type=standard&key=jiangmen-resident"))
    refused = editor.post("/admin/rollover/change/?id=1",
                          form | {"v0.personal_fen": "四百二", "v0.note": "新说明"})  # fmt: skip
    assert refused.status_code == 422
    assert '<a href="#v0.personal_fen">个人缴费（元）</a>：应当是金额' in refused.text
    assert 'id="v0.personal_fen-f">应当是金额' in refused.text
    assert 'value="四百二"' in refused.text
    assert "新说明" in refused.text
    assert ask(office, lambda: db.session.scalars(db.select(RolloverLine)).all()) == []


def test_the_rest_is_only_the_same_for_whoever_says_so(editor):
    refused = rest(editor, certain="")
    assert refused.status_code == 422
    assert "请先勾选" in refused.text
    old = open_version(editor)
    decide(editor, OFFICE, "ended")
    assert rest(editor, seen=old).status_code == 409


def test_a_table_is_pasted_and_its_mistakes_are_told(editor):
    wrong = "标题\t个人缴费\n没有这个\t1\n江门市城乡居民医保缴费标准\t四百\n"
    refused = editor.post("/admin/rollover/paste/?id=1", {"table": wrong})
    assert refused.status_code == 422
    assert "第 2 行「标识」：要写明是哪一个标准" in refused.text
    assert "第 3 行「个人缴费（元）」" in refused.text
    assert "没有这个" in refused.text
    right = "标题\t个人缴费\t财政补助\n江门市城乡居民医保缴费标准\t420\t670\n"
    editor.post("/admin/rollover/paste/?id=1", {"table": right})
    assert "个人缴费 420元，财政补助 670元" in editor.get(LIST).text


def test_evidence_that_is_not_whole_keeps_what_was_typed(editor):
    refused = send(editor, "evidence", NOTICE | {"quote": ""})
    assert refused.status_code == 422
    assert "关于2027年度缴费的通知" in refused.text
    assert "江门市新年度的依据还没写全，有 1 处要改" in refused.text
    assert 'id="quote440700-f">缺少这一项' in refused.text
    assert '<a href="#quote440700">原文（最多 40 字）</a>' in refused.text
    send(editor, "evidence", {"region": "440700", "source": "heshan-letter", "where": "二",
                              "quote": "同上一年"})  # fmt: skip
    assert "“同上一年”" in editor.get(LIST).text


def test_a_submitted_update_shows_what_was_decided_and_leads_to_its_release(editor, office):
    send(editor, "evidence", NOTICE)
    rest(editor)
    handed = hand_in(editor)
    page = editor.get(LIST).text
    assert "已提交审核" in page
    assert handed.location in html.unescape(page)
    assert decide(editor, OFFICE, "same", seen="1").status_code == 409
    assert ask(office, lambda: len(releases.every())) == 2


def test_nothing_is_handed_in_without_being_asked(editor, office):
    send(editor, "evidence", NOTICE)
    rest(editor)
    before = ask(office, editions_count)
    asks = hand_in(editor, confirmed="")
    assert "提交以后，清单不能再改" in asks.text
    assert ask(office, editions_count) == before


def test_an_update_can_be_given_up(editor):
    assert "放弃这次年度切换？" in send(editor, "abandon").text
    send(editor, "abandon", {"confirmed": "yes"})
    assert "已放弃" in editor.get(LIST).text


def test_somebody_of_another_region_sees_it_and_cannot_touch_it(editor, office):
    far = browser_of(office, "天津人", "editor", ["120000"])
    assert "由负责江门市的同事接着做，您可以看" in far.get("/admin/rollover/").text
    page = far.get(LIST).text
    assert "江门市城乡居民医保缴费标准" in page
    assert "/admin/rollover/decide/" not in page
    assert decide(far, OFFICE, "same", seen="0").status_code == 403


@pytest.mark.parametrize("path", [
    "/admin/rollover/checklist/?id=9", "/admin/rollover/checklist/", f"{LINE}&type=office&key=x",
    "/admin/rollover/line/?id=1",
])  # fmt: skip
def test_what_there_is_not_is_said_so(editor, path):
    assert editor.get(path).status_code == 404

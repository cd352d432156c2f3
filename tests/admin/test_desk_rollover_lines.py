"""A line of the yearly update as people fill it in, and what is said where it cannot be taken."""

import html

import pytest
import time_machine

from backend.extensions import db
from backend.models import RolloverLine
from tests.admin.people import ask, browser_of
from tests.admin.rolling import LINE, LIST, NOTICE, filled, hand_in, rest, send

CHANGE = "/admin/rollover/change/?id=1"
STANDARD, OFFICE = (
    f"{LINE}&type=standard&key=jiangmen-resident",
    f"{LINE}&type=office&key=heshan-gulao",
)
FOUR_TWENTY = {"v0.personal_fen": "420", "v0.total_fen": ""}


@pytest.fixture
def editor(office):
    with time_machine.travel("2026-11-25T02:00Z"):
        browser = browser_of(office, "编辑甲", "editor")
        browser.post("/admin/rollover/begin/", {"region": "440700", "year": "2027"})
        yield browser


def test_a_fresh_checklist_does_not_say_that_nothing_is_announced(editor):
    page = editor.get(LIST).text
    assert "还有 5 项没有定" in page
    assert "没有可以发布的内容" not in page


def test_evidence_names_its_region_and_every_field_that_is_empty(editor):
    page = send(editor, "evidence", {"region": "440700", "grade": "A"}).text
    assert "江门市新年度的依据还没写全，有 3 处要改" in page
    for name in ("title", "where", "quote"):
        assert f'<a href="#{name}440700">' in page
        assert f'id="{name}440700-f">缺少' in page


@pytest.mark.parametrize(
    ("words", "outcome", "flashed"),
    [
        ({}, {}, "没有变化，已定为与去年相同"),
        (
            {"words.where": "第三条", "words.quote": "停止执行"},
            {"outcome": "ended"},
            "已定为不再有",
        ),
        ({"words.where": "第三条", "words.quote": "不变"}, {"outcome": "same"}, "与去年相同"),
    ],
)
def test_a_line_may_stay_or_end_with_words_of_its_own(editor, words, outcome, flashed):
    editor.post(CHANGE, filled(editor.get(STANDARD)) | words | outcome)
    page = editor.get(LIST).text
    assert flashed in page
    assert ("自己的依据：“" in page) is bool(words)
    form = filled(editor.get(STANDARD))
    assert form["words.quote"] == words.get("words.quote", "")


def test_what_does_not_hold_together_leads_to_its_line(editor, office):
    editor.post(CHANGE, filled(editor.get(STANDARD)) | FOUR_TWENTY)
    send(editor, "evidence", NOTICE)
    rest(editor)
    ask(office, break_a_sum)
    refused = hand_in(editor)
    assert refused.status_code == 422
    page = html.unescape(refused.text)
    assert (
        f'<a href="{STANDARD}&part=">江门市城乡居民医保缴费标准</a>：合计（元）：合计 900元' in page
    )
    assert "yaml" not in page
    assert "提交审核</button>" in page


def test_a_sum_that_does_not_add_up_is_refused_and_all_of_it_is_kept(editor):
    typed = {"v0.personal_fen": "150", "v0.subsidy_fen": "730", "v0.total_fen": "900"}
    refused = editor.post(CHANGE, filled(editor.get(STANDARD)) | typed | {"words.quote": "一句"})
    assert refused.status_code == 422
    assert '<a href="#v0.total_fen">合计（元）</a>：合计 900元，而个人 150元' not in refused.text
    assert '<a href="#words.where">在其中的位置</a>' in refused.text
    assert filled(refused).items() >= (typed | {"words.quote": "一句"}).items()
    refused = editor.post(CHANGE, filled(refused) | {"words.where": "第一条"})
    assert '<a href="#v0.total_fen">合计（元）</a>：合计 900元，而个人 150元' in refused.text
    assert 'id="v0.total_fen-f">合计 900元' in refused.text
    assert filled(refused).items() >= typed.items()


def test_an_office_has_a_field_for_each_part_of_a_number(editor):
    form = filled(editor.get(OFFICE))
    assert (form["phones.0.raw"], form["phones.0.e164"]) == ("8761233", "+867508761233")
    new = {"phones.0.raw": "8881234", "phones.0.e164": ""}
    refused = editor.post(CHANGE, form | new)
    assert 'id="phones.0.e164-f">「8881234」没有区号' in refused.text
    editor.post(CHANGE, filled(refused) | {"phones.0.e164": "+867508881234"})
    assert "古劳镇中华大道31号 · 8881234" in editor.get(LIST).text


def test_a_tick_that_was_taken_away_stays_away(editor):
    form = filled(editor.get(OFFICE)) | {"phones.0.e164": "12"}
    del form["phones.0.area_code_inferred"]
    refused = editor.post(CHANGE, form)
    tick = refused.text.partition('name="phones.0.area_code_inferred"')[2].partition(">")[0]
    assert "checked" not in tick


def break_a_sum():
    """Leave a line as an earlier version of the desk would have taken it."""
    line = db.session.scalars(db.select(RolloverLine).filter_by(outcome="changed")).one()
    line.entry = {"values": [line.entry["values"][0] | {"total_fen": 90000}]}
    db.session.commit()

"""The form of an item: made, changed, refused with what was typed, and never over others' heads."""

import re

import pytest

from tests import builders
from tests.admin.editing import (
    GUIDE,
    STANDARD,
    count,
    draft_of,
    made,
    newest,
    opened,
    path_of,
    saved,
    sent,
)
from tests.admin.people import browser_of
from tests.admin.screen import Screen

BUILT = {"standard": builders.standard, "benefit": builders.benefit} | builders.BUILDERS


@pytest.fixture
def editor(office):
    return browser_of(office, "小张")


@pytest.mark.parametrize("builder", BUILT)
def test_an_item_of_every_type_is_made_in_the_panel(office, editor, builder):
    item_type = "standard" if builder == "benefit" else builder
    document = BUILT[builder](key="jiangmen-brand-new")
    document |= {"policy_year": 2030, "opens_on": "2029-09-01", "closes_on": "2030-01-01"} if (
        builder == "window"
    ) else {}  # fmt: skip
    item = (item_type, "jiangmen-brand-new")
    answer = made(editor, item_type, document)
    assert answer.status_code == 302, Screen(answer.text).text
    assert answer.location == f"{path_of(item)}&saved=new"
    assert draft_of(office, item) == document
    assert newest(office, item) == (1, "draft", "小张", document)


def test_a_change_is_a_draft_and_an_edition_and_nothing_else(office, editor):
    before = count(office)
    answer = saved(editor, title="新标题")
    assert answer.location == f"{path_of(GUIDE)}&saved=1"
    assert draft_of(office) == builders.guide(title="新标题")
    assert newest(office)[:3] == (2, "draft", "小张")
    assert count(office) == before + 1


def test_a_guide_is_built_without_scripts_button_by_button(office, editor):
    form = opened(editor)
    for do in ("add:routes.0.steps", "up:routes.0.steps.2", "add:routes.0.steps.1.citations"):
        answer = sent(editor, form, do=do)
        assert answer.status_code == 200
        form = Screen(answer.text).editing
    form.set("routes.0.steps.1.text", "先选孩子。").set("routes.0.steps.1.path", "【我的】->“孩子”")
    form.set("routes.0.steps.1.citations.0.source", "heshan-letter")
    form.set("routes.0.steps.1.citations.0.where", "第三段")
    form.set("routes.0.steps.1.citations.0.quote", "先选孩子")
    assert draft_of(office) == builders.guide()
    assert sent(editor, form).status_code == 302
    steps = draft_of(office)["routes"][0]["steps"]
    assert [step["text"] for step in steps] == [
        "打开小程序，从首页点进去。",
        "先选孩子。",
        "缴费。",
    ]
    assert steps[1]["path"] == [{"label": "我的"}, {"label": "孩子"}]


def test_what_is_wrong_is_told_on_top_and_at_its_field_and_nothing_is_lost(office, editor):
    before = count(office)
    form = opened(editor).set("title", "").set("policy_year", "明年")
    form.set("routes.0.steps.0.text", "还在写的一句")
    form.set("citations.0.quote", "字" * 41)
    answer = sent(editor, form)
    screen = Screen(answer.text)
    assert answer.status_code == 422
    assert "有 3 处要改" in screen.text
    assert "引证 1 › 引文" in screen.text
    assert screen.editing.value("routes.0.steps.0.text") == "还在写的一句"
    assert screen.editing.value("policy_year") == "明年"
    for field in ("title", "policy_year", "citations.0.quote"):
        assert f'href="#f.{field}"' in answer.text
        assert f"f.{field}.fault" in screen.ids
    assert count(office) == before
    assert draft_of(office) == builders.guide()


def test_what_the_checks_find_is_told_in_chinese_and_may_be_kept_as_a_draft(office, editor):
    form = opened(editor).set("summary", "一年交406元。").set("citations.0.source", "heshan-letter")
    answer = sent(editor, form)
    assert answer.status_code == 422
    assert "「406元」应写成" in answer.text
    assert draft_of(office) == builders.guide()
    again = Screen(answer.text).editing
    assert sent(editor, again, do="keep").status_code == 302
    assert draft_of(office)["summary"] == "一年交406元。"


def test_a_name_is_taken_for_the_one_thing_it_names(office, editor):
    form = opened(editor).set("routes.0.channel", "粤医保").set("region", " 鹤山市 ")
    form.set("citations.0.source", "致学生家长的公开信")
    assert sent(editor, form).status_code == 302
    assert draft_of(office) == builders.guide(region="440784")
    form = opened(editor).set("region", "没有这个地方")
    assert sent(editor, form).status_code == 422


def test_every_fault_leads_to_something_on_the_page(office, editor):
    form = opened(editor).set("summary", "一年交406元。").set("routes.0.channel", "nowhere")
    for name in [n for n in form.names() if n and ".citations.0." in f".{n}"]:
        form.set(name, "")
    answer = sent(editor, form)
    screen = Screen(answer.text)
    anchors = re.findall(r'<li><a href="#([^"]+)">', answer.text)
    assert len(anchors) >= 10
    assert set(anchors) <= screen.ids
    assert "f.citations" in anchors
    assert "f.conditions.0.citations" in anchors
    assert '<details class="evidence" open>' in answer.text


def test_sums_are_checked_on_the_server(office, editor):
    form = opened(editor, STANDARD).set("contribution_values.0.total_fen", "1000")
    answer = sent(editor, form, STANDARD)
    assert answer.status_code == 422
    assert "合计 1000元，而个人 406元 + 补助 640元 = 1046元" in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("routes.0.channel", "nowhere"), ("citations.0.source", "nobody"), ("region", "999999")],
)
def test_what_the_database_cannot_hold_is_not_kept_and_nothing_is_lost(
    office, editor, field, typed
):
    form = opened(editor).set(field, typed)
    assert sent(editor, form).status_code == 422
    answer = sent(editor, form, do="keep")
    assert answer.status_code == 422
    assert "数据库放不下" in answer.text
    assert Screen(answer.text).editing.value(field) == typed
    assert draft_of(office) == builders.guide()


def test_a_key_that_is_taken_is_refused_at_its_field(office, editor):
    answer = made(editor, "guide", builders.guide(title="又一份"))
    assert answer.status_code == 422
    assert "已经有人用了" in answer.text
    assert Screen(answer.text).editing.value("title") == "又一份"
    assert draft_of(office) == builders.guide()


def test_saving_what_nobody_changed_makes_no_edition(office, editor):
    before = count(office)
    answer = saved(editor)
    assert "没有改动" in editor.get(answer.location).text
    assert count(office) == before


def test_a_save_can_go_to_review_at_once(office, editor):
    answer = saved(editor, do="submit", title="新标题")
    assert "第 2 版已提交审核" in editor.get(answer.location).text
    assert newest(office)[:3] == (2, "in_review", "小张")


def test_a_draft_saved_before_can_go_to_review_untouched(office, editor):
    saved(editor, title="新标题")
    assert saved(editor, do="submit").status_code == 302
    assert newest(office)[:2] == (2, "in_review")


def test_what_is_live_already_has_nothing_to_review(office, editor):
    answer = saved(editor, do="submit")
    assert answer.status_code == 422
    assert "没有还没提交的草稿" in answer.text


def test_what_has_faults_does_not_go_to_review(office, editor):
    form = opened(editor).set("summary", "一年交406元。")
    assert sent(editor, form, do="submit").status_code == 422
    assert sent(editor, form, do="keep").status_code == 302
    answer = editor.post(path_of(GUIDE, "submit"))
    assert "还有 1 处要改" in editor.get(answer.location).text
    assert newest(office)[:2] == (2, "draft")


# ── What a crafted POST cannot do ──


def test_fields_that_are_no_fields_change_nothing(office, editor):
    form = opened(editor).set("title", "新标题")
    more = {"state": "released", "author": "老李", "lock_version": "99", "id": "7", "number": "9",
            "reviewer": "小张", "content_hash": "0", "routes.0.id": "1", "routes.0.guide_id": "9",
            "version": "5", "updated_at": "2000-01-01"}  # fmt: skip
    assert sent(editor, form, **more).status_code == 302
    assert draft_of(office) == builders.guide(title="新标题")
    assert newest(office)[:3] == (2, "draft", "小张")


def test_the_key_of_an_item_cannot_be_changed(office, editor):
    form = opened(editor).set("key", "jiangmen-suspend").set("title", "新标题")
    assert sent(editor, form).status_code == 302
    assert draft_of(office)["title"] == "新标题"
    assert draft_of(office, ("guide", "jiangmen-suspend")) is None


@pytest.mark.parametrize("version", ["", "0", "2", "99", "-1", "1.0", "x"])
def test_a_version_that_was_never_shown_saves_nothing(office, editor, version):
    form = opened(editor).set("@seen", version).set("title", "新标题")
    assert sent(editor, form).status_code in (409, 422)
    assert draft_of(office) == builders.guide()


def test_a_form_that_did_not_come_whole_is_refused(office, editor):
    form = opened(editor)
    form.controls = [c for c in form.controls if c["name"] != "@end" and "routes" not in c["name"]]
    answer = sent(editor, form)
    assert answer.status_code == 422
    assert "没有传完整" in answer.text
    assert draft_of(office) == builders.guide()


def test_nothing_is_saved_without_the_token_of_the_page(office, editor):
    form = opened(editor).set("csrf_token", "made-up").set("title", "新标题")
    assert sent(editor, form).status_code == 400
    assert draft_of(office) == builders.guide()


@pytest.mark.parametrize("bad", ["\x00", "\x07看", "\x1b", "字" * 5000], ids=ascii)
def test_what_cannot_be_text_is_refused_not_fallen_over(office, editor, bad):
    assert sent(editor, opened(editor).set("title", bad)).status_code in (400, 422)
    assert draft_of(office) == builders.guide()


@pytest.mark.parametrize(
    "evil",
    ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>",
     "{{7*7}}{%raw%}", "</textarea><b>x", "</template><b>x", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_typed_is_never_more_than_text(office, editor, evil):
    form = opened(editor).set("title", evil).set("aliases", evil).set("citations.0.note", evil)
    form.set("routes.0.steps.0.text", evil).set("routes.0.title", evil)
    assert sent(editor, form, do="keep").status_code == 302
    assert draft_of(office)["routes"][0]["steps"][0]["text"] == evil
    pages = [path_of(GUIDE), path_of(GUIDE, "history"), "/admin/guide/",
             f"{path_of(GUIDE, 'compare')}&one=1&two=2"]  # fmt: skip
    for page in pages:
        html = editor.get(page).text
        assert evil not in html or "<" not in evil
        assert "<b>x" not in html
    assert opened(editor).value("title") == evil


# ── Other regions ──


def test_a_new_item_begins_in_the_one_region_somebody_works_in(office):
    here = browser_of(office, "江门编辑", regions=["440700"])
    form = Screen(here.get("/admin/guide/new/").text).editing
    assert form.value("region") == "440700"


def test_an_item_of_another_region_is_not_there(office):
    elsewhere = browser_of(office, "天津编辑", regions=["120000"])
    here = browser_of(office, "江门编辑", regions=["440700"])
    assert elsewhere.get(path_of(GUIDE)).status_code == 404
    for page in ("history", "compare"):
        assert elsewhere.get(path_of(GUIDE, page)).status_code == 404
    form = opened(here).set("title", "外人改的")
    form.set("csrf_token", elsewhere.token())
    assert sent(elsewhere, form).status_code == 404
    assert draft_of(office) == builders.guide()


def test_an_item_is_neither_made_in_another_region_nor_moved_there(office):
    here = browser_of(office, "江门编辑", regions=["440700"])
    answer = made(here, "guide", builders.guide(key="tianjin-new", region="120000"))
    assert answer.status_code == 422
    assert "只负责江门市" in answer.text
    form = opened(here).set("region", "120000")
    assert sent(here, form).status_code == 422
    assert draft_of(office) == builders.guide()
    assert draft_of(office, ("guide", "tianjin-new")) is None

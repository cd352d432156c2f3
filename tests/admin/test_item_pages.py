"""What an edit page shows beside its form, by type; and trying a rule out before it is saved."""

import base64
import re
from datetime import date

import pytest

from admin.forms.build import form_of
from admin.items.sections import SECTIONS
from admin.items.timeline import Span, drawn
from backend.schemas.registry import ITEM_TYPES
from tests.admin.editing import draft_of, opened, path_of, sent
from tests.admin.people import browser_of
from tests.admin.screen import Screen

RULE = ("rule", "tianjin-newborn-coverage-start")


@pytest.fixture
def editor(office):
    return browser_of(office, "小张")


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_every_field_stands_in_one_section(item_type):
    placed = [name for _, names in SECTIONS[item_type] for name in names]
    assert sorted(placed) == sorted(shape.name for shape in form_of(item_type).fields)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (("guide", "jiangmen-student-enrol"), ["未核验", "没有核验日期", "沿用往年", "粤医保"]),
        (("guide", "jiangmen-student-enrol"), ["今天显示：学生每年参保一次，个人缴406元"]),
        (("standard", "jiangmen-resident"), ["2024 年度 个人 406元", "2023-09-01 至 2024-12-31"]),
        (("standard", "jiangmen-resident-benefit"), ["住院 报销比例", "最高85%", "每年54万元"]),
        (("window", "jiangmen-resident-2024"), ["时间轴（城乡居民医保）", "2023-12-31"]),
        (("office", "heshan-gulao"), ["在地图上查找这个地址", "还没有有依据的坐标"]),
        (("source", "heshan-letter"), ["项内容引用了它", "江门学生参保登记"]),
    ],
    ids=str,
)
def test_a_page_shows_what_helps_to_judge(editor, item, words):
    html = editor.get(path_of(item)).text
    text = Screen(html).text.replace(" ", "") + html
    for word in words:
        assert word in text


def test_a_standard_shows_the_fields_of_its_own_kind(editor):
    names = opened(editor, ("standard", "jiangmen-resident")).names()
    assert not any(name.startswith("benefit_values") for name in names)
    screen = Screen(editor.get("/admin/standard/new/").text)
    assert {"f.benefit_values", "f.contribution_values"} <= screen.ids


def test_dimensions_nobody_declared_are_hidden(editor):
    html = editor.get(path_of(("standard", "jiangmen-resident-benefit"))).text
    assert 'data-dimension="referral" hidden' in html
    assert 'data-dimension="care_type">' in html


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"birth_date": "2025-01-01", "paid_date": "2025-04-01"}, "待遇从 2025-01-01 起"),
        ({"birth_date": "2025-01-01", "paid_date": "2025-04-02"}, "待遇从 2025-04-03 起"),
        ({"birth_date": "2025-01-01"}, "请填写「缴费日期」"),
        ({"birth_date": "去年", "paid_date": "2025-04-02"}, "应当是真实的日期"),
        ({"birth_date": "2025-05-01", "paid_date": "2025-04-02"}, "不能早于出生日期"),
    ],
    ids=str,
)
def test_a_rule_is_tried_out(editor, facts, said):
    form = opened(editor, RULE)
    for name, value in facts.items():
        form.set(f"try.{name}", value)
    assert said in Screen(sent(editor, form, RULE, do="try").text).text


def test_a_rule_is_tried_as_it_is_typed_and_nothing_is_saved(office, editor):
    before = draft_of(office, RULE)
    form = opened(editor, RULE).set("rows.0.when.0.value", "30")
    form.set("try.birth_date", "2025-01-01").set("try.paid_date", "2025-03-01")
    answer = sent(editor, form, RULE, do="try")
    assert "待遇从 2025-03-02 起" in Screen(answer.text).text
    assert Screen(answer.text).editing.value("rows.0.when.0.value") == "30"
    assert draft_of(office, RULE) == before


def test_a_rule_that_makes_no_sense_says_so_when_tried(editor):
    form = opened(editor, RULE).set("rows.0.when.0.fact", "nothing")
    text = Screen(sent(editor, form, RULE, do="try").text).text
    assert "「nothing」没有在 facts 里声明" in text or "没有在" in text


def test_a_time_line_says_its_spans_in_words():
    spans = [
        Span("2024", date(2023, 9, 1), date(2024, 1, 1)),
        Span("随时<b>", None, None, mine=True),
    ]
    picture = drawn(spans, date(2024, 2, 1), "缴费期")
    assert "2024　2023-09-01 至 2023-12-31" in picture
    assert "随时&lt;b&gt;" in picture
    assert "<b>" not in picture
    assert "style" not in picture
    assert picture.count("<rect") == 2


def test_a_time_line_of_nothing_is_nothing():
    assert drawn([], date(2024, 2, 1), "缴费期") == ""


def test_a_very_long_span_does_not_draw_for_ever():
    picture = drawn([Span("久", date(1, 1, 1), date(9999, 1, 1))], date(2024, 1, 1), "x")
    assert len(picture) < 5000


WAY = ("questionnaire", "jiangmen-student-enrol-way")


def test_a_questionnaire_is_walked_to_its_outcomes(editor):
    form = opened(editor, WAY)
    text = Screen(editor.get(path_of(WAY)).text).text
    assert "孩子是第一次参保吗？" in text
    text = Screen(sent(editor, form, WAY, do="try:0").text).text
    assert "孩子是第一次参保吗？ 是" in text
    text = Screen(sent(editor, form, WAY, do="try:0.0").text).text
    assert "在手机上登记 ：第一次参保要先登记。" in text
    assert "办事指南：江门学生参保登记" in text


def test_a_questionnaire_is_walked_as_it_is_typed(office, editor):
    form = opened(editor, WAY).set("questions.0.answers.1.outcome", "nowhere")
    form.set("questions.0.answers.1.label", "不知道")
    answer = sent(editor, form, WAY, do="try:1")
    assert "孩子是第一次参保吗？ 不知道" in Screen(answer.text).text
    assert "这个选项没有去处" in answer.text
    assert draft_of(office, WAY)["questions"][0]["answers"][1]["outcome"] == "do-nothing"


@pytest.mark.parametrize("way", ["try:9", "try:x", "try:0.0.0.0", "try:", "try:1.1.1"])
def test_a_way_there_is_not_leads_nowhere_and_breaks_nothing(editor, way):
    assert sent(editor, opened(editor, WAY), WAY, do=way).status_code == 200


@pytest.mark.parametrize("item", [RULE, WAY], ids="/".join)
def test_what_decides_is_drawn_as_a_flow(editor, item):
    html = editor.get(path_of(item)).text
    drawn_as = re.search(r'<img src="data:image/svg\+xml;base64,([^"]+)"', html)[1]
    picture = base64.b64decode(drawn_as).decode()
    words = {RULE: ["出生日期", "缴费日期"], WAY: ["孩子是第一次参保吗？", "在手机上登记"]}[item]
    assert all(word in picture for word in words)


def test_a_flow_is_drawn_of_what_is_typed(office, editor):
    form = opened(editor, WAY).set("questions.0.text", "孩子多大了？")
    html = sent(editor, form, WAY, do="show").text
    drawn_as = re.search(r'<img src="data:image/svg\+xml;base64,([^"]+)"', html)[1]
    assert "孩子多大了？" in base64.b64decode(drawn_as).decode()
    assert draft_of(office, WAY)["questions"][0]["text"] == "孩子是第一次参保吗？"


def test_what_cannot_be_drawn_says_why(editor):
    form = opened(editor, RULE).set("rows.0.when.0.fact", "nothing")
    assert "先改正再画" in sent(editor, form, RULE, do="show").text
    form = opened(editor, WAY).set("title", "")
    assert "填齐以后" in sent(editor, form, WAY, do="show").text

"""What is wrong in a form is told all at once, in the words of the form, the cause and no more."""

import pytest

from tests.admin.editing import GUIDE, STANDARD, opened, sent
from tests.admin.people import browser_of
from tests.admin.screen import Screen

RULE = ("rule", "tianjin-newborn-coverage-start")
WAY = ("questionnaire", "jiangmen-student-enrol-way")


@pytest.fixture
def editor(office):
    return browser_of(office, "小张")


def test_sums_and_days_are_told_together_with_what_cannot_be_read(editor):
    form = opened(editor, STANDARD).set("title", "").set("contribution_values.0.total_fen", "1000")
    form.set("contribution_values.0.cover_to", "2023-01-01")
    form.set("contribution_values.0.pay_from", "去年")
    said = told(editor, form, STANDARD)
    assert "有 4 处要改" in said
    assert "合计 1000元，而个人 406元 + 补助 640元 = 1046元" in said
    assert "保障结束（不含）应当晚于保障开始" in said


@pytest.mark.parametrize(
    ("field", "kind"),
    [("routes.0.channel", "办理渠道"), ("citations.0.source", "来源"), ("region", "地区")],
)
def test_a_name_that_names_nothing_is_not_blamed_for_its_form(editor, field, kind):
    said = told(editor, opened(editor).set(field, "不存在"), GUIDE)
    assert f"没有、或不止一个{kind}叫「不存在」：打几个字，从列表里选" in said
    assert "小写字母、数字和连字符组成的标识" not in said
    assert "位区划代码" not in said


def test_a_question_there_is_not_is_told_and_not_all_that_follows(editor):
    form = opened(editor, WAY).set("questions.0.answers.0.next", "nowhere")
    said = told(editor, form, WAY)
    assert "有 1 处要改" in said
    assert "没有编号是「nowhere」的问题，请从已有的编号里选" in said
    assert "走不到" not in said


def test_a_rule_is_tried_in_the_words_of_its_form(editor):
    form = opened(editor, RULE).set("rows.0.when.0.fact", "born")
    said = Screen(sent(editor, form, RULE, do="try").text).text
    assert "第 1 行条件：「born」没有在要问的事实里声明" in said


def test_a_questionnaire_is_walked_as_readers_see_it(editor):
    form = opened(editor, WAY).set("questions.0.text", "满{{lit:90天}}了吗？")
    form.set("questions.0.help", "从出生起{{lit:90天}}").set(
        "questions.0.answers.0.label", "不到{{lit:90天}}"
    )
    walk = (
        Screen(sent(editor, form, WAY, do="try:").text)
        .text.partition("走一遍")[2]
        .partition("从头再走")[0]
    )
    assert "满90天了吗？" in walk
    assert "从出生起90天" in walk
    assert "不到90天" in walk
    walk = (
        Screen(sent(editor, form, WAY, do="try:0").text)
        .text.partition("走一遍")[2]
        .partition("从头再走")[0]
    )
    assert "满90天了吗？ 不到90天" in walk
    assert "{{lit" not in walk


def told(editor, form, item):
    answer = sent(editor, form, item)
    assert answer.status_code == 422
    return Screen(answer.text).text

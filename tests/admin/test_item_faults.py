"""What is wrong in a form is told all at once, in the words of the form, the cause and no more."""

import pytest

from tests.admin.editing import STANDARD, opened, sent
from tests.admin.people import browser_of
from tests.admin.screen import Screen


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


def told(editor, form, item):
    answer = sent(editor, form, item)
    assert answer.status_code == 422
    return Screen(answer.text).text

"""Review, as people click through it: side by side, decided once, never by an author."""

import pytest

from tests.admin.desking import (
    GUIDE,
    OFFICE,
    STANDARD,
    decide,
    state,
    submitted,
)
from tests.builders import guide, standard
from tests.builders import office as office_doc


def test_a_change_is_shown_side_by_side_with_what_is_live(office, reviewer):
    number = submitted(office, GUIDE, guide(summary="学生每年参保一次。"))
    assert "江门学生参保登记" in reviewer.get("/admin/review/").text
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert "<del>，个人缴{{standard:jiangmen-resident.personal}}</del>" in page
    assert "线上现在" in page
    assert 'value="approve"' in page


def test_approving_goes_on_to_the_next(office, reviewer):
    first = submitted(office, GUIDE, guide(title="一"))
    second = submitted(office, OFFICE, office_doc(note="二"))
    answer = decide(reviewer, first, "approve", "好")
    assert answer.location == f"/admin/review/edition/?id={second}"
    assert state(office, first) == ("approved", "审核甲", "好")
    assert decide(reviewer, second, "approve").location == "/admin/review/"


def test_sending_back_needs_a_reason_and_keeps_what_was_typed(office, reviewer):
    number = submitted(office, GUIDE, guide(title="一"))
    refused = decide(reviewer, number, "reject")
    assert refused.status_code == 422
    assert "退回要写明原因" in refused.text
    assert state(office, number)[0] == "in_review"
    decide(reviewer, number, "reject", "标题不对")
    assert state(office, number) == ("rejected", "审核甲", "标题不对")


def test_ones_own_words_have_no_button_and_a_forged_one_does_nothing(office, reviewer):
    number = submitted(office, GUIDE, guide(title="一"), author="审核甲")
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert 'value="approve"' not in page
    assert "要由另一位同事审核" in page
    assert decide(reviewer, number, "approve").status_code == 403
    assert state(office, number)[0] == "in_review"


def test_of_two_decisions_the_later_is_refused_with_its_comment_kept(office, reviewer, other):
    number = submitted(office, GUIDE, guide(title="一"))
    decide(reviewer, number, "approve")
    late = decide(other, number, "reject", "我觉得不行")
    assert late.status_code == 409
    assert state(office, number)[:2] == ("approved", "审核甲")


def test_an_answer_that_changes_stands_beside_the_button(office, reviewer):
    number = submitted(office, STANDARD, standard(title="新的"))
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert "没有判例的答案改变" in page
    assert "用到它的有 2 处" in page
    assert "金额发布时自动换成新的，不用重写" in page
    assert "沿用旧金额" in page


def test_what_is_wrong_is_told_before_it_is_let_through(office, reviewer):
    number = submitted(office, STANDARD, standard(contribution_values=[
        standard()["contribution_values"][0] | {"citations": []}]))  # fmt: skip
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert "有 1 处不合规定，通过了也发布不出去" in page
    assert "没有引证" in page


@pytest.mark.parametrize("path", [
    "/admin/review/edition/?id=", "/admin/review/edition/?id=99999", "/admin/review/edition/?id=x",
    "/admin/release/details/?id=99999", "/admin/release/details/",
])  # fmt: skip
def test_what_there_is_not_is_said_so(reviewer, path):
    answer = reviewer.get(path)
    assert answer.status_code == 404
    assert "没有找到" in answer.text

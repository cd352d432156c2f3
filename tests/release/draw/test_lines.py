"""Where texts break into lines, and how wide they may come out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.release.draw.lines import CLOSING, OPENING, balanced, broken, clean, width_of

SIZE, WIDTH = 14, 200
texts = st.text(alphabet="医保参保登记（）《》“”，。、：/ abcWM019-…", max_size=120)


@given(texts, st.integers(60, 400))
def test_every_line_fits_and_nothing_is_lost(text, width):
    for lines in (broken(text, SIZE, width), balanced(text, SIZE, width)):
        assert all(width_of(line, SIZE) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(texts)
@example("0《000000MMMMMM…M”0")  # kept together, what is enclosed would take a line of its own
def test_balancing_costs_no_line(text):
    assert len(balanced(text, SIZE, WIDTH)) <= len(broken(text, SIZE, WIDTH))


@given(st.text(alphabet="医保登记，。）”（“、", max_size=80))
def test_no_line_begins_with_a_mark_that_closes(text):
    text = text.lstrip(CLOSING)
    marks_in_a_row = max((len(run) for run in runs_of(CLOSING + OPENING, text)), default=0)
    if marks_in_a_row < 3:
        assert not [line for line in broken(text, SIZE, WIDTH)[1:] if line[0] in CLOSING]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("天津学生儿童参保登记（按情况选）", ["天津学生儿童参保登记", "（按情况选）"]),
        ("参保地、就医地、参保险种、备案类型等", ["参保地、就医地、参保险种、", "备案类型等"]),
        ("医保登记以后要记得缴费才算数哦", ["医保登记以后要记", "得缴费才算数哦"]),
        ("短", ["短"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_what_stands_out_breaks_where_one_pauses(text, lines):
    assert balanced(text, SIZE, 14 * SIZE) == lines


def test_a_word_stays_whole_where_it_can():
    assert broken("打开 app.example.cn/login 登录", SIZE, 180) == [
        "打开", "app.example.cn/login", "登录",
    ]  # fmt: skip


def test_a_word_longer_than_any_line_is_broken_all_the_same():
    lines = broken("w" * 200, SIZE, WIDTH)
    assert "".join(lines) == "w" * 200
    assert len(lines) == 15


def test_a_date_stays_whole():
    assert broken("这个网页上的日期是2025年3月28日的", SIZE, 150) == [
        "这个网页上的日期是", "2025年3月28日的",
    ]  # fmt: skip


def test_a_character_is_not_left_alone_in_the_last_line():
    assert [len(line) for line in broken("一" * 15, SIZE, 14 * SIZE)] == [11, 4]


def test_what_is_too_long_is_cut_and_marked():
    lines = broken("一" * 100, SIZE, 10 * SIZE, most=3)
    assert lines == ["一" * 10, "一" * 10, "一" * 9 + "…"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("医\x00保", "医 保"), ("a\u202eb", "a b"), ("医\n保  登 记", "医 保 登 记"),
        ("\ud800医保", "医保"), ("  医保 ", "医保"), ("e\u0301", "e\u0301"), ("😀", "😀"),
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_picture_is_left_out(text, shown):
    assert clean(text) == shown


def runs_of(marks, text):
    return "".join(c if c in marks else "\n" for c in text).split("\n")

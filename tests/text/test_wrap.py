"""Chinese text in lines: no wider than asked, nothing lost, and no line begins with a comma."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.wrap import CLOSES, OPENS, width_of, wrapped

texts = st.text(alphabet="参保登记医保费，。（）“”《》、APP90% abc1\n", max_size=80)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("参保登记", 4, ["参保登记"]),
        ("参保登记", 2, ["参保", "登记"]),
        ("参保登记，缴费", 4, ["参保登", "记，缴费"]),
        ("去看“津心办”里", 3, ["去看", "“津心", "办”里"]),
        ("打开APP登记", 4, ["打开APP", "登记"]),
        ("打开APP登记", 3, ["打开", "APP登", "记"]),
        ("一二 三四", 2, ["一二", "三四"]),
        ("abcdefgh", 2, ["abc", "def", "gh"]),
        ("", 9, [""]),
        ("  首尾  ", 9, ["首尾"]),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text, width, lines):
    assert wrapped(text, width) == lines


@given(texts, st.integers(3, 20))
def test_nothing_is_lost_but_white_space_at_the_cuts(text, width):
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(texts, st.integers(3, 20))
def test_no_line_is_wider_than_asked_unless_marks_leave_no_other_way(text, width):
    for line in wrapped(text, width):
        assert width_of(line) <= width or all(c in CLOSES + OPENS for c in line[1:])


@given(st.text(alphabet="参保登记医保费，。“”", max_size=60), st.integers(6, 20))
def test_a_mark_that_closes_begins_no_line_after_a_word(text, width):
    lines = wrapped(text, width)
    for before, line in pairwise(lines):
        assert line[0] not in CLOSES or all(c in CLOSES + OPENS for c in before[1:])


def test_wide_characters_count_one_em_and_the_others_less():
    assert width_of("医保") == 2
    assert width_of("“”") == 2
    assert 0 < width_of("ab") < 2
    assert width_of("e\u0301") == width_of("e")

"""What the stored search words say about texts."""

import pytest

from backend.text.lexicon import Contrast, Lexicon

WORDS = Lexicon.of(
    {
        "synonyms": [
            {"words": ["医保", "医疗保险"]},
            {"words": ["定点医院", "定点"]},
            {"words": ["学生", "孩子"]},
            {"words": ["取消", "撤回"]},
        ],
        "contrasts": [{"one": ["学生"], "other": ["职工"]}, {"one": ["取消"]}],
        "stop_words": ["怎么办", "怎么"],
        "hints": [{"type": "office", "words": ["电话"]}],
    },
    proper=["粤医保", "津心办"],
)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [("医保定点医院", 0, "医保"), ("医保定点医院", 2, "定点医院"), ("粤医保停保", 0, "粤医保"),
     ("怎么办理", 0, "怎么办"), ("保定", 0, "")],
)  # fmt: skip
def test_the_longest_known_word_stands_at_a_place(text, at, word):
    assert WORDS.word_at(text, at) == word


@pytest.mark.parametrize(
    ("name", "telling"),
    [("备案怎么办", "备案"), ("备案了吗", "备案"), ("没备案", "没备案"), ("怎么办", "怎么办"),
     ("医保怎么交的", "医保交"), ("", "")],
)  # fmt: skip
def test_a_name_tells_what_is_left_without_empty_words(name, telling):
    bits = WORDS.telling(name)
    assert "".join(c for at, c in enumerate(name) if bits >> at & 1) == telling


@pytest.mark.parametrize(
    ("asked", "title", "unwanted"),
    [
        ("学生门诊", "职工门诊限额", True),
        ("孩子门诊", "职工门诊限额", True),
        ("职工门诊", "学生门诊", True),
        ("学生门诊", "学生和职工", False),
        ("门诊", "职工门诊限额", False),
        ("学生和职工", "职工门诊限额", False),
        ("备案", "取消备案", True),
        ("撤回备案", "取消备案", False),
    ],
)
def test_what_is_asked_of_one_side_is_not_answered_by_the_other(asked, title, unwanted):
    assert any(contrast.is_one_sided(title) for contrast in WORDS.unwanted(asked)) == unwanted


def test_a_contrast_is_turned_so_that_what_is_unwanted_stands_first():
    assert Contrast(("甲",), ("乙",)).unwanted("甲") == Contrast(("乙",), ("甲",))
    assert Contrast(("甲",), ("乙",)).unwanted("乙") == Contrast(("甲",), ("乙",))
    assert Contrast(("甲",), ("乙",)).unwanted("丙") is None


def test_an_empty_lexicon_knows_nothing():
    empty = Lexicon.of({})
    assert empty.corrected("缴废") == "缴废"
    assert empty.word_at("医保", 0) == ""
    assert empty.hinted("电话") == frozenset()

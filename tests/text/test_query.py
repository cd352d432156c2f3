"""A query is taken apart into what an answer should hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.lexicon import Lexicon
from backend.text.normal import normalised
from backend.text.query import MOST_UNITS, units

WORDS = Lexicon.of(
    {
        "synonyms": [
            {"words": ["孩子", "小孩", "少儿"]},
            {"words": ["孩子", "学生"]},
            {"words": ["缴费", "交钱"]},
        ],
        "corrections": [{"wrong": "缴废", "right": "缴费"}],
        "hints": [{"type": "office", "words": ["电话"]}],
        "stop_words": ["怎么"],
    }
)


def parts(typed, rarity=lambda _: 1.0):
    return units(WORDS.corrected(normalised(typed)), WORDS, rarity)


def texts(typed, **known):
    return [unit.text for unit in parts(typed, **known)]


def test_known_words_are_units_and_the_rest_goes_in_pairs():
    assert texts("小孩怎么交钱退保") == ["小孩", "交钱", "退保"]


def test_a_word_stands_for_all_of_its_groups():
    (unit,) = parts("孩子")
    assert [variant.text for variant in unit.variants] == ["孩子", "小孩", "少儿", "学生"]
    assert unit.variants[0].factor > unit.variants[1].factor


def test_wrong_characters_are_put_right():
    assert texts("缴废") == ["缴费"]


def test_a_pair_nobody_wrote_is_looked_for_by_its_sound():
    (unit,) = parts("异第", rarity=lambda _: 0.0)
    assert (" yi di ", "sound") in [(v.text, v.kind) for v in unit.variants]


@pytest.mark.parametrize(
    ("typed", "variants"),
    [
        ("yidi", {("text", "yidi"), ("sound", " yi di "), ("initials", "yidi")}),
        ("seybjf", {("text", "seybjf"), ("initials", "seybjf")}),
        ("yidij", {("text", "yidij"), ("sound", " yi di j"), ("initials", "yidij")}),
        ("8738396", {("text", "8738396")}),
    ],
)
def test_letters_may_be_a_word_or_pinyin_or_initials(typed, variants):
    (unit,) = parts(typed)
    assert {(v.kind, v.text) for v in unit.variants} == variants


def test_words_hint_at_a_type():
    assert WORDS.hinted("古劳镇电话") == {"office"}


def test_without_a_lexicon_everything_goes_in_pairs():
    assert [u.text for u in units("少儿医保", Lexicon.of({}), lambda _: 1.0)] == [
        "少儿", "儿医", "医保",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_every_text_has_a_bounded_number_of_units(typed):
    found = parts(typed)
    assert len(found) <= MOST_UNITS
    assert all(unit.weight > 0 and unit.variants for unit in found)

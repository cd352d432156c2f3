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
        "stop_words": ["怎么", "app"],
    },
    proper=["粤医保"],
)
ASPECTS = Lexicon.of({"synonyms": [{"words": ["材料", "要什么", "证件"], "aspect": True}]})


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


def test_what_an_earlier_word_stands_for_is_asked_once():
    assert [u.text for u in units("要什么证件", ASPECTS, lambda _: 1.0)] == ["要什么"]
    (unit,) = units("要什么证件", ASPECTS, lambda _: 1.0)
    assert {v.text: v.factor for v in unit.variants}["证件"] == 1.0


def test_an_aspect_tells_less():
    (aspect,) = units("材料", ASPECTS, lambda _: 1.0)
    (plain,) = units("备案", ASPECTS, lambda _: 1.0)
    assert aspect.weight < plain.weight


def test_a_word_nobody_wrote_weighs_what_the_usual_one_does():
    rare = {"少儿": 0.0, "小孩": 0.0, "孩子": 2.0, "学生": 2.0}
    (unit,) = parts("小孩", rarity=lambda pair: rare.get(pair, 5.0))
    assert unit.weight == 2.0


def test_a_name_stays_in_one_piece():
    assert texts("粤医保退保") == ["粤医保", "退保"]


def test_of_a_long_query_the_heaviest_units_are_kept():
    long = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    kept = parts(long, rarity=lambda pair: 1.0 + long.index(pair[0]))
    assert [u.text[0] for u in kept] == list(long[-MOST_UNITS - 1 : -1])


@pytest.mark.parametrize("typed", ["app", "怎么", "怎么app"])
def test_words_that_say_nothing_are_no_units(typed):
    assert parts(typed) == []


def test_initials_may_begin_with_the_place_one_is_in():
    (unit,) = units("szseyb", WORDS, lambda _: 1.0, ("sz", "szs"))
    assert ("initials", "seyb") in {(v.kind, v.text) for v in unit.variants}
    assert ("initials", "eyb") in {(v.kind, v.text) for v in unit.variants}


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

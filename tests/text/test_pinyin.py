"""Names are read aloud, and letters taken for syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.pinyin import initials, sound_pairs, split, split_open, syllables


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("少儿医保", "shao er yi bao"),
        ("参保", "can bao"),
        ("重复参保", "chong fu can bao"),
        ("重庆银行", "chong qing yin hang"),
        ("津心办app", "jin xin ban a p p"),
    ],
)
def test_text_is_read_as_it_is_spoken(text, read):
    assert syllables(text) == read.split(" ")


def test_initials_are_the_first_letters():
    assert initials(syllables("少儿医保缴费")) == "seybjf"


@pytest.mark.parametrize(
    ("letters", "read"),
    [
        ("yidijiuyi", "yi di jiu yi"),
        ("shaoer", "shao er"),
        ("xian", "xian"),
        ("seybjf", ""),
        ("", ""),
    ],
)
def test_letters_are_the_fewest_syllables_that_use_them_up(letters, read):
    assert " ".join(split(letters)) == read


def test_the_last_syllable_may_be_unfinished():
    assert split_open("yidijiuy") == ["yi", "di", "jiu", "y"]
    assert split_open("zh") == ["zh"]
    assert split_open("yiq8") == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=200))
def test_every_split_uses_all_letters(letters):
    assert "".join(split(letters)) in (letters, "")


def test_neighbouring_syllables_are_joined():
    assert sound_pairs(["shao", "er", "yi"]) == ["shao_er", "er_yi"]
    assert sound_pairs(["shao"]) == ["shao"]

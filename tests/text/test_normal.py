"""Whatever way a thing is typed, it is compared in one plain form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.normal import bigrams, compact, narrowed, normalised
from backend.text.tables import rebuild


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("異地就醫", "异地就医"),
        ("ＡＰＰ　１２３９３", "app 12393"),
        ("0750-8738396", "07508738396"),
        ("0750 8738396", "07508738396"),
        ("2024-01-01", "20240101"),
        ("“津心办”APP", "津心办 app"),
        ("医保\x00AND(缴费)*", "医保 and 缴费"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_text_is_compared_in_one_form(typed, plain):
    assert normalised(typed) == plain


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    assert normalised(normalised(text)) == normalised(text)


@given(st.text())
def test_nothing_but_letters_digits_and_han_is_left(text):
    assert all(c == " " or (c.isascii() and c.isalnum()) or c >= "㐀" for c in normalised(text))


def test_names_are_compared_without_their_gaps():
    assert compact("深圳医保 · 公众号") == "深圳医保公众号"


def test_pairs_overlap():
    assert bigrams("少儿医保") == ["少儿", "儿医", "医保"]
    assert bigrams("医") == ["医"]


def test_only_width_changes_in_what_editors_write():
    assert narrowed("用ＡＰＰ，打１２３９３。") == "用APP，打12393。"


def test_the_tables_are_what_their_script_makes():
    for name, lines in (("readings.tsv", rebuild.readings), ("simplified.txt", rebuild.simplified)):
        assert (rebuild.HERE / name).read_text("utf-8") == "\n".join(lines()) + "\n"

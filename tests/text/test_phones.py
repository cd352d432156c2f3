"""Telephone numbers as printed and in E.164."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.phones import digits, e164, is_landline, is_service, is_valid

HESHAN = "0750"


@pytest.mark.parametrize(
    ("raw", "area_code", "number"),
    [
        ("8761233", HESHAN, "+867508761233"),
        ("876 1233", HESHAN, "+867508761233"),
        ("876-1233", HESHAN, "+867508761233"),
        ("８７６１２３３", HESHAN, "+867508761233"),
        ("0750-8761233", "", "+867508761233"),
        ("(0750) 8761233", "", "+867508761233"),
        ("+86 750 8761233", "", "+867508761233"),
        ("0755-12345678", "", "+8675512345678"),
        ("13800138000", "", "+8613800138000"),
        ("400-820-8820", "", "+864008208820"),
        ("800-810-1234", "", "+868008101234"),
        ("022-12333", "", "+862212333"),
    ],
)
def test_a_number_in_e164(raw, area_code, number):
    assert e164(raw, area_code) == number
    assert is_valid(number)


@pytest.mark.parametrize(
    ("raw", "area_code"),
    [
        ("8761", HESHAN),
        ("1380013800", ""),
        ("12393", ""),  # the short numbers of hotlines have no E.164 form of their own
        ("12393", HESHAN),
        ("12345", ""),
        ("95588", ""),
        ("110", ""),
        ("0750-8761233转801", ""),  # an extension is not part of the number
        ("8761233/8761234", HESHAN),
        ("", ""),
        ("", HESHAN),
        ("见官网", ""),
        ("0" * 300, ""),
    ],
)
def test_what_is_no_whole_number_has_no_e164(raw, area_code):
    assert e164(raw, area_code) == ""


def test_without_its_area_code_a_local_number_is_not_the_number():
    assert e164("8761233") != e164("8761233", HESHAN)


@pytest.mark.parametrize(
    "number", ["", "8761233", "07508761233", "+86750876123", "+8675087612333", "+8612393", "电话"]
)
def test_a_number_that_cannot_be_dialled_from_anywhere(number):
    assert not is_valid(number)


@pytest.mark.parametrize(
    ("number", "landline"),
    [("+867508761233", True), ("+8613800138000", False), ("+864008208820", False)],
)
def test_a_landline_is_told_from_a_mobile_or_a_hotline(number, landline):
    assert is_landline(number) is landline


@pytest.mark.parametrize(
    ("text", "said"), [("0750-876 1233", "07508761233"), ("转（8）", "8"), ("无", "")]
)
def test_digits_are_picked_out(text, said):
    assert digits(text) == said


@given(st.text(max_size=40), st.sampled_from(["", HESHAN, "010"]))
def test_any_text_gives_a_number_that_can_be_dialled_or_nothing(raw, area_code):
    number = e164(raw, area_code)
    assert number == "" or is_valid(number)


@pytest.mark.parametrize("raw", ["8881234", "88812345"])
def test_a_number_without_its_area_code_is_not_one_to_dial(raw):
    assert e164(raw) == ""


@pytest.mark.parametrize(("raw", "is_one"), [("12393", True), ("12", False), ("打电话问", False)])
def test_short_numbers_of_services_are_dialled_as_they_are(raw, is_one):
    assert is_service(raw) is is_one

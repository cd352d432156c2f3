"""Fen and basis points in words, and read from what people type."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.text.money import (
    basis_points_of,
    fen_of,
    percent,
    percent_number,
    yuan,
    yuan_number,
)


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "0元"),
        (1, "0.01元"),
        (10, "0.10元"),
        (100, "1元"),
        (10_000, "100元"),
        (40_650, "406.50元"),
        (40_605, "406.05元"),
        (83_000, "830元"),
        (999_999, "9999.99元"),
        (1_000_000, "1万元"),
        (1_000_100, "10001元"),
        (1_500_000, "15000元"),
        (54_000_000, "54万元"),
    ],
)
def test_an_amount_is_said_as_people_write_it(fen, said):
    assert yuan(fen) == said


@pytest.mark.parametrize(
    ("basis_points", "said"),
    [
        (0, "0%"),
        (1, "0.01%"),
        (50, "0.5%"),
        (100, "1%"),
        (850, "8.5%"),
        (1000, "10%"),
        (7525, "75.25%"),
        (8500, "85%"),
        (8505, "85.05%"),
        (10_000, "100%"),
    ],
)
def test_a_ratio_is_said_without_idle_zeros(basis_points, said):
    assert percent(basis_points) == said


@given(st.integers(min_value=0, max_value=10**15))
def test_not_a_fen_is_lost_in_words(fen):
    number, unit = re.fullmatch(r"([0-9.]+)(万?元)", yuan(fen)).groups()
    assert Decimal(number) * (1_000_000 if unit == "万元" else 100) == fen


@given(st.integers(min_value=0, max_value=10**6))
def test_not_a_basis_point_is_lost_in_words(basis_points):
    said = percent(basis_points)
    assert Decimal(said.removesuffix("%")) * 100 == basis_points
    assert not re.search(r"\.0*%|\.[0-9]*0%", said)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("406", 40_600),
        ("406.5", 40_650),
        ("406.50元", 40_650),
        ("¥1,046.00", 104_600),
        (" ４０６．０５ 元 ", 40_605),
        ("1，046", 104_600),
        ("54万元", 54_000_000),
        ("0.5万", 500_000),
        ("1.2345万", 1_234_500),
        ("0", 0),
        ("0.01", 1),
    ],
)
def test_an_amount_is_read_however_people_type_it(typed, fen):
    assert fen_of(typed) == fen


@pytest.mark.parametrize(
    "typed", ["", "元", "四百", "-1", "1.234", "4.0.6", "1,04", "1e3", "406角", "万", "9" * 13]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(Invalid):
        fen_of(typed)


@pytest.mark.parametrize(
    ("typed", "basis_points"), [("85", 8500), ("85%", 8500), ("8.5％", 850), ("0.01", 1)]
)
def test_a_ratio_is_read_however_people_type_it(typed, basis_points):
    assert basis_points_of(typed) == basis_points


@pytest.mark.parametrize("typed", ["", "%", "八成", "8.555", "-5", "85%%"])
def test_what_is_no_ratio_is_refused(typed):
    with pytest.raises(Invalid):
        basis_points_of(typed)


@given(st.integers(min_value=0, max_value=10**13))
def test_what_is_shown_to_be_typed_over_reads_back(number):
    assert fen_of(yuan_number(number)) == number
    assert fen_of(yuan(number)) == number
    assert basis_points_of(percent_number(number)) == number
    assert basis_points_of(percent(number)) == number

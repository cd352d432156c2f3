"""Fen and basis points in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.money import percent, yuan


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

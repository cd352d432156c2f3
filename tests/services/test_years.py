"""From one year to another: days, values, texts, keys."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.rollover.turning import moved_years, next_key
from backend.services.years import model_for, shift_day, shifted, year_before

TO = 2027
VALUES = [
    {"policy_year": 2023, "cover_from": "2023-01-01", "cover_to": "2024-01-01"},
    {
        "policy_year": 2024,
        "cover_from": "2024-01-01",
        "cover_to": "2025-01-01",
        "pay_to": "2024-02-29",
    },
    {"policy_year": 2026, "kind": "expected", "cover_from": "2026-01-01", "cover_to": "2027-01-01"},
]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2024年9月1日至2025年2月28日", "2027年9月1日至2028年2月28日"),
        ("电话12024、320240元，1999年", "电话12024、320240元，1999年"),
        ("", ""),
    ],
)
def test_years_in_a_text_move_and_other_numbers_do_not(text, moved):
    assert moved_years(text, 3) == moved


@pytest.mark.parametrize(
    ("key", "old", "taken", "new"),
    [
        ("jiangmen-resident-2024", 2024, [], "jiangmen-resident-2027"),
        ("jiangmen-resident", 2024, [], "jiangmen-resident-2027"),
        ("a-2024", 2024, ["a-2027"], "a-2027-2"),
        ("a-2024", 2024, ["a-2027", "a-2027-2"], "a-2027-3"),
    ],
)
def test_the_key_of_next_years_window_is_derived(key, old, taken, new):
    assert next_key(key, old, TO, taken) == new


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        ("2024-09-01", 3, "2027-09-01"),
        ("2024-02-29", 1, "2025-03-01"),
        ("2027-03-01", 1, "2028-03-01"),
        ("2028-03-01", 1, "2029-03-01"),
        ("2027-02-28", 1, "2028-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2024-12-31", -1, "2023-12-31"),
    ],
)
def test_a_day_of_the_new_year_is_the_same_day_of_it(day, years, later):
    assert shift_day(day, years) == later


def test_every_day_of_a_value_moves_with_it():
    assert shifted(VALUES[1], 3) == {
        "policy_year": TO, "cover_from": "2027-01-01", "cover_to": "2028-01-01",
        "pay_to": "2027-03-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("end", "last", "year", "last_then"),
    [
        ("2028-02-29", "2028-02-28", 2029, "2029-02-28"),  # no day is lost
        ("2028-03-01", "2028-02-29", 2029, "2029-02-28"),  # to the end of February
        ("2027-03-01", "2027-02-28", 2028, "2028-02-29"),  # and again
        ("2027-02-28", "2027-02-27", 2028, "2028-02-27"),
        ("2028-02-29", "2028-02-28", 2032, "2032-02-28"),
    ],
)
def test_a_range_ends_on_the_same_last_day_or_with_its_month(end, last, year, last_then):
    moved = shift_day(end, year - int(end[:4]))
    assert (day_before(end), day_before(moved)) == (last, last_then)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 366), st.integers(-9, 9))
def test_ranges_stay_in_order_and_those_that_met_still_meet(begins, length, years):
    met, ends = begins.isoformat(), (begins + timedelta(length)).isoformat()
    one, two = {"policy_year": 2024, "pay_to": met}, {"policy_year": 2024, "pay_from": met}
    assert shifted(one, years)["pay_to"] == shifted(two, years)["pay_from"]
    assert shift_day(met, years) <= shift_day(ends, years)


def test_the_year_before_is_the_newest_that_was_stated():
    assert year_before(VALUES, TO) == 2024
    assert year_before(VALUES, 2024) == 2023
    assert year_before(VALUES, 2023) is None
    assert model_for(VALUES, TO) == VALUES[1]
    assert model_for([], TO) is None


def day_before(day):
    return (date.fromisoformat(day) - timedelta(1)).isoformat()

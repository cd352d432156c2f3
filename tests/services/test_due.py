"""What falls due by the calendar, on the days around which it turns."""

from datetime import date, timedelta

import pytest

from backend.services.due import SOON, Season, expires_on, missing
from backend.services.resolve import from_contribution
from backend.services.years import shifted


def value(year, kind="confirmed", **over):
    plain = {"policy_year": year, "kind": kind, "cover_from": f"{year}-01-01",
             "cover_to": f"{year + 1}-01-01"}  # fmt: skip
    return from_contribution(plain | over)


def window(year, opens_on):
    return {"policy_year": year, "opens_on": opens_on}


END = date(2026, 1, 1)
LAST = value(2025)
NEXT = value(2026)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(END - SOON - timedelta(1), None), (END - SOON, END), (END - timedelta(1), END), (END, None)],
)
def test_a_last_value_expires_within_sixty_days(day, expected):
    assert expires_on([LAST], day) == expected


@pytest.mark.parametrize(
    "values",
    [
        [LAST, NEXT],
        [LAST, value(2026, "ended")],
        [value(2024)],
        [],
        [LAST, value(2025, pay_from="2025-12-01", pay_to="2026-03-01")],
    ],
    ids=["followed", "ended on purpose", "over already", "nothing", "payable longer"],
)
def test_what_goes_on_or_is_over_does_not_expire(values):
    assert expires_on(values, END - timedelta(1)) is None


def test_an_expectation_does_not_keep_a_value_from_expiring():
    assert expires_on([LAST, value(2026, "expected")], END - timedelta(1)) == END


@pytest.mark.parametrize(("day", "is_missing"), [("2025-08-31", False), ("2025-09-01", True)])
def test_a_year_is_missing_from_the_day_its_window_should_open(day, is_missing):
    """The window of the year before opened on the first of September."""
    found = missing([LAST], [window(2025, "2024-09-01")], date.fromisoformat(day))
    assert found == (Season(2026, date(2025, 9, 1), by_window=True) if is_missing else None)


def test_the_window_of_the_year_itself_goes_before_an_older_one():
    windows = [window(2025, "2024-09-01"), window(2026, "2025-10-15"), window(2030, "2029-01-01")]
    assert missing([LAST], windows, date(2025, 10, 14)) is None
    assert missing([LAST], windows, date(2025, 10, 15)).begins == date(2025, 10, 15)


def test_a_leap_day_moves_to_the_day_after_the_28th():
    leap = [window(2024, "2024-02-29")]
    assert missing([LAST], leap, date(2026, 2, 28)) is None
    assert missing([LAST], leap, date(2026, 3, 1)).begins == date(2026, 3, 1)


@pytest.mark.parametrize("windows", [[], [window(2025, None)]])
def test_where_no_window_is_known_the_year_itself_begins_the_season(windows):
    assert missing([LAST], windows, date(2025, 12, 31)) is None
    assert missing([LAST], windows, END) == Season(2026, END, by_window=False)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([LAST, NEXT], "stated"),
        ([LAST, value(2026, "ended")], "ended"),
        ([], "never stated"),
        ([value(2026, "expected")], "only expected"),
    ],
)
def test_what_is_stated_ended_or_never_was_is_not_missing(values, why):
    assert missing(values, [], date(2026, 6, 1)) is None, why


def test_an_expected_year_is_still_missing():
    assert missing([LAST, value(2026, "expected")], [], END).policy_year == 2026


def test_years_behind_count_from_the_first_that_is_missing():
    found = missing([value(2023)], [window(2023, "2022-09-01")], date(2026, 1, 1))
    assert found == Season(2024, date(2023, 9, 1), by_window=True)


def test_a_value_moved_on_is_the_next_year_s():
    moved = shifted({"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}, 1)
    assert missing([from_contribution(moved)], [], date(2026, 12, 31)) is None

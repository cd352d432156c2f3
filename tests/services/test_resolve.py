"""Which value of a standard holds on a day."""

from datetime import date

import pytest

from backend.services.resolve import (
    DatedValue,
    Status,
    empty,
    from_benefit,
    from_contribution,
    overlaps,
    resolve,
)
from backend.vocabulary import STANDARD_STATUS
from tests.services.known import STANDARDS


def day(text):
    return date.fromisoformat(text)


def value(year, starts="", ends="", kind="confirmed"):
    """Build a value covering the calendar year, payable through that year unless told."""
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    return DatedValue(
        policy_year=year,
        kind=kind,
        starts=day(starts) if starts else first,
        ends=day(ends) if ends else last,
        cover_from=first,
        cover_to=last,
        body={"year": year, "kind": kind},
    )


def known(key):
    return [from_contribution(stored) for stored in STANDARDS[key]]


def test_every_status_has_its_chinese_word():
    assert set(STANDARD_STATUS) == set(Status)


def test_a_price_that_changes_mid_season_changes_at_midnight():
    hunan = known("hunan-resident")

    before, after = resolve(hunan, day("2024-12-31")), resolve(hunan, day("2025-01-01"))

    assert (before.value, after.value) == tuple(hunan)
    assert before.since == day("2024-09-01")
    assert before.until == after.since == day("2025-01-01")
    assert after.until == day("2026-01-01")
    assert before.message == "2025年度标准"


def test_before_the_season_it_says_from_when():
    answer = resolve(known("hunan-resident"), day("2024-08-31"))

    assert answer.status is Status.UPCOMING
    assert answer.message == "2025年度标准，自2024年9月1日起适用"
    assert (answer.since, answer.until) == (None, day("2024-09-01"))


def test_last_years_value_is_carried_over_and_says_so():
    answer = resolve(known("tianjin-resident-child"), day("2026-06-01"))

    assert answer.status is Status.CARRIED_OVER
    assert answer.value.body["personal_fen"] == 10000
    assert answer.message == "2025年度标准，新年度待公布"
    assert (answer.since, answer.until) == (day("2026-01-01"), None)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2023-08-31", "upcoming"),
        ("2023-09-01", "current"),
        ("2024-12-31", "current"),
        ("2025-01-01", "carried_over"),
    ],
)
def test_paying_without_a_stated_end_ends_with_the_cover_year(on, status):
    assert resolve(known("jiangmen-resident"), day(on)).status == status


def test_while_next_years_season_is_open_this_years_value_stands_first():
    values = [value(2026, "2025-09-01"), value(2025, "2024-09-01")]

    before, within, after = (
        resolve(values, day(on)) for on in ("2025-08-31", "2025-12-31", "2026-01-01")
    )

    assert (before.value.policy_year, before.next.policy_year) == (2025, 2026)
    assert (within.value.policy_year, within.next.policy_year) == (2025, 2026)
    assert (after.value.policy_year, after.next) == (2026, None)
    assert {before.status, within.status, after.status} == {Status.CURRENT}
    assert before.until == after.since == day("2026-01-01")


def test_where_no_open_window_covers_the_day_the_earliest_cover_stands_first():
    values = [value(2025, "2023-10-01"), value(2024, "2023-09-01")]

    answer = resolve(values, day("2023-11-01"))

    assert (answer.value.policy_year, answer.next.policy_year) == (2024, 2025)


def test_a_season_that_is_over_does_not_come_next():
    values = [value(2025), value(2026, "2025-09-01", "2025-12-01")]

    assert resolve(values, day("2025-11-30")).next.policy_year == 2026
    assert resolve(values, day("2025-12-01")).next is None


def test_an_expected_value_is_never_current():
    values = [value(2025), value(2026, "2025-09-01", kind="expected")]

    during = resolve(values, day("2025-10-01"))
    after = resolve(values, day("2026-06-01"))

    assert (during.status, during.next.kind) == (Status.CURRENT, "expected")
    assert (after.status, after.next.kind) == (Status.CARRIED_OVER, "expected")
    assert after.message == "2025年度标准，新年度待公布"


def test_an_expectation_nobody_confirmed_is_dropped_with_its_year():
    values = [value(2025), value(2026, kind="expected")]

    assert resolve(values, day("2027-01-01")).next is None


def test_a_confirmed_value_is_preferred_to_an_expected_one_of_the_same_year():
    values = [value(2025), value(2026, kind="expected"), value(2026, "2025-10-01")]

    assert resolve(values, day("2025-06-01")).next.kind == "confirmed"


def test_only_expected_values_are_missing_and_show_what_is_expected():
    answer = resolve([value(2026, kind="expected")], day("2026-06-01"))

    assert (answer.status, answer.value) == (Status.MISSING, None)
    assert answer.next.kind == "expected"
    assert answer.message == "还没有收录数额"


def test_nothing_at_all_is_missing_for_ever():
    answer = resolve([], day("2026-06-01"))

    assert answer.status is Status.MISSING
    assert (answer.value, answer.next, answer.since, answer.until) == (None, None, None, None)


def test_a_gap_between_windows_points_ahead():
    values = [value(2025, "2024-09-01", "2025-01-01"), value(2026, "2025-09-01")]

    answer = resolve(values, day("2025-05-01"))

    assert (answer.status, answer.value.policy_year) == (Status.UPCOMING, 2026)


def test_an_ended_standard_says_from_when():
    values = [value(2025), value(2026, kind="ended")]

    before, after = resolve(values, day("2025-12-31")), resolve(values, day("2026-01-01"))

    assert (before.status, before.next.kind) == (Status.CURRENT, "ended")
    assert (after.status, after.value.kind) == (Status.ENDED, "ended")
    assert after.message == "自2026年1月1日起已终止"
    assert resolve(values, day("2031-01-01")) == after


def test_an_end_in_the_middle_of_a_year_closes_that_years_window():
    values = [value(2025), value(2025, "2025-07-01", kind="ended")]

    assert resolve(values, day("2025-06-30")).status is Status.CURRENT
    assert resolve(values, day("2025-07-01")).status is Status.ENDED


def test_an_end_of_next_year_leaves_this_years_window_payable():
    values = [value(2025), value(2026, "2025-09-01", kind="ended")]

    assert resolve(values, day("2025-10-01")).status is Status.CURRENT
    assert resolve(values, day("2026-01-01")).status is Status.ENDED


def test_an_end_that_lies_ahead_is_announced_rather_than_a_new_year():
    values = [value(2025), value(2026, "2026-07-01", kind="ended")]

    answer = resolve(values, day("2026-02-01"))

    assert answer.status is Status.CARRIED_OVER
    assert answer.message == "2025年度标准，自2026年7月1日起终止"


def test_a_standard_may_begin_again_after_it_ended():
    values = [value(2025, "2025-03-01", kind="ended"), value(2025, "2025-09-01"), value(2024)]

    paused, again = resolve(values, day("2025-04-01")), resolve(values, day("2025-09-01"))

    assert (paused.status, paused.next.starts) == (Status.ENDED, day("2025-09-01"))
    assert (again.status, again.value.kind) == (Status.CURRENT, "confirmed")


def test_stored_values_are_confirmed_unless_they_say_otherwise():
    stored = {"policy_year": 2024, "cover_from": "2024-02-29", "cover_to": "2025-03-01"}

    assert from_contribution(stored) == from_benefit(stored)
    assert from_contribution(stored).kind == "confirmed"
    assert from_contribution({**stored, "pay_from": None, "kind": "ended"}).kind == "ended"


def test_a_benefit_holds_on_the_days_it_covers():
    stored = {
        "policy_year": 2024,
        "pay_from": "2023-09-01",
        "cover_from": "2024-01-01",
        "cover_to": "2025-01-01",
    }

    assert from_benefit(stored).starts == day("2024-01-01")


def test_a_season_of_which_only_an_early_end_is_known_is_found_and_never_promised():
    stored = {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}
    unclear, clear = (from_contribution(stored | {"pay_to": to}) for to in ("2025-01-01", None))

    assert empty([unclear, clear]) == [unclear]
    assert resolve([unclear], day("2024-12-01")).status is not Status.UPCOMING
    assert resolve([unclear], day("2025-12-01")).status is not Status.CURRENT


def test_prices_of_one_year_may_touch_but_not_overlap():
    first, touching = value(2025, ends="2025-06-01"), value(2025, "2025-06-01")
    across = value(2025, "2025-05-31", "2025-06-02")
    other_year, guess = value(2024, "2024-01-01", "2026-01-01"), value(2025, kind="expected")

    assert overlaps([touching, first, other_year, guess]) == []
    assert overlaps([touching, across, first]) == [(first, across), (across, touching)]

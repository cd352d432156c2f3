"""Decision tables: which row answers, and from which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import Undecided
from backend.services.decide import decide
from tests.services.known import SHENZHEN_CHILD, TIANJIN_NEWBORN
from tests.services.tables import (
    OTHERWISE,
    cover_from,
    fact,
    refusal,
    row,
    rule,
    start,
)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0, "2025-01-01"),
        (89, "2025-01-01"),
        (90, "2025-01-01"),
        (91, "2025-04-03"),
        (365, "2026-01-02"),
    ],
)
def test_day_ninety_is_inside_and_day_ninety_one_is_not(age, expected):
    paid = date(2025, 1, 1) + timedelta(age)

    assert cover_from(TIANJIN_NEWBORN, birth_date="2025-01-01", paid_date=f"{paid}") == expected


@pytest.mark.parametrize(
    ("paid", "expected"),
    [("2024-05-28", "2024-02-29"), ("2024-05-29", "2024-02-29"), ("2024-05-30", "2024-05-31")],
)
def test_a_leap_day_birth_is_counted_in_days(paid, expected):
    assert cover_from(TIANJIN_NEWBORN, birth_date="2024-02-29", paid_date=paid) == expected


def test_a_decision_says_which_row_and_why():
    decision = decide(TIANJIN_NEWBORN, {"birth_date": "2025-01-01", "paid_date": "2025-01-01"})

    assert decision.row == 0
    assert decision.because == "出生 90 天内参保缴费，从出生之日起享受待遇"
    assert "第 90 天" in decision.doubt
    assert decision.citations == tuple(TIANJIN_NEWBORN["rows"][0]["citations"])


@pytest.mark.parametrize(
    ("paid", "moves", "expected"),
    [
        ("2024-12-31", {"floor": "month", "plus_months": 1}, "2025-01-01"),
        ("2024-12-31", {"floor": "month"}, "2024-12-01"),
        ("2024-12-31", {"plus_days": 1}, "2025-01-01"),
        ("2025-01-31", {"plus_months": 1}, "2025-02-28"),
        ("2024-01-31", {"plus_months": 1}, "2024-02-29"),
        ("2024-02-29", {"plus_months": 12}, "2025-02-28"),
        ("2024-02-29", {"plus_months": 48}, "2028-02-29"),
        ("2024-02-28", {"plus_days": 1}, "2024-02-29"),
        ("2025-03-31", {"plus_months": -1}, "2025-02-28"),
        ("2025-01-31", {"plus_months": 1, "plus_days": 1}, "2025-03-01"),
        ("2025-01-31", {"floor": "month", "plus_months": 1, "plus_days": 9}, "2025-02-10"),
    ],
)
def test_a_day_moves_to_its_month_then_by_months_then_by_days(paid, moves, expected):
    assert cover_from(start(**moves), paid_date=paid) == expected


@pytest.mark.parametrize("moves", [{"plus_days": 10**12}, {"plus_months": 10**30}])
def test_a_day_beyond_the_calendar_is_undecided(moves):
    assert isinstance(refusal(start(**moves), paid_date="2025-01-01"), Undecided)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paid_date", "2024-13-01"),
        ("paid_date", "2024-1-1"),
        ("paid_date", "２０２４-01-01"),
        ("paid_date", "20240101"),
        ("paid_date", "2024-W01-1"),
        ("paid_date", "2023-02-29"),
        ("paid_date", "2024-01-01 "),
        ("paid_date", "2024-01-01\n"),
        ("paid_date", "1899-12-31"),
        ("paid_date", "2201-01-01"),
        ("group", "In_School"),
        ("children", "1.5"),
        ("children", "٣"),
        ("children", "9" * 5000),
        ("local", "是"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name, text):
    error = refusal(rule(OTHERWISE), **{"paid_date": "2024-01-01", name: text})

    assert error.data == {"fact": name, "reason": "bad_value"}


def test_the_options_are_named_in_the_refusal():
    assert "in_school（在园在校）" in refusal(SHENZHEN_CHILD, group="x").message


@pytest.mark.parametrize("given", [{}, {"paid_date": ""}, {"group": "in_school"}])
def test_a_missing_fact_is_asked_for_by_its_label(given):
    error = refusal(start(), **given)

    assert error.message == "请填写「缴费日期」"
    assert error.data == {"fact": "paid_date", "reason": "missing"}


def test_a_fact_the_rule_does_not_know_is_refused():
    error = refusal(TIANJIN_NEWBORN, paid_date="2025-01-01", birthday="2025-01-01")

    assert error.data == {"fact": "birthday", "reason": "unknown"}


def test_payment_before_birth_is_impossible():
    error = refusal(TIANJIN_NEWBORN, birth_date="2025-01-02", paid_date="2025-01-01")

    assert error.message == "缴费日期不能早于出生日期"
    assert error.data == {"fact": "paid_date", "reason": "impossible"}


def test_a_rule_whose_source_is_cut_off_refuses_without_asking_further():
    error = refusal(SHENZHEN_CHILD, group="newborn")

    assert error.code == "rule_undecided"
    assert error.message == "原文在此处截断，无法判断新生儿的生效时间"
    assert (error.data["row"], len(error.data["citations"])) == (2, 1)


def test_a_case_without_a_row_is_undecided():
    asked = rule(row(fact("group", "eq", "newborn")))

    assert isinstance(refusal(asked, group="in_school"), Undecided)


@pytest.mark.parametrize(
    ("condition", "matching", "other"),
    [
        (fact("children", "eq", 2), "2", "3"),
        (fact("children", "ne", 2), "3", "2"),
        (fact("children", "lt", 2), "1", "2"),
        (fact("children", "le", 2), "2", "3"),
        (fact("children", "gt", 2), "3", "2"),
        (fact("children", "ge", 2), "2", "1"),
        (fact("children", "ge", -1), "-1", "-2"),
        (fact("children", "in", [1, 3]), "3", "2"),
        (fact("children", "between", [1, 3]), "3", "4"),
        (fact("group", "in", ["newborn", "in_school"]), "newborn", "not_in_school"),
        (fact("local", "eq", False), "false", "true"),
        (fact("birth_date", "lt", "2024-09-01"), "2024-08-31", "2024-09-01"),
        (fact("birth_date", "between", ["2024-09-01", "2024-09-30"]), "2024-09-30", "2024-10-01"),
        (fact("children", "exists", True), "0", ""),
        (fact("children", "exists", False), "", "0"),
        ({"fact": "children", "op": "exists"}, "0", ""),
    ],
)
def test_each_op_divides_matching_from_other(condition, matching, other):
    asked = rule(row(condition), OTHERWISE)

    rows = [
        decide(asked, {condition["fact"]: text, "paid_date": "2025-01-01"}).row
        for text in (matching, other)
    ]

    assert rows == [0, 1]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-400, 400))
def test_exactly_one_row_answers_for_every_possible_pair_of_days(born, age):
    paid = born + timedelta(age)
    facts = {"birth_date": f"{born}", "paid_date": f"{paid}"}
    if paid < born or not 1900 <= paid.year <= 2200:
        assert refusal(TIANJIN_NEWBORN, **facts).data["reason"] in {"impossible", "bad_value"}
        return

    decision = decide(TIANJIN_NEWBORN, facts)

    assert decision.row == (0 if age <= 90 else 1)
    assert decision.coverage_from == (born if age <= 90 else paid + timedelta(1))

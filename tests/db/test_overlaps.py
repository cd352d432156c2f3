"""No two prices of one policy year for one day, no two enrolment windows of one series at once."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from backend.extensions import db
from tests.db.rows import insert, prepare, table

AUTUMN = {"pay_from": date(2024, 9, 1), "pay_to": date(2025, 1, 1)}
WINTER = {"pay_from": date(2025, 1, 1), "pay_to": date(2025, 3, 1)}
UNSAID = {"pay_from": None, "pay_to": None}  # read as the whole cover year, 2025
PAID_AT_ONCE = {
    "the same days": (AUTUMN, AUTUMN),
    "one day too many": (AUTUMN, WINTER | {"pay_from": date(2024, 12, 31)}),
    "one within the other": (AUTUMN, {"pay_from": date(2024, 10, 1), "pay_to": date(2024, 11, 1)}),
    "one around the other": ({"pay_from": date(2024, 10, 1), "pay_to": date(2024, 11, 1)}, AUTUMN),
    "an end nobody stated": (WINTER, {"pay_from": date(2025, 2, 28), "pay_to": None}),
    "a start nobody stated": (WINTER, {"pay_from": None, "pay_to": date(2025, 1, 2)}),
    "nothing stated": (UNSAID, UNSAID),
}
PAID_IN_TURN = {
    "the one after the other": (AUTUMN, WINTER),
    "the other before the one": (WINTER, AUTUMN),
    "another year": (AUTUMN, AUTUMN | {"policy_year": 2026}),
    "only expected": (AUTUMN, AUTUMN | {"kind": "expected"}),
    "over": (AUTUMN, AUTUMN | {"kind": "ended"}),
    "before a start nobody stated": (AUTUMN, UNSAID),
}

OPEN = {"opens_on": date(2024, 9, 1), "closes_on": date(2025, 1, 1)}
LATER = {"opens_on": date(2025, 1, 1), "closes_on": date(2025, 3, 1)}
OPEN_AT_ONCE = {
    "the same days": (OPEN, OPEN),
    "one day too many": (OPEN, LATER | {"opens_on": date(2024, 12, 31)}),
    "no end": (LATER, {"opens_on": date(2025, 2, 28), "closes_on": None}),
    "no start": (OPEN, {"opens_on": None, "closes_on": date(2024, 9, 2)}),
    "always open": (OPEN, {"opens_on": None, "closes_on": None}),
}
OPEN_IN_TURN = {
    "the one after the other": (OPEN, LATER),
    "open until the other opens": (OPEN, {"opens_on": None, "closes_on": date(2024, 9, 1)}),
    "open from when the other closes": (OPEN, {"opens_on": date(2025, 1, 1), "closes_on": None}),
    "another year": (OPEN, OPEN | {"policy_year": 2026}),
    "another scheme": (OPEN, OPEN | {"scheme": "employee"}),
    "other people": (OPEN, OPEN | {"audience": ["新生儿"]}),
}


def pairs(cases):
    return pytest.mark.parametrize(("one", "two"), cases.values(), ids=cases)


@pairs(PAID_AT_ONCE)
def test_two_prices_for_one_day_are_refused(session, one, two):
    prepare("contribution_value")
    insert("contribution_value", **one)
    with refused("contribution_value_overlap"):
        insert("contribution_value", **two)


@pairs(PAID_AT_ONCE)
def test_a_price_cannot_be_moved_onto_another(session, one, two):
    prepare("contribution_value")
    insert("contribution_value", **one)
    insert("contribution_value", **two | {"policy_year": 2030, "position": 1})
    with refused("contribution_value_overlap"):
        update("contribution_value", {"position": 1}, policy_year=2025)


@pairs(PAID_IN_TURN)
def test_prices_that_do_not_meet_are_accepted(session, one, two):
    prepare("contribution_value")
    insert("contribution_value", **one)
    insert("contribution_value", **two | {"position": 1})
    update("contribution_value", {"position": 1}, note="更正")


def test_two_series_may_be_paid_on_the_same_days(session):
    prepare("contribution_value")
    insert("standard", id=2, key="tianjin-adult")
    insert("contribution_value", **AUTUMN)
    insert("contribution_value", **AUTUMN, standard_id=2)


def test_an_expected_price_is_confirmed_only_where_there_is_none(session):
    prepare("contribution_value")
    insert("contribution_value", **AUTUMN)
    insert("contribution_value", **AUTUMN, kind="expected", position=1)
    with refused("contribution_value_overlap"):
        update("contribution_value", {"position": 1}, kind="confirmed")


@pairs(OPEN_AT_ONCE)
def test_two_windows_open_at_once_are_refused(session, one, two):
    prepare("enrolment_window")
    insert("enrolment_window", **one)
    with refused("enrolment_window_overlap"):
        insert("enrolment_window", **two | {"key": "another"})


@pairs(OPEN_AT_ONCE)
def test_a_window_cannot_be_moved_onto_another(session, one, two):
    prepare("enrolment_window")
    insert("enrolment_window", **one)
    insert("enrolment_window", **two | {"key": "another", "policy_year": 2030})
    with refused("enrolment_window_overlap"):
        update("enrolment_window", {"key": "another"}, policy_year=2025)


@pairs(OPEN_IN_TURN)
def test_windows_that_do_not_meet_are_accepted(session, one, two):
    prepare("enrolment_window")
    insert("enrolment_window", **one)
    insert("enrolment_window", **two | {"key": "another"})
    update("enrolment_window", {"key": "another"}, note="更正")


def test_two_regions_may_be_open_at_once(session):
    prepare("enrolment_window")
    insert("region", code="440300")
    insert("enrolment_window")
    insert("enrolment_window", key="shenzhen-2025", region="440300")


def refused(guard):
    return pytest.raises(IntegrityError, match=guard)


def update(name, where, **columns):
    chosen = [table(name).c[column] == value for column, value in where.items()]
    db.session.execute(table(name).update().where(*chosen).values(columns))

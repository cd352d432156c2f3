"""What one pays on a day and when cover starts, as a phone asks; and what is honestly refused."""

import json
from urllib.parse import urlencode

import pytest
import time_machine

from backend.services.golden import CASES
from tests.api.asking import ask, is_problem

KNOWN = json.loads(CASES.read_text("utf-8"))
TIANJIN, SHENZHEN = "tianjin-newborn-coverage-start", "shenzhen-child-coverage-start"
BORN, PAID = ("birth_date", "2025-01-01"), ("paid_date", "2025-03-01")


@pytest.mark.parametrize("case", KNOWN["contribution"], ids=lambda c: f"{c['standard']}")
def test_a_contribution_is_the_known_one(client, case):
    query = {"standard": case["standard"], "paid_on": case["paid_on"]}
    answer = contribution(client, **query)
    assert answer.status_code == 200
    body = answer.json
    assert {name: body[name] for name in case} == case
    assert body["citation"] == body["citations"][0]
    assert body["citation"]["quote"]


@pytest.mark.parametrize("case", KNOWN["coverage_start"], ids=lambda c: c["facts"]["paid_date"])
def test_a_coverage_start_is_the_known_one(client, case):
    answer = coverage_start(client, case["rule"], **case["facts"])
    assert answer.status_code == 200
    body = answer.json
    assert body["coverage_from"] == case["coverage_from"]
    assert body["facts"] == case["facts"]
    assert body["because"]
    assert body["citation"]["source"]
    assert body["citation"]["quote"]


def test_the_ninetieth_day_is_marked_as_our_reading(client):
    body = coverage_start(client, TIANJIN, birth_date="2025-01-01", paid_date="2025-04-01").json
    assert body["reading"] or body["doubt"]


def test_a_price_that_is_not_announced_is_null_not_nought(client):
    """The sources say no total for Jiangmen's year; 0 would be a price."""
    body = contribution(client, standard="jiangmen-resident", paid_on="1990-01-01").json
    assert body["status"] != "current"
    assert 0 not in (body["personal_fen"], body["subsidy_fen"], body["total_fen"])


def test_where_no_amount_is_stated_the_rates_are_told(client):
    body = contribution(client, standard="shenzhen-employee-tier-2", paid_on="2024-06-01").json
    assert (body["personal_fen"], body["employer_rate_bp"], body["per"]) == (None, 80, "month")
    assert (body["personal_rate_bp"], body["base_min_fen"]) == (None, None)
    assert "非深户" in body["note"]


def test_before_the_season_the_coming_price_is_told_with_its_first_day(client):
    body = contribution(client, standard="hunan-resident", paid_on="2024-08-31").json
    assert (body["status"], body["pay_from"]) == ("upcoming", "2024-09-01")


@pytest.mark.parametrize(
    "facts",
    [{}, dict([BORN]), dict([PAID]), {**dict([BORN]), "paid_date": ""}],
    ids=["nothing", "no payment", "no birth", "an empty payment"],
)
def test_what_a_rule_needs_is_asked_for(client, facts):
    body = is_problem(coverage_start(client, TIANJIN, **facts), 422, "invalid")
    assert body["errors"]["reason"] == "missing"
    assert body["errors"]["fact"] in ("birth_date", "paid_date")


def test_a_fact_no_rule_asks_for_is_refused(client):
    body = is_problem(coverage_start(client, TIANJIN, **dict([BORN, PAID]), hukou="x"), 422)
    assert body["errors"] == {"fact": "hukou", "reason": "unknown"}


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (TIANJIN, {"birth_date": "2025-02-29", "paid_date": "2025-03-01"}),
        (TIANJIN, {"birth_date": "yesterday", "paid_date": "2025-03-01"}),
        (TIANJIN, {"birth_date": "2025-W01-1", "paid_date": "2025-03-01"}),
        (TIANJIN, {"birth_date": "9999-12-31", "paid_date": "9999-12-31"}),
        (TIANJIN, {"birth_date": "2099-01-01", "paid_date": "2099-01-01"}),
        (TIANJIN, {"birth_date": "1899-12-31", "paid_date": "2025-01-01"}),
        (SHENZHEN, {"group": "teacher", "paid_date": "2023-09-15"}),
        (SHENZHEN, {"group": "医", "paid_date": "2023-09-15"}),
    ],
)
def test_a_fact_that_cannot_be_read_is_refused(client, rule, facts):
    body = is_problem(coverage_start(client, rule, **facts), 422, "invalid")
    assert body["errors"]["reason"] == "bad_value"


def test_nobody_pays_before_birth(client):
    body = is_problem(
        coverage_start(client, TIANJIN, birth_date="2025-03-01", paid_date="2025-02-28"), 422
    )
    assert body["errors"]["reason"] == "impossible"


def test_what_the_sources_do_not_say_is_not_made_up(client):
    """Shenzhen's page breaks off before it says when a newborn's cover starts."""
    answer = coverage_start(client, SHENZHEN, group="newborn", paid_date="2023-09-15")
    body = is_problem(answer, 422, "rule_undecided")
    assert "coverage_from" not in body


def test_a_rule_or_a_standard_that_is_none_is_not_found(client):
    is_problem(coverage_start(client, "no-such", **dict([BORN, PAID])), 404, "not_found")
    is_problem(contribution(client, standard="no-such", paid_on="2025-01-01"), 404, "not_found")
    for rule in ("../guides/shenzhen-child-enrol", "x/y", "\0", ""):
        is_problem(coverage_start(client, rule), 404, "not_found")


def test_a_benefit_is_nothing_one_pays(client):
    answer = contribution(client, standard="jiangmen-resident-benefit", paid_on="2024-01-01")
    body = is_problem(answer, 422, "invalid")
    assert body["errors"] == {"standard": "jiangmen-resident-benefit"}


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ({}, {"standard", "paid_on"}),
        ({"standard": "hunan-resident"}, {"paid_on"}),
        ({"paid_on": "2025-01-01"}, {"standard"}),
        ({"standard": "hunan-resident", "paid_on": "oops"}, {"paid_on"}),
        ({"standard": "hunan-resident", "paid_on": "2025-02-29"}, {"paid_on"}),
        ({"standard": "hunan-resident", "paid_on": "0001-01-01"}, {"paid_on"}),
        ({"standard": "hunan-resident", "paid_on": "9999-12-31"}, {"paid_on"}),
    ],
)
def test_a_contribution_needs_a_standard_and_a_day(client, query, missing):
    body = is_problem(contribution(client, **query), 422, "invalid")
    assert body["errors"].keys() == missing
    assert any(name in body["detail"] for name in missing)


def test_an_estimate_is_for_the_years_one_can_know_about(client):
    with time_machine.travel("2026-06-01T00:00:00Z"):
        for day, status in [("1899-12-31", 422), ("1900-01-01", 200), ("2036-12-31", 200),
                            ("2037-01-01", 422)]:  # fmt: skip
            answer = contribution(client, standard="hunan-resident", paid_on=day)
            same = coverage_start(client, TIANJIN, birth_date=day, paid_date=day)
            assert (answer.status_code, same.status_code) == (status, status)
            if status != 200:
                assert "1900 至 2036 之间" in answer.json["detail"]
                assert "1900 至 2036 之间" in same.json["detail"]


def contribution(client, **query):
    return ask(client, f"/estimates/contribution?{urlencode(query)}")


def coverage_start(client, rule, **facts):
    return ask(client, f"/estimates/coverage-start?{urlencode({'rule': rule, **facts})}")

"""The answers we promised: tests/golden/estimates.json."""

import json
from datetime import date
from pathlib import Path

import pytest

from backend.services.decide import decide, problems
from backend.services.resolve import from_contribution, overlaps, resolve
from tests.services.known import RULES, STANDARDS

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "estimates.json").read_text("utf-8"))


@pytest.mark.parametrize("case", GOLDEN["coverage_start"], ids=lambda c: c["coverage_from"])
def test_cover_starts_on_the_promised_day(case):
    decision = decide(RULES[case["rule"]], case["facts"])

    assert decision.coverage_from.isoformat() == case["coverage_from"]


@pytest.mark.parametrize(
    "case", GOLDEN["contribution"], ids=lambda c: f"{c['standard']}-{c['paid_on']}"
)
def test_the_promised_amount_is_due_on_the_day(case):
    values = [from_contribution(value) for value in STANDARDS[case["standard"]]]

    answer = resolve(values, date.fromisoformat(case["paid_on"]))

    amounts = {name: amount for name, amount in case.items() if name.endswith("_fen")}
    assert answer.status == case["status"]
    assert amounts.items() <= answer.value.body.items()


@pytest.mark.parametrize("key", RULES)
def test_known_rules_are_sound(key):
    assert problems(RULES[key]) == []


@pytest.mark.parametrize("key", STANDARDS)
def test_known_standards_ask_one_price_a_day(key):
    assert overlaps(from_contribution(value) for value in STANDARDS[key]) == []

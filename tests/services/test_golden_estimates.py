"""The answers we promised, and which of them a change would alter."""

import copy
import json
from datetime import date

import pytest

from backend.config import ROOT
from backend.services import golden
from backend.services.content_files import read_folder
from backend.services.decide import decide, problems
from backend.services.resolve import from_contribution, overlaps, resolve
from tests.builder_parts import contribution_value
from tests.services.known import RULES, STANDARDS

TIANJIN = ("standard", "tianjin-resident-child")
GOLDEN = json.loads(golden.CASES.read_text("utf-8"))


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


@pytest.fixture(scope="module")
def content():
    return read_folder(ROOT / "content").documents


@pytest.mark.parametrize("case", golden.cases(), ids=lambda c: f"{c.item[1]}-{c.question}")
def test_the_content_answers_every_case_as_it_was_judged(content, case):
    answer = golden.answer(case, content)
    assert case.judged.items() <= answer.fields.items(), answer.text


def test_nothing_changed_changes_no_answer(content):
    assert golden.changed(content, copy.deepcopy(content)) == []


def test_a_new_year_changes_the_answers_for_its_days_and_no_others(content):
    next_year = contribution_value(
        policy_year=2026, cover_from="2026-01-01", cover_to="2027-01-01", pay_from=None,
        personal_fen=15000, subsidy_fen=None, total_fen=None,
    )  # fmt: skip
    (change,) = golden.changed(content, with_value(content, next_year))
    assert change.case.asked == {"paid_on": "2026-06-01"}
    assert change.before == "沿用往年（2025年度标准，新年度待公布）个人100元，补助730元，合计830元"
    assert change.after == "现行（2026年度标准）个人150元"
    assert not change.agrees


def test_a_changed_amount_disagrees_with_what_was_judged(content):
    cheaper = copy.deepcopy(content)
    cheaper[TIANJIN]["contribution_values"][0] |= {"personal_fen": 9000, "subsidy_fen": 74000}
    changes = golden.changed(content, cheaper)
    assert {c.case.asked["paid_on"] for c in changes} == {"2025-06-01", "2026-06-01"}
    assert not any(c.agrees for c in changes)


def test_an_item_that_is_withdrawn_answers_nothing(content):
    gone = {item: document for item, document in content.items() if item != TIANJIN}
    assert {c.after for c in golden.changed(content, gone)} == {"没有这一项内容"}


def with_value(documents, value):
    changed = copy.deepcopy(documents)
    changed[TIANJIN]["contribution_values"].append(value)
    return changed

"""Judged cases: questions with answers somebody has checked against the sources.

An edition or a release may change an answer on purpose; whoever approves it must see that. Pure.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from backend.errors import YibaoError
from backend.services.decide import decide
from backend.services.resolve import from_contribution, resolve
from backend.services.stored import Item
from backend.text.money import yuan
from backend.vocabulary import STANDARD_STATUS

CASES = Path(__file__).with_name("golden_cases.json")
AMOUNTS = {"personal_fen": "个人", "subsidy_fen": "补助", "total_fen": "合计"}
NOT_THERE = "没有这一项内容"


class Documents(Protocol):
    """Documents by item; an image is one, and so is a dict."""

    def __contains__(self, item: Item) -> bool: ...

    def __getitem__(self, item: Item) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Case:
    """One question to one item, and the answer that was judged right."""

    item: Item
    question: str
    asked: Mapping[str, Any]
    judged: Mapping[str, Any]
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What documents answer: in words, and field by field as the judgement has it."""

    text: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that is answered otherwise than before; `agrees`: as it was judged."""

    case: Case
    before: str
    after: str
    agrees: bool


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_read(json.loads(CASES.read_text("utf-8"))))


def changed(before: Documents, after: Documents) -> list[Changed]:
    """Return the cases whose answer differs from one set of documents to another."""
    answers = ((case, answer(case, before), answer(case, after)) for case in cases())
    return [
        Changed(case, old.text, new.text, case.judged.items() <= new.fields.items())
        for case, old, new in answers
        if old != new
    ]


def answer(case: Case, documents: Documents) -> Answer:
    """Return what the documents answer to a case; a refusal is an answer too."""
    if case.item not in documents:
        return Answer(NOT_THERE, {})
    try:
        return ANSWERERS[case.item[0]](documents[case.item], case.asked)
    except YibaoError as refusal:
        return Answer(refusal.message, {})


def _contribution(standard: Mapping[str, Any], asked: Mapping[str, Any]) -> Answer:
    values = [from_contribution(value) for value in standard.get("contribution_values", ())]
    found = resolve(values, date.fromisoformat(asked["paid_on"]))
    stated = found.value.body if found.value else {}
    amounts = {name: stated[name] for name in AMOUNTS if stated.get(name) is not None}
    said = "，".join(f"{AMOUNTS[name]}{yuan(fen)}" for name, fen in amounts.items())
    text = f"{STANDARD_STATUS[found.status]}（{found.message}）{said}"
    return Answer(text, {"status": str(found.status), **amounts})


def _coverage_start(rule: Mapping[str, Any], asked: Mapping[str, Any]) -> Answer:
    starts = decide(rule, asked["facts"]).coverage_from.isoformat()
    return Answer(f"从{starts}起享受待遇", {"coverage_from": starts})


ANSWERERS = {"standard": _contribution, "rule": _coverage_start}


def _read(stored: Mapping[str, Any]) -> Iterator[Case]:
    for each in stored["contribution"]:
        judged = {n: each[n] for n in ("status", *AMOUNTS) if n in each}
        question = f"{each['paid_on']} 缴费，交多少"
        asked = {"paid_on": each["paid_on"]}
        yield Case(("standard", each["standard"]), question, asked, judged, each.get("note", ""))
    for each in stored["coverage_start"]:
        judged = {"coverage_from": each["coverage_from"]}
        facts = "，".join(f"{name}={value}" for name, value in each["facts"].items())
        asked = {"facts": each["facts"]}
        item = ("rule", each["rule"])
        yield Case(item, f"{facts}，从哪天起", asked, judged, each.get("note", ""))

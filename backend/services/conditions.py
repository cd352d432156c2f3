"""Facts and conditions of a rule: facts read strictly, conditions held against them.

A condition looks at one fact, or at the days between two dates (`days_between: [from, to]`).
"""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from backend.clock import FIRST_YEAR
from backend.errors import Invalid

Doc = Mapping[str, Any]
Declared = Mapping[str, Doc]
Subject = tuple[str, ...]

COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
MEMBER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "in": lambda known, wanted: known in wanted,
    "between": lambda known, wanted: bool(wanted[0] <= known <= wanted[1]),
}
OPS: Final = COMPARE | MEMBER
EXISTS: Final = "exists"
FITTING: Final = {
    "days": (*OPS,),
    "date": (*OPS, EXISTS),
    "integer": (*OPS, EXISTS),
    "choice": ("eq", "ne", "in", EXISTS),
    "boolean": ("eq", "ne", EXISTS),
}
EXPECTATION: Final = {
    "date": "真实的日期，写作 2025-01-31，年份在 {first} 至 {last} 之间",
    "integer": "整数",
    "boolean": "true 或 false",
}
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,8}")
YEARS: Final = range(FIRST_YEAR, 2200 + 1)
TRUTH: Final = {"true": True, "false": False}
PAIR: Final = 2


def read(fact: Doc, text: str, years: range) -> Any:
    """Return a fact's value from its written form; raise Invalid (reason bad_value).

    A date has to lie in one of the years.
    """
    try:
        return parse(fact, text, years)
    except (ValueError, LookupError):
        options = "、".join(f"{o['value']}（{o['label']}）" for o in fact.get("options", ()))
        expected = EXPECTATION.get(fact["type"], f"其中之一：{options}")
        expected = expected.format(first=years[0], last=years[-1])
        message = f"「{fact['label']}」应当是{expected}"
        raise Invalid(message, fact=fact["name"], reason="bad_value") from None


def parse(fact: Doc, text: str, years: range = YEARS) -> Any:
    """Return a fact's value from its written form; raise ValueError or LookupError."""
    if fact["type"] == "date":
        return _day(text, years)
    if fact["type"] == "integer":
        return _whole(text)
    if fact["type"] == "boolean":
        return TRUTH[text]
    return {option["value"]: option["value"] for option in fact["options"]}[text]


def declared_by(rule: Doc) -> Declared:
    """Return a rule's facts by name."""
    return {fact["name"]: fact for fact in rule.get("facts", ())}


def subject_of(condition: Doc) -> Subject:
    return (condition["fact"],) if "fact" in condition else tuple(condition["days_between"])


def kind_of(subject: Subject, declared: Declared) -> str:
    return "days" if len(subject) == PAIR else str(declared[subject[0]]["type"])


def holds(condition: Doc, value: Any, declared: Declared) -> bool:
    """Tell whether a condition holds of a value: a fact's, or a number of days."""
    kind = kind_of(subject_of(condition), declared)
    return OPS[condition["op"]](value, wanted_by(condition, kind))


def wanted_by(condition: Doc, kind: str) -> Any:
    """Return what a condition compares with: dates as dates, the rest as written."""
    value = condition["value"]
    if kind != "date":
        return value
    return [_day(text) for text in value] if isinstance(value, list) else _day(value)


def upheld(constraint: Doc, known: Mapping[str, Any]) -> bool:
    """Tell whether a constraint holds of two facts; of one alone nothing can be said."""
    left, right = constraint["left"], constraint["right"]
    if left not in known or right not in known:
        return True
    return COMPARE[constraint["op"]](known[left], known[right])


def _day(text: str, years: range = YEARS) -> date:
    if not DAY.fullmatch(text) or int(text[:4]) not in years:
        raise ValueError(text)
    return date.fromisoformat(text)


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)

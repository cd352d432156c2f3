"""What is wrong with a rule: what is malformed, what never happens, what is never answered.

Rows are counted from 1, as people count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from math import prod
from typing import Any, Final

from backend.services.conditions import (
    COMPARE,
    EXISTS,
    FITTING,
    MEMBER,
    PAIR,
    Declared,
    Doc,
    Subject,
    declared_by,
    holds,
    kind_of,
    parse,
    subject_of,
    wanted_by,
)

Case = Mapping[Subject, Any]
Rows = Sequence[Sequence[Doc]]

MOST_CASES: Final = 20_000
THEN_MAY_SAY: Final = {"base", "floor", "plus_months", "plus_days"}


def misfits(rule: Doc) -> Iterator[str]:
    """Yield what is malformed: `decide` must not meet such a rule."""
    declared = declared_by(rule)
    if len(declared) < len(rule.get("facts", ())):
        yield "facts 里有重名，请改名或删去"
    for name, fact in declared.items():
        if fact["type"] == "choice" and not fact.get("options"):
            yield f"选项类的「{name}」没有 options"
    for place, why in _checked(rule, declared):
        if why:
            yield f"{place}：{why}"


def oversights(rule: Doc) -> Iterator[str]:
    """Yield rows of a well-formed rule that are never reached, and a case that no row answers.

    A case is called unanswered only where the facts are independent, so that it can happen.
    """
    rows = [row.get("when", []) for row in rule.get("rows", ())]
    shadows = dict(_shadows(rows))
    for late, early in shadows.items():
        yield f"第 {late + 1} 行永远轮不到：第 {early + 1} 行已包含它的全部情况"
    if played := [(case, _hit(rows, case, rule)) for case in _cases(rows, rule)]:
        for idle in set(range(len(rows))) - shadows.keys() - {hit for _, hit in played}:
            yield f"第 {idle + 1} 行永远轮不到：条件自相矛盾，或前面的行已包含它的全部情况"
        yield from _gap(rule, [case for case, hit in played if hit is None])


def _checked(rule: Doc, declared: Declared) -> Iterator[tuple[str, str]]:
    for number, constraint in enumerate(rule.get("constraints", ()), 1):
        yield f"第 {number} 条 constraints", _constraint_misfit(constraint, declared)
    for number, row in enumerate(rule.get("rows", ()), 1):
        for condition in row.get("when", ()):
            yield f"第 {number} 行 when", _condition_misfit(condition, declared)
        yield f"第 {number} 行 then", _then_misfit(row["then"], declared)


def _undeclared(names: Iterable[Any], declared: Declared) -> str:
    unknown = [name for name in names if not isinstance(name, str) or name not in declared]
    return f"「{unknown[0]}」没有在 facts 里声明" if unknown else ""


def _constraint_misfit(constraint: Doc, declared: Declared) -> str:
    sides = constraint["left"], constraint["right"]
    if unknown := _undeclared(sides, declared):
        return unknown
    if {declared[name]["type"] for name in sides} not in ({"date"}, {"integer"}):
        return "两边应当都是日期，或都是整数"
    return "" if constraint["op"] in COMPARE else f"op 应当是其中之一：{'、'.join(COMPARE)}"


def _condition_misfit(condition: Doc, declared: Declared) -> str:
    if condition.keys() - {"op", "value"} not in ({"fact"}, {"days_between"}):
        return "应当写 fact 或 days_between 之一，加上 op 和 value，不写别的"
    if why := _subject_misfit(condition, declared):
        return why
    kind = kind_of(subject_of(condition), declared)
    if condition.get("op") not in FITTING[kind]:
        return f"op 应当是其中之一：{'、'.join(FITTING[kind])}"
    fact = declared.get(condition.get("fact", ""))
    return "" if _fits(condition, fact) else "value 与 op 或 fact 的类型不符"


def _subject_misfit(condition: Doc, declared: Declared) -> str:
    if "fact" in condition:
        return _undeclared([condition["fact"]], declared)
    pair = condition["days_between"]
    if not isinstance(pair, list) or len(pair) != PAIR or pair[0] == pair[1]:
        return "days_between 应当是先后两个不同的日期"
    if unknown := _undeclared(pair, declared):
        return unknown
    return "" if {declared[n]["type"] for n in pair} == {"date"} else "days_between 只能用日期"


def _fits(condition: Doc, fact: Doc | None) -> bool:
    """Tell whether the value suits the op and the fact; no fact stands for a number of days."""
    op, value = condition["op"], condition.get("value")
    if op == EXISTS:
        return isinstance(condition.get("value", True), bool)
    if op not in MEMBER:
        return _is_a(fact, value)
    if not isinstance(value, list) or (op == "between" and len(value) != PAIR):
        return False
    return all(_is_a(fact, each) for each in value)


def _is_a(fact: Doc | None, value: Any) -> bool:
    if fact is None or fact["type"] == "integer":
        return type(value) is int
    if fact["type"] == "boolean":
        return isinstance(value, bool)
    try:
        return isinstance(value, str) and bool(parse(fact, value))
    except (ValueError, LookupError):
        return False


def _then_misfit(then: Doc, declared: Declared) -> str:
    start = then.get("coverage_from")
    if then.keys() == {"refuse"}:
        said = isinstance(then["refuse"], str) and then["refuse"].strip()
        return "" if said else "refuse 要写明缘由"
    if then.keys() != {"coverage_from"} or not isinstance(start, Mapping) or "base" not in start:
        return "应当只写 coverage_from（含 base）或 refuse"
    return _undeclared([start["base"]], declared) or _start_misfit(start, declared)


def _start_misfit(start: Doc, declared: Declared) -> str:
    if declared[start["base"]]["type"] != "date":
        return "base 应当是一个日期"
    if start.keys() - THEN_MAY_SAY or start.get("floor", "month") != "month":
        return "base 之外只能写 floor: month、plus_months、plus_days"
    moves = [start.get(name, 0) for name in ("plus_months", "plus_days")]
    return "" if all(type(n) is int for n in moves) else "plus_months、plus_days 应当是整数"


def _shadows(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield each row that asks for all an earlier row asks for, and the first such earlier row."""
    for late, when in enumerate(rows):
        early = next((i for i in range(late) if all(c in when for c in rows[i])), None)
        if early is not None:
            yield late, early


def _hit(rows: Rows, case: Case, rule: Doc) -> int | None:
    declared = declared_by(rule)
    for number, when in enumerate(rows):
        if all(holds(condition, case[subject_of(condition)], declared) for condition in when):
            return number
    return None


def _cases(rows: Rows, rule: Doc) -> Iterator[Case]:
    """Yield a case for every way the conditions can fall out; nothing if that is too many."""
    conditions = [condition for when in rows for condition in when]
    if any(condition["op"] == EXISTS for condition in conditions):
        return
    axes = {subject: _points(subject, conditions, rule) for subject in map(subject_of, conditions)}
    if prod(map(len, axes.values())) > MOST_CASES:
        return
    for point in product(*axes.values()):
        case = dict(zip(axes, point, strict=True))
        if all(_possible(case, constraint) for constraint in rule.get("constraints", ())):
            yield case


def _points(subject: Subject, conditions: Iterable[Doc], rule: Doc) -> list[Any]:
    """Return all options of a subject, or values on and next to every threshold."""
    declared = declared_by(rule)
    kind = kind_of(subject, declared)
    if kind == "choice":
        return [option["value"] for option in declared[subject[0]]["options"]]
    if kind == "boolean":
        return [True, False]
    wanted = [wanted_by(c, kind) for c in conditions if subject_of(c) == subject]
    marks = [each for value in wanted for each in (value if isinstance(value, list) else [value])]
    step: Any = timedelta(1) if kind == "date" else 1
    zero = [0] if kind == "days" else []
    return sorted({mark + move for mark in marks + zero for move in (-step, step * 0, step)})


def _possible(case: Case, constraint: Doc) -> bool:
    """Tell whether the days between two dates agree with what must hold between the dates."""
    left, right, compare = constraint["left"], constraint["right"], COMPARE[constraint["op"]]
    forth, back = case.get((right, left)), case.get((left, right))
    return (forth is None or compare(forth, 0)) and (back is None or compare(0, back))


def _gap(rule: Doc, unanswered: Sequence[Case]) -> Iterator[str]:
    if unanswered and _independent(unanswered[0], rule):
        told = "，".join(_told(subject, value, rule) for subject, value in unanswered[0].items())
        yield f"没有一行回答这种情况：{told or '任何情况'}；请补一行，或在最后加一行不带条件的"


def _independent(subjects: Iterable[Subject], rule: Doc) -> bool:
    """Tell whether every combination can happen: no fact of one subject is bound to another's."""
    groups = [set(subject) for subject in subjects]
    used = set().union(*groups)
    bonds = [{bond["left"], bond["right"]} for bond in rule.get("constraints", ())]
    apart = sum(map(len, groups)) == len(used)
    return apart and all(bond in groups or not bond & used for bond in bonds)


def _told(subject: Subject, value: Any, rule: Doc) -> str:
    declared = declared_by(rule)
    labels = "到".join(declared[name]["label"] for name in subject)
    if len(subject) == PAIR:
        return f"{labels}相隔 {value} 天"
    options = declared[subject[0]].get("options", ())
    named = {option["value"]: option["label"] for option in options}
    return f"{labels}为{named.get(value, value)}"

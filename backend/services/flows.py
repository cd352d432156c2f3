"""Questionnaires and rules as flows, for a picture or Mermaid. Pure: documents in, a flow out.

`call` tells what another item is called; a picture names guides, standards and offices by it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from backend.errors import Invalid
from backend.services.conditions import declared_by, subject_of
from backend.services.rule_faults import misfits
from backend.services.stored import Item
from backend.text.flow import Arrow, Flow, Node
from backend.text.references import unmarked
from backend.vocabulary import QUESTION_KIND

Doc = Mapping[str, Any]
Call = Callable[[Item], str]
DRAWN: Final = ("questionnaire", "rule")
DOUBTFUL: Final = "存疑"
MOST_NAMED: Final = 2  # offices; of more, the picture says how many
OTHERWISE: Final = "其余情况"
OP: Final = {
    "eq": "：",
    "ne": "不是",
    "lt": "小于",
    "le": "不超过",
    "gt": "超过",
    "ge": "至少是",
    "in": "是其中之一：",
    "between": "在",
    "exists": "填了",
}


def flow_of(item: Item, document: Doc, call: Call) -> Flow:
    """Return the flow of a questionnaire or a rule; loops and dead ends are drawn as they are.

    Raises `Invalid` for a rule that is malformed: nobody can say what it means.
    """
    if item[0] == "questionnaire":
        return _questionnaire(document, call)
    if faults := list(misfits(document)):
        raise Invalid(f"规则「{item[1]}」写得不合规，先改正再画", problems=faults)
    return _rule(document)


def _questionnaire(document: Doc, call: Call) -> Flow:
    asked = [_question(question) for question in document.get("questions", ())]
    ends = [_outcome(outcome, call) for outcome in document.get("outcomes", ())]
    return Flow(document["key"], document["title"], (*asked, *ends))


def _question(question: Doc) -> Node:
    arrows = (
        Arrow(unmarked(answer["label"]), answer.get("next") or answer.get("outcome") or "")
        for answer in question.get("answers", ())
    )
    kind = question.get("kind", "choice")
    remark = QUESTION_KIND[kind] if kind != "choice" else ""
    notes = filter(None, [unmarked(question.get("help", ""))])
    return Node(question["id"], unmarked(question["text"]), tuple(arrows), tuple(notes), remark)


def _outcome(outcome: Doc, call: Call) -> Node:
    remark = DOUBTFUL if outcome.get("doubt") else ""
    notes = tuple(_shown(outcome, call))
    return Node(outcome["id"], unmarked(outcome["title"]), (), notes, remark, is_end=True)


def _shown(outcome: Doc, call: Call) -> Iterator[str]:
    """Yield what an outcome lands on: its guide, way, standards and offices."""
    if outcome.get("guide"):
        yield f"指南：{call(('guide', outcome['guide']))}"
    if outcome.get("route"):
        yield f"途径：{outcome['route']}"
    for key in outcome.get("standards", ()):
        yield f"标准：{call(('standard', key))}"
    offices = [call(("office", key)) for key in outcome.get("offices", ())]
    more = f"等{len(offices)}处" if len(offices) > MOST_NAMED else ""
    if offices:
        yield f"办理点：{'、'.join(offices[:MOST_NAMED])}{more}"


def _rule(document: Doc) -> Flow:
    """Return a rule as one question with an arrow for every row, in the order they are tried."""
    rows = [*document.get("rows", ())]
    arrows = (Arrow(_conditions(row, document), f"row-{n}") for n, row in enumerate(rows))
    asked = "、".join(fact["label"] for fact in document.get("facts", ()))
    must = (unmarked(bond["message"]) for bond in document.get("constraints", ()))
    start = Node(
        "facts", f"要知道：{asked}" if asked else document["title"], tuple(arrows),
        (*must, "从上往下看，先符合的一条作答"),
    )  # fmt: skip
    ends = [_row(f"row-{n}", row, document) for n, row in enumerate(rows)]
    return Flow(document["key"], document["title"], (start, *ends), ("判断", "结论"))


def _row(key: str, row: Doc, rule: Doc) -> Node:
    then, because = row["then"], unmarked(row.get("because", ""))
    remark = DOUBTFUL if row.get("doubt") else ""
    said = unmarked(then["refuse"]) if "refuse" in then else _start(then["coverage_from"], rule)
    return Node(key, said, (), (because,) if because else (), remark, is_end=True)


def _conditions(row: Doc, rule: Doc) -> str:
    said = [_condition(condition, rule) for condition in row.get("when", ())]
    return "，并且".join(said) or OTHERWISE


def _condition(condition: Doc, rule: Doc) -> str:
    declared = declared_by(rule)
    subject = subject_of(condition)
    called = "到".join(declared[name]["label"] if name in declared else name for name in subject)
    between = len(subject) > 1
    op, value = condition["op"], condition.get("value", True)
    if op == "exists":
        return f"{called}{'填了' if value else '没有填'}"
    named = {o["value"]: o["label"] for o in declared.get(subject[0], {}).get("options", ())}
    values = value if isinstance(value, list) else [value]
    listed = [_value(each, {} if between else named) for each in values]
    joined = ("至" if op == "between" else "、").join(listed)
    return f"{called}{OP[op]}{joined}{'天' if between else ''}"


def _value(value: Any, named: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return named.get(value, str(value))


def _start(start: Doc, rule: Doc) -> str:
    """Return in words how the first day of cover is reckoned: 待遇从缴费日期的次日算起."""
    months, days = start.get("plus_months", 0), start.get("plus_days", 0)
    day = declared_by(rule)[start["base"]]["label"]
    if start.get("floor") == "month":
        day += {0: "当月", 1: "次月"}.get(months, f"往后第 {months} 个月") + "的第一天"
        months = 0
    elif (months, days) == (0, 1):
        return f"待遇从{day}的次日算起"
    moves = [f"{count} {unit}" for count, unit in ((months, "个月"), (days, "天")) if count]
    return f"待遇从{day}{'往后 ' + '、'.join(moves) if moves else ''}算起"

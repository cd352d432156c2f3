"""How a line of a checklist reads: what it was, what it is to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from admin.items.today import Today
from backend.services import territory
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.subjects import KINDS, ROUTE, Address, Subject
from backend.services.said import Sayer
from backend.services.stored import hash_of
from backend.text.menupath import PARAMS, Node, format_path, node_from_dict, param_value
from backend.vocabulary import PATH_PARAM

KIND_LABEL = {
    "standard": "标准", "window": "参保缴费期", "route": "办理途径", "office": "经办机构",
    "guide": "写明年度的指南",
}  # fmt: skip
AMOUNTS = ("personal_fen", "subsidy_fen", "total_fen", "base_min_fen", "base_max_fen",
           "employer_rate_bp", "personal_rate_bp")  # fmt: skip
MOST_CELLS = 6
SHORT = {"changed": "有变化", "same": "与去年相同", "ended": "不再有", "not_announced": "未公布"}


@dataclass(frozen=True, slots=True)
class Region:
    """The rows of one chosen region, by kind."""

    code: str
    name: str
    kinds: list[tuple[str, list[Row]]]


def by_region(checklist: Checklist) -> list[Region]:
    found = []
    for code in checklist.rollover.regions:
        own = [row for row in checklist.rows if row.region == code]
        kinds = [(KIND_LABEL[k], [r for r in own if r.subject.kind == k]) for k in KINDS]
        found.append(Region(code, territory.names_of([code]), [k for k in kinds if k[1]]))
    return found


def anchor(address: Address) -> str:
    """Return what a row is called in the page's address."""
    return f"l{hash_of(' '.join(address))[:10]}"


def was(subject: Subject, to_year: int) -> str:
    """Return what a subject says now, in one line."""
    if subject.kind == ROUTE:
        return _route(subject.shown, subject.year, to_year)
    return TELLERS[subject.kind](subject.shown)


def will_be(row: Row, to_year: int) -> str:
    """Return what was typed for a line that changed, in one line."""
    entry: Mapping[str, Any] = row.line.entry if row.line else {}
    if "values" in entry:
        return _values(entry["values"])
    if "route" in entry:
        return _route({**row.subject.shown, **entry["route"]}, row.subject.year, to_year)
    if "fields" in entry:
        return TELLERS[row.subject.kind]({**row.subject.shown, **entry["fields"]})
    return ""


def _values(values: list[Mapping[str, Any]]) -> str:
    return "；".join(map(_value, values))


def _value(value: Mapping[str, Any]) -> str:
    say = Sayer("standard")
    if "cells" in value:
        cells = value["cells"]
        told = [_cell(say, cell) for cell in cells[:MOST_CELLS]]
        more = f"……共 {len(cells)} 项" if len(cells) > MOST_CELLS else ""
        return f"{value['policy_year']}年度：" + "，".join(told) + more
    trail = "contribution_values"
    parts = [
        f"{say.label((trail, name))} {say.say((trail, name), value[name])}"
        for name in AMOUNTS
        if value.get(name) is not None
    ]
    span = f"，{value['pay_from']} 起缴" if value.get("pay_from") else ""
    return f"{value['policy_year']}年度：" + "，".join(parts or ["没有金额"]) + span


def _cell(say: Sayer, cell: Mapping[str, Any]) -> str:
    trail = ("benefit_values", "cells")
    dims = [say.say((*trail, "dims", n), v) for n, v in cell.get("dims", {}).items()]
    measure = say.say((*trail, "measure"), cell["measure"])
    return f"{' '.join([*dims, measure])} {say.say((*trail, 'amount'), cell['amount'], cell)}"


def _window(window: Mapping[str, Any]) -> str:
    opens, closes = window.get("opens_on"), window.get("closes_on")
    if not opens and not closes:
        return "没有起止日期，随时可办"
    return f"{opens or '未写开始'} 至 {closes or '未写截止'}（截止日不含）"


def _route(route: Mapping[str, Any], year: int | None, to_year: int) -> str:
    """Return a route's menu path; of one without a path, what is to be done step by step."""
    steps = route.get("steps", ())
    nodes = [node_from_dict(node) for step in steps for node in step.get("path", ())]
    if nodes:
        return " › ".join(_node(node, year, to_year) for node in nodes)
    today = Today.of_texts(step["text"] for step in steps if "{{" in step["text"])
    told = [f"{at} {today(step['text'])}" for at, step in enumerate(steps, 1)]
    return f"没有菜单路径，步骤是：{' '.join(told)}" if told else "没有步骤"


def _node(node: Node, year: int | None, to_year: int) -> str:
    """Return a node; one that is computed from the year with what it comes to."""
    said = format_path([replace(node, param="")])
    if node.param not in PARAMS:
        return said
    now = f"{param_value(node.param, year)}，" if year else ""
    then = f"{to_year}年度自动填 {param_value(node.param, to_year)}"
    return f"{said}（{PATH_PARAM[node.param]}：{now}{then}）"


def _office(office: Mapping[str, Any]) -> str:
    phones = "、".join(phone["raw"] for phone in office.get("phones", ()))
    return " · ".join(filter(None, [office.get("address", ""), phones]))


def _guide(guide: Mapping[str, Any]) -> str:
    return str(guide.get("summary", ""))


TELLERS: dict[str, Callable[[Any], str]] = {
    "standard": _values, "window": _window, "office": _office, "guide": _guide,
}  # fmt: skip

"""How a line of a checklist reads: what it was, what it is to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.services import territory
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.subjects import KINDS, Address, Subject
from backend.services.said import Sayer
from backend.services.stored import hash_of
from backend.text.menupath import format_path, node_from_dict

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


def was(subject: Subject) -> str:
    """Return what a subject says now, in one line."""
    return TELLERS[subject.kind](subject.shown)


def will_be(row: Row) -> str:
    """Return what was typed for a line that changed, in one line."""
    entry: Mapping[str, Any] = row.line.entry if row.line else {}
    if "values" in entry:
        return _values(entry["values"])
    if "route" in entry:
        return _route({**row.subject.shown, **entry["route"]})
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


def _route(route: Mapping[str, Any]) -> str:
    nodes = [node for step in route.get("steps", ()) for node in step.get("path", ())]
    return format_path(node_from_dict(node) for node in nodes) or "没有菜单路径"


def _office(office: Mapping[str, Any]) -> str:
    phones = "、".join(phone["raw"] for phone in office.get("phones", ()))
    return " · ".join(filter(None, [office.get("address", ""), phones]))


def _guide(guide: Mapping[str, Any]) -> str:
    return str(guide.get("summary", ""))


TELLERS: dict[str, Callable[[Any], str]] = {
    "standard": _values, "window": _window, "route": _route, "office": _office, "guide": _guide,
}  # fmt: skip

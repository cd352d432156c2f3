"""The parts of rules and benefit cells whose form depends on what stands around them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from admin.forms.codecs import Lines, Number, Percent, Yuan
from admin.forms.shapes import MISSING, NOTHING, Entry, Group, Leaf, Notes, Tick
from backend.errors import Invalid
from backend.schemas.labels import OPS
from backend.services.conditions import COMPARE, EXISTS, MEMBER
from backend.services.stored import Path
from backend.vocabulary import DIMENSION, DIMENSION_LABEL

COMPARISONS = {op: OPS[op] for op in COMPARE}
TRUTH = {"是": True, "否": False, "true": True, "false": False}
MONEY = ("deductible", "cap")
ORDER = "order"  # of the dimensions of a cell


@dataclass(frozen=True, kw_only=True)
class Amount(Leaf):
    """What a benefit comes to: typed in yuan, per cent or as a number, as its measure says."""

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> str:
        return "" if value is None else _unit(beside.get("measure")).typed(value)

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        try:
            return _unit(beside.get("measure")).value(entry) if entry.strip() else MISSING
        except Invalid as error:
            return notes.refuse(at, error.message)


def _unit(measure: Any) -> Number | Percent | Yuan:
    if measure == "ratio":
        return Percent()
    return Yuan() if measure in MONEY else Number()


@dataclass(frozen=True, kw_only=True)
class Dims(Group):
    """To what a benefit applies: one value of each dimension, in the order first said.

    The form shows every dimension at its place; a hidden field tells the order.
    """

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> dict[str, Entry]:
        said = {name: str(each) for name, each in (value or NOTHING).items() if name in DIMENSION}
        return said | {name: "" for name in DIMENSION if name not in said}

    def posted(self, tree: Any) -> dict[str, Entry]:
        named = tree if isinstance(tree, dict) else NOTHING
        said = str(named[ORDER][0]).split(",") if isinstance(named.get(ORDER), list) else []
        order = dict.fromkeys([*(name for name in said if name in DIMENSION), *DIMENSION])
        return {name: self.of(name).posted(named.get(name)) for name in order}

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        return super().read(entry, at, notes, beside) or MISSING


def dims(owner: str, name: str, label: str) -> Dims:
    fields = (
        Leaf(name=d, owner=name, label=DIMENSION_LABEL[d], choices=DIMENSION[d], widget="select")
        for d in DIMENSION
    )
    return Dims(name=name, owner=owner, label=label, fields=tuple(fields))


@dataclass(frozen=True, kw_only=True)
class Condition(Group):
    """`fact op value`, or with `to` the days from one date to the other."""

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> dict[str, Entry]:
        stored = value or NOTHING
        fact, to = [*stored.get("days_between", [stored.get("fact", "")]), ""][:2]
        said = _said(stored["value"]) if "value" in stored else ""
        return {"fact": fact, "to": to, "op": stored.get("op", ""), "value": said}

    def is_blank(self, entry: Entry) -> bool:
        return not any(text.strip() for text in entry.values())

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        fact, to, op = (entry[name].strip() for name in ("fact", "to", "op"))
        subject = {"days_between": [fact, to]} if to else {"fact": fact}
        condition: dict[str, Any] = {**subject, "op": op}
        kind = "days" if to else _kind_of(fact, notes.root)
        value = _wanted(kind, op, entry["value"], (*at, "value"), notes)
        return condition if value is MISSING else {**condition, "value": value}


def _said(value: Any) -> str:
    return Lines().typed(map(_word, value if isinstance(value, list) else [value]))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _kind_of(name: str, root: Mapping[str, Entry]) -> str:
    """Return the type of a fact as the same form declares it."""
    return next((f["type"] for f in root.get("facts", ()) if f["name"].strip() == name), "")


def _wanted(kind: str, op: str, text: str, at: Path, notes: Notes) -> Any:
    words = Lines().value(text) if text.strip() else []
    if not words:
        return MISSING
    try:
        values = [_typed("boolean" if op == EXISTS else kind, word) for word in words]
    except Invalid as error:
        return notes.refuse(at, error.message)
    return values if op in MEMBER else values[0] if len(values) == 1 else values


def _typed(kind: str, word: str) -> Any:
    if kind in ("days", "integer"):
        return Number().value(word)
    if kind != "boolean":
        return word
    if word not in TRUTH:
        raise Invalid("应当填 是 或 否")
    return TRUTH[word]


def condition(owner: str, name: str, label: str) -> Condition:
    def leaf(field: str, called: str, **more: Any) -> Leaf:
        return Leaf(name=field, owner=name, label=called, **more)

    return Condition(
        name=name,
        owner=owner,
        label=label,
        fields=(
            leaf("fact", "事实", listed="facts"),
            leaf("to", "到", listed="facts", help="填了就比较两个日期相隔的天数"),
            leaf("op", "比较", choices=OPS, widget="select"),
            leaf("value", "值", widget="lines", help="几个值就写几行；天数和整数只写数字"),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Then(Group):
    """From which day cover holds, or why the rule does not say."""

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> dict[str, Entry]:
        stored = value or NOTHING
        start = stored.get("coverage_from", NOTHING)
        return {
            "base": start.get("base", ""),
            "floor": "1" if start.get("floor") else "",
            "plus_months": _word(start.get("plus_months", "")),
            "plus_days": _word(start.get("plus_days", "")),
            "refuse": stored.get("refuse", ""),
        }

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        said = super().read(entry, at, notes, beside)
        floor, refusal = said.pop("floor"), said.pop("refuse", "")
        start = dict(_start(said, floor=floor))
        cover = {"coverage_from": start} if start else {}
        return {**cover, **({"refuse": refusal} if refusal else {})} or MISSING


def _start(said: Mapping[str, Any], *, floor: bool) -> Iterator[tuple[str, Any]]:
    for name in ("base", "floor", "plus_months", "plus_days"):
        if name in said:
            yield name, said[name]
        elif name == "floor" and floor:
            yield name, "month"


def then(owner: str, name: str, label: str) -> Then:
    def leaf(field: str, called: str, **more: Any) -> Leaf:
        return Leaf(name=field, owner=name, label=called, **more)

    return Then(
        name=name,
        owner=owner,
        label=label,
        required=True,
        fields=(
            leaf("base", "从哪个日期算起", listed="facts"),
            Tick(name="floor", owner=name, label="先退到当月第一天"),
            leaf("plus_months", "再加几个月", codec=Number(), widget="number"),
            leaf("plus_days", "再加几天", codec=Number(), widget="number"),
            leaf("refuse", "或者：不作判断的缘由", widget="text"),
        ),
    )

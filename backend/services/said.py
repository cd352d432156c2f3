"""How what a document stores reads in Chinese: labels for codes, yuan for fen, % for basis points.

`Namer` turns a (kind, key) into what the thing is called, where somebody knows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from backend.errors import YibaoError
from backend.schemas.labels import label_of
from backend.schemas.registry import ITEM_TYPES
from backend.services.checks.wording import ALSO
from backend.services.links import POINTS_AT, REGION_FIELDS
from backend.text.menupath import format_path, node_from_dict
from backend.text.money import percent, yuan
from backend.vocabulary import DIMENSION, DIMENSION_LABEL

Namer = Callable[[str, str], str]
MONEY = ("deductible", "cap")
BULLET = "\n　· "


def by_key(_kind: str, key: str) -> str:
    """Return the key itself, where nobody knows a better name."""
    return key


class Sayer:
    """Says the values of one type of items."""

    def __init__(self, item_type: str, called: Namer = by_key) -> None:
        self.item_type = item_type
        self.called = called

    def schema_of(self, trail: Sequence[str]) -> Schema | None:
        """Return the schema of the mappings that stand at the end of these fields."""
        schema: Schema | None = ITEM_TYPES[self.item_type].schema if self._known else None
        for name in trail:
            inner = getattr(schema.fields.get(name), "inner", None) if schema else None
            schema = inner.schema if isinstance(inner, fields.Nested) else None
        return schema

    @property
    def _known(self) -> bool:
        return self.item_type in ITEM_TYPES

    def label(self, trail: Sequence[str]) -> str:
        """Return the label of the last of these fields."""
        owner = trail[-2] if len(trail) > 1 else self.item_type
        if owner == "dims":
            return DIMENSION_LABEL.get(trail[-1], trail[-1])
        try:
            return label_of(owner, trail[-1])
        except KeyError:  # inside a mapping whose members no schema knows
            return ALSO.get(trail[-1], trail[-1])

    def say(self, trail: Sequence[str], value: Any, holder: Any = None) -> str:
        """Return a value in words; `holder` is the mapping it stands in."""
        if value is None or value == "":
            return ""
        if trail[-1] == "path" and isinstance(value, list):
            return " › ".join(node_text(node) for node in value)
        if isinstance(value, list):
            return self._list(trail, value, holder)
        if isinstance(value, Mapping):
            return self._mapping(trail, value)
        return self._plain(trail, value, holder)

    def whole(self, trail: Sequence[str], value: Any) -> str:
        """Return a member of a list in words, a field a line."""
        if not isinstance(value, Mapping) or trail[-1] == "citations":
            return self.say(trail, value)
        return "\n".join(self._parts(trail, value))

    def _list(self, trail: Sequence[str], members: list[Any], holder: Any) -> str:
        said = [self.say(trail, member, holder) for member in members]
        if any(isinstance(member, Mapping) for member in members):
            return "".join(BULLET + text for text in said)
        return "、".join(said)

    def _mapping(self, trail: Sequence[str], value: Mapping[str, Any]) -> str:
        if trail[-1] == "citations":
            return self.citation(value)
        return "；".join(self._parts(trail, value))

    def _parts(self, trail: Sequence[str], value: Mapping[str, Any]) -> Iterator[str]:
        for name, member in value.items():
            if text := self.say((*trail, name), member, value):
                yield f"{self.label((*trail, name))}：{text}"

    def citation(self, citation: Mapping[str, Any]) -> str:
        source = self.called("source", citation.get("source", ""))
        note = f"（{citation['note']}）" if citation.get("note") else ""
        return f"{source}，{citation.get('where', '')}：“{citation.get('quote', '')}”{note}"

    def _plain(self, trail: Sequence[str], value: Any, holder: Any) -> str:
        name = trail[-1]
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, int | float):
            return _number(name, value, holder)
        return self._word(trail, str(value))

    def _word(self, trail: Sequence[str], value: str) -> str:
        name = trail[-1]
        if len(trail) > 1 and trail[-2] == "dims":
            return DIMENSION.get(name, {}).get(value, value)
        if name in REGION_FIELDS:
            return self.called("region", value)
        if name in POINTS_AT:
            return self.called(POINTS_AT[name], value)
        return str(self._codelist(trail).get(value, value))

    def _codelist(self, trail: Sequence[str]) -> Mapping[str, Any]:
        if trail[-1] == "dimensions":
            return DIMENSION_LABEL
        schema = self.schema_of(trail[:-1])
        field = schema.fields.get(trail[-1]) if schema else None
        field = getattr(field, "inner", field)
        return field.metadata.get("codelist", {}) if field is not None else {}


def node_text(node: Mapping[str, Any]) -> str:
    """Return one node of a menu path in the written notation; what cannot be read, as it is."""
    try:
        return format_path([node_from_dict(node)])
    except YibaoError:
        return str(node.get("label", ""))


def _number(name: str, value: float, holder: Any) -> str:
    measure = holder.get("measure") if isinstance(holder, Mapping) else None
    if isinstance(value, int):
        if name.endswith("_fen") or (name == "amount" and measure in MONEY):
            return yuan(value)
        if name.endswith("_bp") or (name == "amount" and measure == "ratio"):
            return percent(value)
    return str(value)

"""The form of each item type, made of its stored schema."""

from collections.abc import Callable
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from admin.forms.codecs import (
    Codec,
    Day,
    Degrees,
    Lines,
    MenuPath,
    Number,
    Percent,
    Phone,
    Words,
    Yuan,
)
from admin.forms.decision import COMPARISONS, Amount, condition, dims, then
from admin.forms.help import help_of
from admin.forms.shapes import Group, Leaf, Rows, Shape, Tick, Ticks
from backend.schemas import fields as stored
from backend.schemas.labels import label_of
from backend.schemas.registry import ITEM_TYPES
from backend.services.links import POINTS_AT, REGION_FIELDS
from backend.vocabulary import DIMENSION_LABEL

Field = Any
REGION = "region"

# Texts of more than a line; all other texts are one line unless they hold a line end.
LONG = frozenset(
    {"text", "summary", "note", "question", "answer", "because", "doubt", "reading", "help",
     "status_reason", "partial_reason", "fill_note", "how_to_open", "scope", "hours"}
)  # fmt: skip
SHORT = frozenset({"citations.note", "aliases.note", "synonyms.note"})
# What the columns of the database hold.
LIMITS = {"key": 100, "title": 200, "name": 200, "raw": 200}
LISTED = {
    ("constraints", "left"): "facts",
    ("constraints", "right"): "facts",
    ("answers", "next"): "questions",
    ("answers", "outcome"): "outcomes",
}


@cache
def form_of(item_type: str) -> Group:
    """Return the form of an item type."""
    kind = ITEM_TYPES[item_type]
    return Group(name=item_type, owner="", label=kind.label, fields=_shapes(item_type, kind.schema))


def _shapes(owner: str, schema: Schema) -> tuple[Shape, ...]:
    return tuple(_shape(owner, name, field) for name, field in schema.fields.items())


def _shape(owner: str, name: str, field: Field) -> Shape:
    if special := SPECIAL.get((owner, name)):
        return special(owner, name, label_of(owner, name))
    if isinstance(field, stored.Many):
        return _many(owner, name, field)
    if isinstance(field, stored.Flag):
        return Tick(**_called(owner, name, field))
    codec, widget = _single(owner, name, field)
    return _leaf(owner, name, field, codec, widget)


def _called(owner: str, name: str, field: Field) -> dict[str, Any]:
    return {
        "owner": owner,
        "name": name,
        "label": label_of(owner, name),
        "help": help_of(owner, name),
        "required": bool(field.required),
    }


def _many(owner: str, name: str, field: Field) -> Shape:
    called, inner = _called(owner, name, field), field.inner
    if isinstance(inner, fields.Nested):
        shapes = _shapes(name, inner.schema)
        member = Group(name=name, owner=owner, label=called["label"], fields=shapes)
        return Rows(**called, member=member)
    if "codelist" in inner.metadata:
        return Ticks(**called, choices=_codelist(name, inner))
    if name in POINTS_AT or name in REGION_FIELDS:
        leaf = _leaf(owner, name, inner, Words(), "lookup")
        return Rows(**called, member=leaf, widget="keys")
    return Leaf(**called, codec=Lines(), widget="lines")


def _codelist(name: str, field: Field) -> dict[str, str]:
    return DIMENSION_LABEL if name == "dimensions" else dict(field.metadata["codelist"])


def _leaf(owner: str, name: str, field: Field, codec: Codec, widget: str) -> Leaf:
    default = field.load_default if isinstance(field.load_default, str) else ""
    return Leaf(
        **_called(owner, name, field),
        codec=codec,
        choices=field.metadata.get("codelist"),
        refers=REGION if name in REGION_FIELDS else POINTS_AT.get(name, ""),
        listed=LISTED.get((owner, name), ""),
        default=default,
        widget=widget,
    )


def _single(owner: str, name: str, field: Field) -> tuple[Codec, str]:
    if "codelist" in field.metadata:
        return Words(), "select"
    if isinstance(field, stored.Whole):
        return _whole(name)
    if isinstance(field, stored.Day | stored.WrittenDay):
        return Day(), "date"
    if isinstance(field, fields.Float):
        return Degrees(), "number"
    if name in POINTS_AT or name in REGION_FIELDS:
        return Words(), "lookup"
    is_long = name in LONG and f"{owner}.{name}" not in SHORT
    return Words(limit=LIMITS.get(name, 0)), "text" if is_long else "line"


def _whole(name: str) -> tuple[Codec, str]:
    if name.endswith("_fen"):
        return Yuan(), "yuan"
    return (Percent(), "percent") if name.endswith("_bp") else (Number(), "number")


def _path(owner: str, name: str, label: str) -> Shape:
    return Leaf(
        owner=owner, name=name, label=label, help=help_of(owner, name),
        codec=MenuPath(), widget="path",
    )  # fmt: skip


def _number(owner: str, name: str, label: str) -> Shape:
    return Leaf(owner=owner, name=name, label=label, help=help_of(owner, name), codec=Phone())


def _amount(owner: str, name: str, label: str) -> Shape:
    return Amount(owner=owner, name=name, label=label, required=True, widget="amount")


def _comparison(owner: str, name: str, label: str) -> Shape:
    return Leaf(
        owner=owner, name=name, label=label, required=True, choices=COMPARISONS, widget="select"
    )


def _conditions(owner: str, name: str, label: str) -> Shape:
    return Rows(owner=owner, name=name, label=label, member=condition(owner, name, label))


SPECIAL: dict[tuple[str, str], Callable[[str, str, str], Shape]] = {
    ("steps", "path"): _path,
    ("phones", "e164"): _number,
    ("cells", "amount"): _amount,
    ("cells", "dims"): dims,
    ("constraints", "op"): _comparison,
    ("rows", "when"): _conditions,
    ("rows", "then"): then,
}

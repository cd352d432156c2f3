"""Members of page forms, each with its Chinese description. Nothing is coerced.

A member is always there unless made with `required=False`; one that may be null says so. To prove
a shape, load a body with `unknown=RAISE`: nothing unnamed passes, at any depth, and what comes out
is that very body.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import RAISE, Schema, validate
from marshmallow import fields as base

from backend.schemas.fields import KEY_PATTERN, REGION_PATTERN, Flag, WrittenDay
from backend.vocabulary import Codelist

Members = base.List[Any]
PLACE_PATTERN = r"^(/[a-z0-9.-]+)+$"
E164_PATTERN = r"^(\+\d+|\d{3,6})?$"


class Degrees(base.Float):
    """Decimal degrees, written as a number."""

    def _validated(self, value: Any) -> float:
        if isinstance(value, str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


def text(label: str, **options: Any) -> base.String:
    """Return a text that is never empty."""
    return base.String(validate=validate.Length(min=1), **_said(label, options))


def maybe(label: str) -> base.String:
    """Return a text that is empty where there is nothing to say."""
    return base.String(**_said(f"{label}；没有时为空字符串", {}))


def key(label: str, **options: Any) -> base.String:
    """Return the slug of an item."""
    return base.String(validate=validate.Regexp(KEY_PATTERN), **_said(label, options))


def place(label: str, **options: Any) -> base.String:
    """Return the path of something to fetch, below the API's own."""
    said = _said(f"{label}，/api/v1 之下的路径", options)
    return base.String(validate=validate.Regexp(PLACE_PATTERN), **said)


def region_code(label: str) -> base.String:
    """Return a GB/T 2260 code of 6 digits, or 9 for a town."""
    return base.String(validate=validate.Regexp(REGION_PATTERN), **_said(label, {}))


def e164(label: str) -> base.String:
    """Return a telephone number as one dials it from anywhere, a short one of a service, or ""."""
    said = _said(f"{label}；全国统一的短号照写，如 12393；没有时为空字符串", {})
    return base.String(validate=validate.Regexp(E164_PATTERN), **said)


def one_of(values: Codelist | Mapping[str, Any] | Sequence[str], label: str,
           **options: Any) -> base.String:  # fmt: skip
    """Return one of a list of words; the labels of a codelist go into the description."""
    said = _said(_with_labels(label, values), options)
    return base.String(validate=validate.OneOf([*values]), **said)


def each_of(codelist: Codelist, label: str) -> Members:
    """Return a list of a codelist's keys."""
    member = base.String(validate=validate.OneOf([*codelist]))
    return base.List(member, **_said(_with_labels(label, codelist), {}))


def texts(label: str, **options: Any) -> Members:
    member = base.String(validate=validate.Length(min=1))
    return base.List(member, **_said(label, options))


def pair(label: str, **options: Any) -> Members:
    """Return two texts."""
    return texts(label, validate=validate.Length(equal=2), **options)


def keys(label: str, **options: Any) -> Members:
    member = base.String(validate=validate.Regexp(KEY_PATTERN))
    return base.List(member, **_said(label, options))


def many(schema: type[Schema], label: str, **options: Any) -> Members:
    return base.List(base.Nested(schema, unknown=RAISE), **_said(label, options))


def some(schema: type[Schema], label: str) -> Members:
    """Return a list that is never empty."""
    return many(schema, label, validate=validate.Length(min=1))


def one(schema: type[Schema], label: str, **options: Any) -> base.Nested:
    return base.Nested(schema, unknown=RAISE, **_said(label, options))


def day(label: str, **options: Any) -> WrittenDay:
    """Return a date of law, ISO 8601, in Asia/Shanghai."""
    return WrittenDay(**_said(f"{label}，上海日期", options, format="date"))


def instant(label: str) -> base.String:
    """Return an instant, RFC 3339."""
    return base.String(validate=validate.Length(min=1), **_said(label, {}, format="date-time"))


def whole(label: str, **options: Any) -> base.Integer:
    """Return a whole number, 0 or more."""
    return base.Integer(strict=True, validate=validate.Range(min=0), **_said(label, options))


def fen(label: str, **options: Any) -> base.Integer:
    return whole(f"{label}（分）", **options)


def basis_points(label: str, **options: Any) -> base.Integer:
    return whole(f"{label}（基点，8500 = 85%）", **options)


def degrees(label: str, most: int) -> Degrees:
    """Return decimal degrees within ±`most`."""
    return Degrees(validate=validate.Range(-most, most), **_said(f"{label}（度）", {}))


def flag(label: str, **options: Any) -> Flag:
    return Flag(**_said(label, options))


def labels(label: str, **options: Any) -> base.Dict:
    """Return texts by name."""
    return base.Dict(keys=base.String(), values=base.String(), **_said(label, options))


def counts(codelist: Codelist, label: str) -> base.Dict:
    """Return how many there are of each."""
    name = base.String(validate=validate.OneOf([*codelist]))
    return base.Dict(keys=name, values=base.Integer(strict=True), **_said(label, {}))


def by_name(label: str, **options: Any) -> base.Dict:
    """Return whatever there is, by name."""
    return base.Dict(keys=base.String(), **_said(label, options))


def anything(label: str, **options: Any) -> base.Raw:
    return base.Raw(**_said(label, options))


def _said(label: str, options: Mapping[str, Any], **shown: str) -> dict[str, Any]:
    """Return a member's options with its description, which says when it is null or left out."""
    options = {"required": True, **options}
    label += "；没有时为 null" if options.get("allow_none") else ""
    label += "" if options["required"] else "；没有时省略这一项"
    return {**options, "metadata": {"description": label, **shown}}


def _with_labels(label: str, values: Any) -> str:
    known = values.items() if isinstance(values, Mapping) else ()
    named = [f"{name} {said}" for name, said in known if isinstance(said, str)]
    return f"{label}：{'、'.join(named)}" if named else label

"""Field types of stored documents: strict, and refusing in Chinese.

Whatever is not said may be left out; whatever is left out stands for its default, so that one
thing has one written form.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, fields, post_dump, validate

from backend.clock import years_asked
from backend.vocabulary import Codelist

KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REGION_PATTERN = r"^\d{6}(\d{3})?$"
WEB_PATTERN = r"^(?i:https?)://[^\s/?#@]+([/?#]\S*)?$"
QUOTE_LIMIT = 40
MOST = 1_000_000_000  # fen are 10 million yuan; two of them still add up in an integer column
FULL_RATIO = 10_000
FIRST_YEAR, LAST_YEAR = 1990, 2100  # policy years there is medical insurance for
LONGEST_TEXT = 3_000  # fifteen times the longest text of the first content

fields.Field.default_error_messages = {
    "required": "缺少这一项",
    "null": "不能为空",
    "validator_failed": "值不合规定",
}


class Stored(Schema):
    """The stored form of a thing: unknown keys are refused, defaults are not written."""

    error_messages = {  # noqa: RUF012
        "unknown": "不认识的字段，请检查拼写或删去",
        "type": "这里应当是一组字段",
    }

    @post_dump
    def leave_out_defaults(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if not self._is_default(name, value)}

    def _is_default(self, name: str, value: Any) -> bool:
        default = self.fields[name].load_default
        default = default() if callable(default) else default
        return type(value) is type(default) and bool(value == default)


class Text(fields.String):
    """Non-blank text without stray white space at its ends, of a length somebody will read."""

    default_error_messages = {  # noqa: RUF012
        "invalid": "应当是带引号的文字",
        "blank": "不能是空白",
        "too_long": "太长了：有 {length} 个字，最多 {most} 个，请分开写",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text.strip() or text != text.strip():
            raise self.make_error("blank")
        if len(text) > LONGEST_TEXT:
            raise self.make_error("too_long", length=len(text), most=LONGEST_TEXT)
        return text


class Day(fields.Date):
    """A date of law, ISO 8601, in Asia/Shanghai."""

    default_error_messages = {"invalid": '应当是带引号的日期，如 "2025-01-01"'}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise self.make_error("invalid", input=value, obj_type="date")
        day = super()._deserialize(value, attr, data, **kwargs)
        if day.isoformat() != value:  # 20250101 and 2025-W01-3 are ISO 8601 too
            raise self.make_error("invalid", input=value, obj_type="date")
        return day


class AskedDay(Day):
    """A date in a query."""

    default_error_messages = {"invalid": "应当是日期，如 2025-01-01"}  # noqa: RUF012


class EstimatedDay(AskedDay):
    """A date somebody asks an estimate for, in a query."""

    default_error_messages = {"too_far": "年份应当在 {first} 至 {last} 之间"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        years = years_asked()
        if found.year not in years:
            raise self.make_error("too_far", first=years[0], last=years[-1])
        return found


class AskedNumber(fields.Float):
    """A number in a query."""

    default_error_messages = {  # noqa: RUF012
        "invalid": "应当是数字",
        "special": "应当是普通的数字",
        "too_large": "数字太大",
    }


class AskedWhole(fields.Integer):
    """A whole number in a query."""

    default_error_messages = {"invalid": "应当是整数"}  # noqa: RUF012


class WrittenDay(fields.String):
    """A date of law inside a JSON column, where it stays text."""

    default_error_messages = {"invalid": '应当是带引号的日期，如 "2025-01-01"'}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            if date.fromisoformat(text).isoformat() != text:
                raise self.make_error("invalid")
        except ValueError:
            raise self.make_error("invalid") from None
        return text


class Whole(fields.Integer):
    """A whole number, written without quotes: fen, counts, and what the classes below are."""

    default_error_messages = {"invalid": "应当是不带引号的整数"}  # noqa: RUF012
    least, most = 0, MOST
    too_small, too_large = "不能小于 0", f"不能大于 {MOST}"

    def __init__(self, **kwargs: Any) -> None:
        bounds = [
            validate.Range(min=self.least, error=self.too_small),
            validate.Range(max=self.most, error=self.too_large),
        ]
        super().__init__(strict=True, validate=bounds, **kwargs)

    def _validated(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.make_error("invalid")
        return super()._validated(value)


class Ratio(Whole):
    """Basis points of a whole."""

    most, too_large = FULL_RATIO, f"不能大于 {FULL_RATIO}（即 100%）"


class Year(Whole):
    """A policy year."""

    least, most = FIRST_YEAR, LAST_YEAR
    too_small = too_large = f"年度应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间"


class Degrees(fields.Float):
    """Decimal degrees, written without quotes."""

    default_error_messages = {  # noqa: RUF012
        "invalid": "应当是不带引号的数字，如 22.7654",
        "special": "应当是普通的数字，如 22.7654",
        "too_large": "数字太大",
    }

    def _validated(self, value: Any) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Flag(fields.Boolean):
    """True or false, written without quotes."""

    default_error_messages = {"invalid": "应当是 true 或 false"}  # noqa: RUF012
    truthy = {True}  # noqa: RUF012
    falsy = {False}  # noqa: RUF012


class Many(fields.List[Any]):
    """A list; left out when empty."""

    default_error_messages = {"invalid": "应当是列表（每项以 - 开头）"}  # noqa: RUF012

    def __init__(self, inner: Any, **kwargs: Any) -> None:
        if not kwargs.get("required"):
            kwargs.setdefault("load_default", list)
        super().__init__(inner, **kwargs)


class Open(fields.Dict):
    """A mapping whose members another check looks at."""

    default_error_messages = {"invalid": "这里应当是一组字段"}  # noqa: RUF012


def need(**kwargs: Any) -> Text:
    return Text(required=True, **kwargs)


def maybe(**kwargs: Any) -> Text:
    """Return a text that may be left out, and is then empty."""
    kwargs.setdefault("load_default", "")
    return Text(**kwargs)


def web_address() -> Text:
    """Return an address that a browser opens as a page, and never runs."""
    error = "应当是 http:// 或 https:// 开头的网址"
    return maybe(validate=validate.Regexp(WEB_PATTERN, error=error))


def many_texts() -> Many:
    return Many(Text())


def slug(**kwargs: Any) -> Text:
    """Return a slug: lower-case words of a–z and digits, joined by single hyphens."""
    kwargs.setdefault("required", "load_default" not in kwargs)
    error = "应当是小写字母、数字和连字符组成的标识，如 shenzhen-child-enrol"
    return Text(validate=validate.Regexp(KEY_PATTERN, error=error), **kwargs)


def region_code(**kwargs: Any) -> Text:
    """Return a GB/T 2260 code of 6 digits, or 9 for a town."""
    kwargs.setdefault("required", True)
    error = "应当是 6 或 9 位区划代码"
    return Text(validate=validate.Regexp(REGION_PATTERN, error=error), **kwargs)


def choice(codelist: Codelist | Mapping[str, Any], **kwargs: Any) -> Text:
    """Return one of a codelist's keys; required unless it has a default.

    The codelist itself is the field's metadata `codelist`.
    """
    kwargs.setdefault("required", "load_default" not in kwargs)
    error = "应当是其中之一：" + "、".join(codelist)
    known = validate.OneOf(list(codelist), error=error)
    return Text(validate=known, metadata={"codelist": codelist}, **kwargs)


def whole(kind: type[Whole] = Whole) -> Whole:
    """Return a whole number that may be left out: not stated is not 0."""
    return kind(load_default=None, allow_none=True)


def day() -> Day:
    """Return a date that may be left out."""
    return Day(load_default=None, allow_none=True)


def written_day() -> WrittenDay:
    return WrittenDay(load_default=None, allow_none=True)


def nested(schema: type[Schema], **kwargs: Any) -> Many:
    return Many(fields.Nested(schema), **kwargs)

"""One value and the text a person types for it. `value(typed(x)) == x` for every stored x.

A blank text never reaches `value`: it stands for what was left out.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from backend.errors import Invalid
from backend.schemas.fields import MOST
from backend.text import phones
from backend.text.canonical import UNWRITABLE
from backend.text.menupath import format_path, node_from_dict, node_to_dict, parse
from backend.text.money import basis_points_of, fen_of, percent_number, yuan_number

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"-?\d{1,12}")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,20})?")
_WRITTEN = re.compile(r"\\(\\|n)")
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n"})


class Codec(Protocol):
    def typed(self, value: Any) -> str:
        """Return the text that stands for a stored value."""

    def value(self, text: str) -> Any:
        """Return the stored value of a text that is not blank; raises `Invalid`."""


def clean(text: str) -> str:
    """Return a text as it is stored: one kind of line end, no white space around it.

    Raises `Invalid` for control characters, which no content file may hold.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if UNWRITABLE.search(lines):
        raise Invalid("有不可见的控制字符，请删去")
    return lines


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it is; `limit` is what the database holds of it."""

    limit: int = 0

    def typed(self, value: Any) -> str:
        return str(value)

    def value(self, text: str) -> str:
        words = clean(text)
        if self.limit and len(words) > self.limit:
            raise Invalid(f"最多 {self.limit} 个字，现在有 {len(words)} 个")
        return words


class Lines:
    r"""A list of words, one a line; a line end inside one is typed as \n, a backslash twice."""

    def typed(self, value: Iterable[str]) -> str:
        return "\n".join(word.translate(_ESCAPES) for word in value)

    def value(self, text: str) -> list[str]:
        lines = (line.strip() for line in clean(text).split("\n"))
        return [_WRITTEN.sub(_unescaped, line) for line in lines if line]


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else "\\"


class Number:
    """A whole number."""

    def typed(self, value: int) -> str:
        return str(value)

    def value(self, text: str) -> int:
        number = _plain(text)
        if not _NUMBER.fullmatch(number):
            raise Invalid("应当是整数")
        return _held(int(number))


class Yuan:
    """Fen, typed in yuan."""

    def typed(self, value: int) -> str:
        return yuan_number(value)

    def value(self, text: str) -> int:
        return _held(fen_of(text))


class Percent:
    """Basis points, typed as a percentage."""

    def typed(self, value: int) -> str:
        return percent_number(value)

    def value(self, text: str) -> int:
        return _held(basis_points_of(text))


class Day:
    """A date of law, also as people write it: 2025年1月1日, 2025/1/1, 20250101."""

    def typed(self, value: Any) -> str:
        return str(value)

    def value(self, text: str) -> str:
        found = _DAY.fullmatch(_plain(text)) or _COMPACT_DAY.fullmatch(_plain(text))
        try:
            return date(*map(int, found.groups())).isoformat() if found else _no_day()
        except ValueError:
            return _no_day()


def _no_day() -> str:
    raise Invalid("应当是真实的日期，如 2025-01-01")


class Degrees:
    """Decimal degrees of latitude or longitude."""

    def typed(self, value: float) -> str:
        return format(Decimal(repr(value)), "f")

    def value(self, text: str) -> float:
        if not _DEGREES.fullmatch(_plain(text)):
            raise Invalid("应当是十进制度数，如 22.7654")
        return float(_plain(text))


class MenuPath:
    """The nodes of a menu path, in any notation; shown in ours, which reads back exactly."""

    def typed(self, value: Iterable[Any]) -> str:
        return format_path(map(node_from_dict, value))

    def value(self, text: str) -> list[dict[str, Any]]:
        nodes = parse(clean(text))
        if not nodes:
            raise Invalid("看不出任何一步，请写出要点的名称，如 我要办 › 社保缴费")
        return [node_to_dict(node) for node in nodes]


class Phone:
    """A number to dial, in any notation that says its area code, or a short one; else as it is."""

    def typed(self, value: Any) -> str:
        return str(value)

    def value(self, text: str) -> str:
        return phones.e164(clean(text)) or Words(limit=20).value(text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _held(number: int) -> int:
    if abs(number) > MOST:
        raise Invalid("数字太大")
    return number

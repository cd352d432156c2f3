"""Between what stands in one cell of a table and what a document stores. Pure, and without loss.

Several things in one cell stand a line each or apart by ；, the parts of one thing by ｜. A
backslash takes these marks their meaning, so that every text can be written and read again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from backend.errors import Invalid
from backend.text.money import basis_points_of, fen_of

Cell = str | int | float | Decimal | bool | date | None
LIST_MARKS, PART_MARKS = "；;\n", "｜|"
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind of cell is read and written; `hint` tells people what to write."""

    read: Callable[[Cell], Any]
    write: Callable[[Any], Cell]
    hint: str


def plain(cell: Cell) -> str:
    """Return what a cell says as text: 440784.0 is 440784, a day is 2027-01-01."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def split(text: str, marks: str) -> list[str]:
    r"""Return the parts of a text between marks; \ before a mark, or before \, is taken off."""
    parts, escaped = [""], False
    for character in text:
        if escaped:
            parts[-1] += "\n" if character == "n" else character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character in marks:
            parts.append("")
        else:
            parts[-1] += character
    if escaped:
        parts[-1] += "\\"
    return parts


def escape(text: str, marks: str = LIST_MARKS + PART_MARKS) -> str:
    """Return a text in which no mark means anything; the inverse of `split`."""
    written = re.sub(f"[{re.escape(marks)}\\\\]", lambda found: f"\\{found.group()}", text)
    return written.replace("\\\n", "\\n")


def _texts(cell: Cell) -> list[str]:
    return [part for each in split(plain(cell), LIST_MARKS) if (part := each.strip())]


def _listed(members: Iterable[str]) -> str:
    return "；".join(escape(member, LIST_MARKS) for member in members)


def _whole(cell: Cell) -> int | None:
    text = plain(cell)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,15}", text):
        raise Invalid(f"「{text}」应当是整数")
    return int(text)


def _number(cell: Cell) -> float | None:
    text = plain(cell)
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise Invalid(f"「{text}」应当是数字") from None


def _exactly(value: float | None) -> Cell:
    """Return a number, as text where a spreadsheet's 16 digits would not hold it."""
    return value if value is None or float(f"{value:.16g}") == value else repr(value)


def _day(cell: Cell) -> str | None:
    text = plain(cell)
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> str:
    raise Invalid(f"「{text}」应当是日期，如 2027-01-01")


def _flag(cell: Cell) -> bool | None:
    text = plain(cell)
    if text not in ("", "是", "否"):
        raise Invalid(f"「{text}」应当是 是 或 否")
    return text == "是" if text else None


def _fen(cell: Cell) -> int | None:
    return fen_of(plain(cell)) if plain(cell) else None


def _basis_points(cell: Cell) -> int | None:
    return basis_points_of(plain(cell)) if plain(cell) else None


def hundredths(value: int | None) -> Cell:
    """Return fen as yuan, or basis points as a percentage: a number, exact."""
    if value is None:
        return None
    whole, rest = divmod(value, 100)
    return whole if not rest else Decimal(value) / 100


def choice(codelist: Mapping[str, str]) -> Codec:
    """Return the codec of a code, written as its label; the code itself is understood too."""
    codes = {label: code for code, label in codelist.items()} | {code: code for code in codelist}

    def read(cell: Cell) -> str | None:
        text = plain(cell)
        if text and text not in codes:
            raise Invalid(f"「{text}」应当是其中之一：{'、'.join(codelist.values())}")
        return codes[text] if text else None

    return Codec(read, lambda code: codelist.get(code, code), "、".join(codelist.values()))


def choices(codelist: Mapping[str, str]) -> Codec:
    one = choice(codelist)
    return Codec(
        lambda cell: [one.read(text) for text in _texts(cell)],
        lambda codes: _listed(str(one.write(code)) for code in codes or ()),
        f"可写几个，用；隔开：{one.hint}",
    )


def records(names: tuple[str, ...], codecs: Mapping[str, Codec], hint: str) -> Codec:
    """Return the codec of a list of things, each with its parts in the order of `names`."""

    def read(cell: Cell) -> list[dict[str, Any]]:
        text = plain(cell)
        # the marks between parts keep their backslash while the list is taken apart
        things = [_part_list(each) for each in _raw_split(text) if each.strip()]
        return [_record(names, codecs, parts) for parts in things]

    def write(members: Iterable[Mapping[str, Any]] | None) -> Cell:
        return "\n".join(_written(names, codecs, member) for member in members or ())

    return Codec(read, write, hint)


def _raw_split(text: str) -> list[str]:
    r"""Return the things in a cell, what is escaped in them still escaped."""
    return re.findall(r"(?:\\.?|[^\\；;\n])+", text, re.DOTALL)


def _part_list(text: str) -> list[str]:
    return [part.strip() for part in split(text, PART_MARKS)]


def _record(
    names: tuple[str, ...], codecs: Mapping[str, Codec], parts: list[str]
) -> dict[str, Any]:
    if len(parts) > len(names):
        raise Invalid(f"「{'｜'.join(parts)}」最多写 {len(names)} 项，用｜隔开")
    found = {}
    for name, part in zip(names, parts, strict=False):
        value = codecs[name].read(part) if name in codecs else part
        if value not in ("", None):
            found[name] = value
    return found


def _written(names: tuple[str, ...], codecs: Mapping[str, Codec], member: Mapping[str, Any]) -> str:
    parts = [_part(member.get(name), codecs.get(name)) for name in names]
    while parts and not parts[-1]:
        parts.pop()
    return "｜".join(parts)


def _part(value: Any, codec: Codec | None) -> str:
    if value is None:
        return ""
    return escape(plain(codec.write(value) if codec else value))


TEXT = Codec(lambda cell: plain(cell) or None, lambda text: text or None, "文字")
TEXTS = Codec(_texts, lambda members: _listed(members or ()), "可写几个，用；隔开")
WHOLE = Codec(_whole, lambda value: value, "整数")
NUMBER = Codec(_number, _exactly, "数字")
DAY = Codec(_day, lambda text: date.fromisoformat(text) if text else None, "日期，如 2027-01-01")
FLAG = Codec(_flag, lambda value: None if value is None else "是" if value else "否", "是 或 否")
FEN = Codec(_fen, hundredths, "金额，单位元，如 406 或 406.50")
BASIS_POINTS = Codec(_basis_points, hundredths, "百分比，如 85 或 8.5")

"""Text as search compares it: one width, one case, simplified characters, no marks."""

import re
import unicodedata
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("tables") / "simplified.txt"
_MARKS = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_HAN = (0x3400, 0xA000)
_WIDER_BY = 0xFEE0
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[-‐-―](?=\d)")
_AREA_CODE = re.compile(r"(?<!\d)(0\d{2,3}) (?=\d{7,8}(?!\d))")


@cache
def _simplified() -> dict[int, str]:
    lines = TABLE.read_text("utf-8").split()
    return {ord(line[0]): line[1] for line in lines}


@cache
def _plain() -> re.Pattern[str]:
    """Return what matches a text that is in plain form already, as most names are."""
    han = "".join(chr(n) for n in range(*_HAN) if n not in _simplified())
    return re.compile(f"[0-9a-z{han}]*")


def normalised(text: str) -> str:
    """Return words of Han characters, small letters and digits, joined by single spaces.

    ０７５０－８７３８３９６ is 07508738396, 異地就醫 is 异地就医; emoji, operators and control
    characters part words and leave nothing.
    """
    if _plain().fullmatch(text):
        return text
    folded = unicodedata.normalize("NFKC", text).lower().translate(_simplified())
    joined = _BETWEEN_DIGITS.sub("", folded)
    return _AREA_CODE.sub(r"\1", _MARKS.sub(" ", joined).strip())


def narrowed(text: str) -> str:
    """Return a text with full-width letters and digits made narrow, all else as it is."""
    return _WIDE.sub(lambda found: chr(ord(found.group()) - _WIDER_BY), text)


def compact(text: str) -> str:
    """Return normalised text without its spaces: what names are compared by."""
    return normalised(text).replace(" ", "")


def bigrams(text: str) -> list[str]:
    """Return the overlapping pairs of characters; a single character stands alone."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]

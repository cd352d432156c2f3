"""Fen and basis points in words, and read from what people type. Exact, never a float."""

import re
import unicodedata

from backend.errors import Invalid

FEN = 100
WAN = 10_000 * FEN
_NUMBER = r"(\d{1,12})(?:\.(\d{1,6}))?"
_YUAN = re.compile(rf"[¥￥]?{_NUMBER}(万)?元?")
_PERCENT = re.compile(rf"{_NUMBER}%?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def yuan(fen: int) -> str:
    """Return an amount of fen as people write it: 10000 → 100元, 54000000 → 54万元."""
    if fen and fen % WAN == 0:
        return f"{fen // WAN}万元"
    return f"{yuan_number(fen)}元"


def yuan_number(fen: int) -> str:
    """Return fen as a number of yuan, to be typed over: 40650 → 406.50, 10000 → 100."""
    whole, rest = divmod(fen, FEN)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def percent(basis_points: int) -> str:
    """Return basis points as a percentage: 8500 → 85%, 850 → 8.5%."""
    return f"{percent_number(basis_points)}%"


def percent_number(basis_points: int) -> str:
    """Return basis points as a number of hundredths, to be typed over: 850 → 8.5."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def fen_of(text: str) -> int:
    """Return the fen of an amount in yuan: 406, 406.5元, ¥1,046.00, 54万.

    Raises `Invalid` for what is no amount, or one that ends below a fen.
    """
    found = _YUAN.fullmatch(_plain(text))
    if found is None:
        raise Invalid("应当是金额，单位元，如 406 或 406.50", text=text)
    whole, part, wan = found.groups("")
    return _exact(whole, part, 6 if wan else 2, "金额最多精确到分")


def basis_points_of(text: str) -> int:
    """Return the basis points of a percentage: 85, 85%, 8.5％.

    Raises `Invalid` for what is no percentage, or finer than a hundredth of one.
    """
    found = _PERCENT.fullmatch(_plain(text))
    if found is None:
        raise Invalid("应当是百分比，如 85 或 8.5", text=text)
    whole, part = found.groups("")
    return _exact(whole, part, 2, "百分比最多两位小数")


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).replace("，", ",")
    return _THOUSANDS.sub("", re.sub(r"\s", "", narrow))


def _exact(whole: str, part: str, places: int, message: str) -> int:
    """Return a decimal number times 10 ** places; refuse digits beyond."""
    if part[places:].strip("0"):
        raise Invalid(message, text=f"{whole}.{part}")
    return int(whole + part[:places].ljust(places, "0"))

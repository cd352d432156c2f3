"""How wide a text may come out, and where it breaks into lines. Pure.

Chinese characters are one em wide in every font. Of the others an upper bound is taken, over the
fonts that phones have: a text set by this measure never leaves its place.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

NARROW, BROAD = frozenset("iIjl|!'.,:;"), frozenset("MWmw@%&")
OPENING, CLOSING = "（《〈「『“‘【(\\[", "，。、；：？！）》〉」』”’】…—)\\]%·"
DATE = r"\d+年\d+月(?:\d+日)?"
PIECE = re.compile(rf"[{OPENING}]*(?:{DATE}|[!-'*-Z\\^-~]+|.)[{CLOSING}]*")
ENCLOSED = re.compile(rf"([（(《“「][^（(《“「）)》”」]*[）)》”」][{CLOSING}]*)")
SHORT = 0.5  # of a line: what is enclosed and no longer than that stays together
LEAST = 3  # characters in a last line
ELLIPSIS = "…"


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    """Return the width of a character in em, at most."""
    if not character.isascii():
        return 0.0 if unicodedata.combining(character) else 1.0
    if character in NARROW:
        return 0.37
    if character in BROAD:
        return 0.98
    if character == " ":
        return 0.3
    return 0.78 if character.isupper() else 0.64


def width_of(text: str, size: float) -> float:
    return sum(map(_em, text)) * size


def clean(text: str) -> str:
    """Return a text without what has no place in a picture: control and formatting characters."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def broken(text: str, size: float, width: float, most: int = 0) -> list[str]:
    """Break a text into lines of a width, at most so many; what is cut off is marked.

    Words stay whole where they fit, and no line begins with a mark that closes or ends with one
    that opens.
    """
    text = clean(text)
    if width_of(text, size) <= width:
        return [text] if text else []
    pieces = _pieces(text, size, width, width * SHORT)
    lines = _filled(pieces, size, width)
    closer = width - LEAST * size
    if len(lines) > 1 and len(lines[-1]) < LEAST and closer >= _widest(pieces, size):
        narrow = _filled(pieces, size, closer)  # a character alone looks lost
        lines = narrow if len(narrow) == len(lines) else lines
    return _cut(lines, size, width, most)


def balanced(text: str, size: float, width: float, most: int = 0) -> list[str]:
    """Break a text into as few lines as fit: at its marks if it can be, else all about as long."""
    text = clean(text)
    if width_of(text, size) <= width:
        return [text] if text else []
    cuts = [_pieces(text, size, width, together) for together in (width, width * SHORT)]
    pieces = min(cuts, key=lambda cut: len(_filled(cut, size, width)))  # no line for an enclosure
    lines = _filled(pieces, size, width)
    found, narrower = [lines], width - size
    while len(lines) > 1 and narrower >= max(width / 2, _widest(pieces, size)):
        found.append(_filled(pieces, size, narrower))
        narrower -= size
    as_few = [each for each in found if len(each) == len(lines)]
    return _cut(max(reversed(as_few), key=_well_broken), size, width, most)


def _well_broken(lines: list[str]) -> int:
    """Return how many lines end where one would pause anyway."""
    return sum(one[-1] in CLOSING or other[0] in OPENING for one, other in pairwise(lines))


def _pieces(text: str, size: float, width: float, together: float) -> list[str]:
    """Return what is not broken: words, and what is enclosed in marks if no longer than told.

    A word too long for any line falls into characters.
    """
    found: list[str] = []
    for part in ENCLOSED.split(text):
        if ENCLOSED.fullmatch(part) and width_of(part, size) <= together:
            found.append(part)
            continue
        for piece in PIECE.findall(part):
            found += [piece] if width_of(piece, size) <= width else piece
    return found


def _widest(pieces: list[str], size: float) -> float:
    return max((width_of(piece, size) for piece in pieces), default=0)


def _filled(pieces: list[str], size: float, width: float) -> list[str]:
    """Return pieces in lines as full as may be; a line begins and ends with no space."""
    lines, room = [""], width
    for piece in pieces:
        wide = width_of(piece, size)
        if wide > room:
            lines.append("")
            room = width
        if lines[-1] or piece != " ":
            lines[-1] += piece
            room -= wide
    return [line.rstrip() for line in lines if line.strip()]


def _cut(lines: list[str], size: float, width: float, most: int) -> list[str]:
    if not most or len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shortened(lines[most - 1], size, width)]


def _shortened(line: str, size: float, width: float) -> str:
    while line and width_of(line + ELLIPSIS, size) > width:
        line = line[:-1]
    return line + ELLIPSIS

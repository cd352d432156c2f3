"""Chinese text in lines of a given width, measured without a font: what is wide counts one em."""

import re
from typing import Final
from unicodedata import combining, east_asian_width

WIDE: Final = frozenset("WFA")
NARROW: Final = 0.62  # em: what letters of a common sans serif hardly reach on the average
OPENS: Final = "“‘（《「『【〔(["
CLOSES: Final = "”’）》」』】〕)]，。、；：？！…—,.;:?!%％›"
_PIECE: Final = re.compile(r"[A-Za-z0-9_./+-]+|\s+|.", re.DOTALL)


def width_of(text: str) -> float:
    """Return how wide a text is, in em; rather too wide than too narrow."""
    return sum(map(_width, text))


def wrapped(text: str, width: float) -> list[str]:
    """Return a text in lines at most so many em wide.

    No line begins with a closing mark or ends with an opening one, and words of letters stay
    whole, as long as a line is wide enough for two characters.
    """
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, width):
        line = lines[-1]
        if line and width_of("".join(line) + piece.rstrip()) > width:
            lines.append(_carried(line, piece))
        lines[-1].append(piece)
    return ["".join(line).strip() for line in lines]


def _carried(line: list[str], piece: str) -> list[str]:
    """Take off a line what must not be parted from the piece that begins the next one."""
    taken: list[str] = []
    while len(line) > 1 and ((taken or [piece])[0] in CLOSES or line[-1] in OPENS):
        taken.insert(0, line.pop())
    return taken


def _pieces(text: str, width: float) -> list[str]:
    """Return what may not be cut: words, single characters; of a word too long, its letters."""
    return [
        part
        for piece in _PIECE.findall(text)
        for part in ([*piece] if width_of(piece) > width else [" " if piece.isspace() else piece])
    ]


def _width(character: str) -> float:
    if combining(character):
        return 0
    return 1 if east_asian_width(character) in WIDE else NARROW

"""What a result shows of its text: the line and the menu path that speak of what was asked."""

from collections.abc import Sequence

from backend.release.search.kinds import HIDDEN
from backend.text.query import Unit

LONGEST_SNIPPET = 90  # characters
PATH_SHARE = 0.5  # of what a query asks: a path that holds less did not match
_STOPS = "。；！？"
_APART = "\x1f"

Wanted = list[tuple[float, list[str]]]  # weight and spellings of a unit


def wanted(units: Sequence[Unit]) -> Wanted:
    """Return the written variants of units."""
    return [(u.weight, [v.text for v in u.variants if v.kind == "text"]) for u in units]


def best_line(text: str, asked: Wanted) -> str:
    """Return the line that holds most of a query; the first where none holds more than it."""
    lines = [line for line in text.split("\n") if HIDDEN not in line]
    held = _held_by_each(asked, lines)
    return lines[held.index(max(held))] if lines else ""


def matching_path(paths: Sequence[str], asked: Wanted) -> int | None:
    """Return which of some menu paths holds most of a query, if any holds enough of it."""
    if not asked or not paths:
        return None
    held = _held_by_each(asked, paths)
    enough = PATH_SHARE * sum(weight for weight, _ in asked)
    return held.index(max(held)) if max(held) >= enough else None


def most_of(texts: Sequence[str], asked: Wanted, most: int) -> list[str]:
    """Return the texts that hold most of a query, in their own order."""
    held = _held_by_each(asked, texts)
    chosen = sorted(range(len(texts)), key=lambda at: (-held[at], at))[:most]
    return [texts[at] for at in sorted(chosen)]


def shortened(text: str, asked: Wanted) -> str:
    """Return a text cut to what fits, from the sentence that holds most of a query."""
    if len(text) <= LONGEST_SNIPPET:
        return text
    starts = [0, *(at + 1 for at, c in enumerate(text[:-1]) if c in _STOPS)]
    held = _held_by_each(asked, [text[start : start + LONGEST_SNIPPET] for start in starts])
    start = starts[held.index(max(held))]
    cut = text[start : start + LONGEST_SNIPPET]
    return f"{'…' if start else ''}{cut}{'…' if start + LONGEST_SNIPPET < len(text) else ''}"


def _held_by_each(asked: Wanted, texts: Sequence[str]) -> list[float]:
    """Return how much of a query each text holds; spellings none of them has are passed over."""
    whole = _APART.join(texts).lower()
    there = [(weight, [word for word in words if word in whole]) for weight, words in asked]
    there = [(weight, words) for weight, words in there if words]
    if not there:
        return [0.0] * len(texts)
    return [_held(there, text) for text in whole.split(_APART)]


def _held(asked: Wanted, text: str) -> float:
    held = 0.0
    for weight, words in asked:
        for word in words:
            if word in text:
                held += weight
                break
    return held

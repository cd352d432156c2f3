"""What a result shows of its text: the line and the menu path that speak of what was asked."""

from collections.abc import Sequence

from backend.text.normal import folded
from backend.text.query import Unit

LONGEST_SNIPPET = 90  # characters
PATH_SHARE = 0.5  # of what a query asks: a path that holds less did not match
HIDDEN = "\t"  # a line with tabs is there to be found, not to be read
_STOPS = "。；！？"

Path = Sequence[tuple[str, str]]  # (label, kind)


def best_line(text: str, units: Sequence[Unit]) -> str:
    """Return the line that holds most of a query; the first where none holds more than it."""
    lines = [line for line in text.split("\n") if HIDDEN not in line]
    if not lines:
        return ""
    held = [_held(units, line) for line in folded("\n".join(lines)).split("\n")]
    return lines[held.index(max(held))]


def matching_path(paths: Sequence[Path], units: Sequence[Unit]) -> Path | None:
    """Return the menu path whose labels hold most of a query, if they hold enough of it."""
    if not units or not paths:
        return None
    held = [_held(units, folded("\n".join(label for label, _ in path))) for path in paths]
    most = max(held)
    enough = PATH_SHARE * sum(unit.weight for unit in units)
    return paths[held.index(most)] if most >= enough else None


def _held(units: Sequence[Unit], text: str) -> float:
    return sum(
        unit.weight
        for unit in units
        if any(v.kind == "text" and v.text in text for v in unit.variants)
    )


def shortened(text: str, units: Sequence[Unit]) -> str:
    """Return a text cut to what fits, from the sentence that holds most of a query."""
    if len(text) <= LONGEST_SNIPPET:
        return text
    starts = [0, *(at + 1 for at, c in enumerate(text[:-1]) if c in _STOPS)]
    held = [_held(units, folded(text[start : start + LONGEST_SNIPPET])) for start in starts]
    start = starts[held.index(max(held))]
    cut = text[start : start + LONGEST_SNIPPET]
    return f"{'…' if start else ''}{cut}{'…' if start + LONGEST_SNIPPET < len(text) else ''}"

"""What a result shows of its text: the line and the menu path that speak of what was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.text.normal import compact
from backend.text.query import Unit

LONGEST_SNIPPET = 90  # characters
PATH_SHARE = 0.5  # of what a query asks: a path that holds less did not match
_STOPS = "。；！？\n"


def best_line(lines: Sequence[str], units: Sequence[Unit]) -> str:
    """Return the line that holds most of a query; the first where none holds more than it."""
    if not lines:
        return ""
    held = [_held(units, compact(line)) for line in lines]
    return lines[max(range(len(lines)), key=lambda number: (held[number], -number))]


def matching_path(
    paths: Sequence[Sequence[Mapping[str, Any]]], units: Sequence[Unit]
) -> Sequence[Mapping[str, Any]] | None:
    """Return the menu path whose labels hold most of a query, if they hold enough of it."""
    whole = sum(unit.weight for unit in units)
    best, most = None, PATH_SHARE * whole
    for path in paths:
        held = _held(units, "\n".join(compact(node["label"]) for node in path))
        if held > most or (best is None and held and held >= most):
            best, most = path, held
    return best


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
    windows = [text[start : start + LONGEST_SNIPPET] for start in starts]
    best = max(range(len(starts)), key=lambda n: (_held(units, compact(windows[n])), -n))
    head = "…" if starts[best] else ""
    tail = "…" if starts[best] + LONGEST_SNIPPET < len(text) else ""
    return head + windows[best] + tail

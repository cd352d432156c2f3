"""What differs between two texts, word by word: a run of Chinese is compared by character."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

# a number with its decimals, a word of letters, a reference to an amount, or any one character
_WORD = re.compile(r"\{\{[^{}]*\}\}|[0-9]+(?:[.,][0-9]+)*|[A-Za-z_]+|.", re.DOTALL)
MOST_COMPARED = 4_000  # parts of both; beyond it everything is marked


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text, and whether it is different on the other side."""

    text: str
    differs: bool = False


Marks = tuple[Mark, ...]


def marked(before: str, after: str) -> tuple[Marks, Marks]:
    """Return both texts in pieces, marked where they differ; joined, each is the text it was."""
    one, two = marked_each(_WORD.findall(before), _WORD.findall(after))
    return _joined(one), _joined(two)


def marked_each(before: Sequence[str], after: Sequence[str]) -> tuple[Marks, Marks]:
    """Return two sequences of parts, a mark for each part."""
    if len(before) + len(after) > MOST_COMPARED:
        return _all(before, True), _all(after, True)
    one: list[Mark] = []
    two: list[Mark] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        one += _all(before[a:b], kind != "equal")
        two += _all(after[c:d], kind != "equal")
    return tuple(one), tuple(two)


def _all(parts: Sequence[str], differs: bool) -> Marks:
    return tuple(Mark(part, differs) for part in parts)


def _joined(marks: Marks) -> Marks:
    """Return the marks with neighbours of one kind made one."""
    runs = groupby(marks, key=lambda mark: mark.differs)
    return tuple(Mark("".join(m.text for m in run), differs) for differs, run in runs)

"""Rules: no gaps, no overlaps, nothing malformed."""

from collections.abc import Iterator

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.decide import problems
from backend.services.stored import Item


def check_rule(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    if item[0] == "rule":
        for message in problems(document):
            yield Finding(item, ("rows",), message)

"""What a page is, and its bytes for every span of days over which it stays the same."""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import orjson

from backend.clock import ALWAYS, FOREVER

RENDERER = "2"  # raise it when the same documents would render to other bytes

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, what it is made of, the days it may change on, and how to render it.

    `made_of` names every input with its hash: when nothing of it changed, neither did the page.
    Pages of one `share` have one body and are rendered once.
    """

    path: str
    made_of: tuple[str, ...]
    days: frozenset[date]
    render: Callable[[date], Body]
    share: Hashable = None

    @property
    def inputs(self) -> str:
        """Return the hash of everything the page is made of."""
        text = "\n".join((RENDERER, self.path, *self.made_of))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Slice:
    """A page's bytes on the days [starts, ends)."""

    starts: date
    ends: date
    body: bytes

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def slices(page: Page) -> list[Slice]:
    """Render a page for every span of days over which it stays the same."""
    days = sorted(page.days - {ALWAYS, FOREVER})
    bounds = [ALWAYS, *days, FOREVER]
    spans: list[tuple[date, date, Body]] = []
    for starts, ends in pairwise(bounds):
        body = page.render(starts)
        if spans and spans[-1][2] == body:
            spans[-1] = (spans[-1][0], ends, body)
        else:
            spans.append((starts, ends, body))
    return [Slice(starts, ends, _bytes(body, starts, ends)) for starts, ends, body in spans]


def _bytes(body: Body, starts: date, ends: date) -> bytes:
    return orjson.dumps(
        {
            **body,
            "valid_from": None if starts == ALWAYS else starts.isoformat(),
            "valid_until": None if ends == FOREVER else ends.isoformat(),
        }
    )

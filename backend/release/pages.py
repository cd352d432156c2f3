"""What a page is, and its bytes for every span of days over which it stays the same."""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import orjson

from backend.clock import ALWAYS, FOREVER
from backend.release.packing import Front, Packed, pack

RENDERER = "8"  # raise it when the same documents would render to other bytes, or be judged anew

PAGE_OF = {
    "guide": "/guides/", "standard": "/standards/", "office": "/offices/", "rule": "/rules/",
    "channel": "/channels/", "questionnaire": "/questionnaires/", "source": "/sources/",
}  # fmt: skip
JSON, SVG, PNG = "application/json", "image/svg+xml", "image/png"

Body = dict[str, Any]
Rendered = Body | bytes  # members of a JSON page, or a picture as it is


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, what it is made of, the days it may change on, and how to render it.

    `made_of` names every input with its hash: when nothing of it changed, neither did the page.
    Pages of one `share` have one body and are rendered once; pages that only begin alike get
    what stands before their own part from `front`.
    """

    path: str
    made_of: tuple[str, ...]
    days: Callable[[], frozenset[date]]
    render: Callable[[date], Rendered]
    share: Hashable = None
    front: Callable[[date], Front] | None = None

    @property
    def inputs(self) -> str:
        """Return the hash of everything the page is made of."""
        text = "\n".join((RENDERER, self.path, *self.made_of))
        return hashlib.sha256(text.encode()).hexdigest()

    def rendered(self, day: date) -> tuple[Front | None, bytes]:
        """Return the page as it is on a day: what many begin with, and its own bytes."""
        own = self.render(day)
        written = own if isinstance(own, bytes) else orjson.dumps(own)
        return self.front(day) if self.front else None, written


@dataclass(frozen=True, slots=True)
class Slice:
    """A page's bytes on the days [starts, ends): all of them, or the rest after a front."""

    starts: date
    ends: date
    front: Front | None
    own: bytes

    @property
    def body(self) -> bytes:
        return (self.front.text if self.front else b"") + self.own

    @property
    def hash(self) -> str:
        if self.front:
            return self.front.hash_with(self.own)
        return hashlib.sha256(self.own).hexdigest()

    def packed(self) -> Packed:
        return self.front.pack(self.own) if self.front else pack(self.own)


def front_of(body: Body) -> Front:
    """Return a front of these fields; the page's own follow in the same object."""
    return Front(orjson.dumps(body)[:-1] + b",")


def slices(page: Page) -> list[Slice]:
    """Render a page for every span of days over which it stays the same."""
    days = sorted(page.days() - {ALWAYS, FOREVER})
    spans: list[tuple[date, date, Front | None, bytes]] = []
    for day, ends in pairwise([ALWAYS, *days, FOREVER]):
        rendered = page.rendered(day)
        starts = spans.pop()[0] if spans and spans[-1][2:] == rendered else day
        spans.append((starts, ends, *rendered))
    piece = _dated if media_type(page.path) == JSON else Slice
    return [piece(*span) for span in spans]


def media_type(path: str) -> str:
    """Return what the page at a path is."""
    return SVG if path.endswith(".svg") else JSON


def _dated(starts: date, ends: date, front: Front | None, written: bytes) -> Slice:
    """Return a slice whose object says last from and until when it holds."""
    holds = orjson.dumps(
        {
            "valid_from": None if starts == ALWAYS else starts.isoformat(),
            "valid_until": None if ends == FOREVER else ends.isoformat(),
        }
    )
    own = written[:-1] + b"," + holds[1:]
    return Slice(starts, ends, front, own[1:] if front else own)

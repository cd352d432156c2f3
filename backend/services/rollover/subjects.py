"""What a yearly update has to settle: each standard, window, route and office of the old year.

A guide that names its year but has no route is a line of its own; one with routes follows
them. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.services.stored import Item, body_of, hash_of
from backend.services.years import of_year, year_before
from backend.vocabulary import ROLLOVER_OUTCOME

Document = Mapping[str, Any]
Documents = Mapping[Item, Document]
Address = tuple[str, str, str]

STANDARD, WINDOW, ROUTE, OFFICE, GUIDE = "standard", "window", "route", "office", "guide"
KINDS = (STANDARD, WINDOW, ROUTE, OFFICE, GUIDE)
CITED = frozenset({STANDARD, WINDOW})  # whose new year has to rest on a source


@dataclass(frozen=True, slots=True)
class Subject:
    """One line of a checklist: what it is about, as it stands now in `shown`.

    `year` is the old year; `part` tells the routes of a guide apart.
    """

    kind: str
    item: Item
    part: str
    title: str
    region: str
    year: int | None
    shown: Any

    @property
    def address(self) -> Address:
        return (*self.item, self.part)

    @property
    def hash(self) -> str:
        return hash_of(body_of({"shown": self.shown}))

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return what may become of it; a guide's own text is changed in its form."""
        return tuple(o for o in ROLLOVER_OUTCOME if self.kind != GUIDE or o != "changed")


def subjects(documents: Documents, to_year: int) -> list[Subject]:
    """Return what is still to be settled for a year, in the order people go through it."""
    found = [
        *_standards(documents, to_year), *_windows(documents, to_year),
        *_routes(documents), *_offices(documents), *_guides(documents, to_year),
    ]  # fmt: skip
    return sorted(found, key=lambda s: (s.region, KINDS.index(s.kind), s.item))


def values_of(standard: Document) -> list[Document]:
    return list(standard.get(f"{standard['kind']}_values", ()))


def routes_by_part(guide: Document) -> dict[str, Document]:
    """Return a guide's routes by what tells them apart: channel, title, a number if need be."""
    seen: Counter[str] = Counter()
    found: dict[str, Document] = {}
    for route in guide.get("routes", ()):
        name = f"{route['channel']}/{route['title']}"
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}#{seen[name]}"] = route
    return found


def _standards(documents: Documents, to_year: int) -> Iterator[Subject]:
    for item, standard in _of(documents, "standard"):
        values = values_of(standard)
        year = year_before(values, to_year)
        settled = any(v.get("kind", "confirmed") != "expected" for v in of_year(values, to_year))
        last = of_year(values, year)
        if year is not None and not settled and last[-1].get("kind") != "ended":
            yield Subject(STANDARD, item, "", standard["title"], standard["region"], year, last)


def _windows(documents: Documents, to_year: int) -> Iterator[Subject]:
    series: dict[str, list[tuple[Item, Document]]] = {}
    for item, window in _of(documents, "window"):
        name = str((window["region"], window["scheme"], window.get("audience", [])))
        series.setdefault(name, []).append((item, window))
    for windows in series.values():
        years = [window["policy_year"] for _, window in windows]
        year = max((known for known in years if known < to_year), default=None)
        for item, window in windows:
            if window["policy_year"] == year and to_year not in years:
                yield Subject(WINDOW, item, "", window["title"], window["region"], year, window)


def _routes(documents: Documents) -> Iterator[Subject]:
    for item, guide in _of(documents, "guide"):
        for part, route in routes_by_part(guide).items():
            if route["status"] != "outdated":
                title = f"{guide['title']}：{route['title']}"
                year = guide.get("policy_year")
                yield Subject(ROUTE, item, part, title, guide["region"], year, route)


def _offices(documents: Documents) -> Iterator[Subject]:
    for item, office in _of(documents, "office"):
        yield Subject(OFFICE, item, "", office["name"], office["region"], None, office)


def _guides(documents: Documents, to_year: int) -> Iterator[Subject]:
    for item, guide in _of(documents, "guide"):
        year = guide.get("policy_year")
        if not guide.get("routes") and year is not None and year < to_year:
            yield Subject(GUIDE, item, "", guide["title"], guide["region"], year, guide)


def _of(documents: Documents, item_type: str) -> Iterator[tuple[Item, Document]]:
    return ((item, doc) for item, doc in documents.items() if item[0] == item_type)

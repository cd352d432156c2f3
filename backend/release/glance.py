"""What planning needs to know of an item without reading its document. Pure.

Glances lie beside the pages of a baked release: the next one takes over those of items that did
not change, and reads only the documents that it must render.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from backend.services import regions
from backend.services.resolve import change_days, dated_values
from backend.services.stored import Item
from backend.services.windows import closing_day
from backend.text.references import references
from backend.vocabulary import ROUTE_STATUS

# A quotation mark inside a text is escaped in JSON, so these find names of fields only.
_SOURCES = re.compile(r'"source":"([^"]+)"')
_VERIFIED = re.compile(r'"verified_on":"([^"]+)"')
_DOUBTS = re.compile(r'"doubt":"[^"]')
DATED = ("valid_from", "valid_to", "opens_on", "closes_on")
STATUS_ORDER = tuple(ROUTE_STATUS)
# where services/links.py looks everywhere, these are looked at alone: a bake glances at everything
POINTERS = {
    "windows": "window", "rules": "rule", "offices": "office", "related": "guide",
    "standards": "standard",
}  # fmt: skip
CARD_FIELDS = ("service", "policy_year", "completeness", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Glance:
    """An item in short; `links` is what its fields point at but for sources.

    `card` is what lists show of a guide, and of a questionnaire to which guides it leads.

    `standards` are those it lists or mentions in a text, `days` those on which it may read
    differently, `verified_on` is the last day any part of it was verified.
    """

    title: str
    region: str
    excludes: list[str]
    sources: list[str]
    standards: list[str]
    links: list[list[str]]
    days: list[str]
    verified_on: str | None
    doubtful: int
    card: dict[str, Any]

    def linked(self, item_type: str) -> list[Item]:
        """Return what it points at of one type, in order."""
        return [(kind, key) for kind, key in self.links if kind == item_type]

    def points_at(self) -> Iterator[Item]:
        """Yield everything it cites, shows or names."""
        yield from (("source", key) for key in self.sources)
        yield from (("standard", key) for key in self.standards)
        yield from ((kind, key) for kind, key in self.links)

    def dates(self) -> Iterator[date]:
        return map(date.fromisoformat, self.days)


def glance_at(item: Item, document: Mapping[str, Any], body: str) -> Glance:
    """Return the glance of an item's stored form; `body` is its canonical JSON."""
    if item == regions.ITEM:
        return Glance("行政区划", "", [], [], [], [], [], None, 0, {})
    named = [*dict.fromkeys(_links(document))]
    mentioned = [reference.key for reference in references(body)]
    listed = [key for kind, key in named if kind == "standard"]
    return Glance(
        title=str(document.get("title") or document.get("name", item[1])),
        region=document.get("region", ""),
        excludes=document.get("excludes", []),
        sources=sorted(set(_SOURCES.findall(body))),
        standards=list(dict.fromkeys([*listed, *mentioned])),
        links=[list(target) for target in named],
        days=sorted(day.isoformat() for day in _days(item[0], document)),
        verified_on=max(_VERIFIED.findall(body), default=None),
        doubtful=len(_DOUBTS.findall(body)),
        card=CARDS[item[0]](document) if item[0] in CARDS else {},
    )


def stored(glance: Glance) -> bytes:
    return orjson.dumps(glance)


def read(text: bytes) -> Glance:
    return Glance(**orjson.loads(text))


def _links(document: Mapping[str, Any]) -> Iterator[Item]:
    """Yield what a document or an outcome of a questionnaire points at, but for sources."""
    for name, target in POINTERS.items():
        yield from ((target, key) for key in document.get(name, ()))
    for name, target in (("successor", "channel"), ("guide", "guide")):
        if key := document.get(name):
            yield target, key
    yield from (("channel", route["channel"]) for route in document.get("routes", ()))
    for outcome in document.get("outcomes", ()):
        yield from _links(outcome)


def _days(item_type: str, document: Mapping[str, Any]) -> set[date]:
    days = {date.fromisoformat(document[name]) for name in DATED if document.get(name)}
    if item_type == "standard":
        days |= change_days(dated_values(document))
    if item_type == "window":
        days.add(closing_day(document))
    return days


def _card(guide: Mapping[str, Any]) -> dict[str, Any]:
    """Return a guide as lists show it, but for the names of what it points at."""
    routes = guide.get("routes", ())
    return {
        **{name: guide.get(name) for name in CARD_FIELDS},
        "life_events": guide.get("life_events", []),
        "audience": guide.get("audience", []),
        "channels": [route["channel"] for route in routes],
        "status": best_status(route["status"] for route in routes),
    }


def _way(questionnaire: Mapping[str, Any]) -> dict[str, Any]:
    led_to = (outcome.get("guide") for outcome in questionnaire.get("outcomes", ()))
    return {"leads_to": list(dict.fromkeys(filter(None, led_to)))}


def best_status(found: Iterable[str]) -> str:
    return min(found, key=STATUS_ORDER.index, default="unverified")


CARDS = {"guide": _card, "questionnaire": _way}

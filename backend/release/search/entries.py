"""What search keeps of an item: its names, what it says, and what a result shows. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from backend.release.image import Document, Image
from backend.release.search.kinds import MAKERS
from backend.services.stored import Item
from backend.text.normal import compact, narrowed
from backend.text.pinyin import initials, syllables
from backend.text.references import Literal, Plain, parse
from backend.vocabulary import NATION, SERVICE

SEARCHED = tuple(MAKERS)
OF_HEAD = ("service", "completeness", "excludes", "valid_from", "valid_to")
OF_CARD = {"paths": "plain", "faqs": "faqs"}  # what is compared, but not shown
SERVICE_ORDER = tuple(SERVICE)
TYPE_WEIGHT = {"guide": 500, "standard": 400, "channel": 300, "questionnaire": 250,
               "office": 200, "rule": 150}  # fmt: skip
A_REFERENCE, MOST_REFERENCES = 2, 30  # what counts for each guide that refers to this one
PARTIAL = 100
PROPER = frozenset({"channel", "office"})  # these have names of their own, places and all
SHORTEST_WITHOUT_PLACE = 4  # characters: less says nothing any more


@dataclass(frozen=True)
class Entry:
    """An item as search keeps it.

    `names` are compared by, in plain form, the title first; those that begin with the item's own
    place stand there without it too, as there it goes without saying; `lines` is all it says, as
    written; `weight` says which of two equals comes first, the more used one being the heavier;
    `head` is what it is ranked by besides, `card` what a result shows besides.
    """

    item: Item
    chain: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[str, ...]
    weight: int
    head: dict[str, Any]
    card: dict[str, Any]

    @cached_property
    def read(self) -> list[list[str]]:
        """Return each name as it is read."""
        return [syllables(name) for name in self.names]

    @cached_property
    def initials(self) -> list[str]:
        return [initials(read) for read in self.read]

    @cached_property
    def text(self) -> str:
        """Return all it says, in narrow letters and digits."""
        return narrowed("\n".join(self.lines))

    @property
    def spoken(self) -> str:
        """Return the names as they are read: ` shao er yi bao `, and their initials."""
        said = "|".join([f" {' '.join(read)} " for read in self.read])
        return f"{said}\n{'|'.join(self.initials)}"

    @property
    def parts(self) -> tuple[bytes, bytes, bytes, bytes]:
        """Return what is kept: the head, the text, how names are read, the card."""
        kind, key = self.item
        head = {"type": kind, "key": key, "chain": self.chain, "weight": self.weight,
                "names": self.names, **self.head}  # fmt: skip
        encoded = self.text.encode(), self.spoken.encode()
        return orjson.dumps(head), *encoded, orjson.dumps(self.card)


def entry(image: Image, item: Item, references: int, places: tuple[str, ...]) -> Entry:
    """Return what search keeps of an item of a searched type; `places` are those it lies in."""
    document = image[item]
    called, lines, card = MAKERS[item[0]](image, document)
    names = _plain(called)
    if item[0] not in PROPER:
        names |= _without_place(names, places)
    region = document["region"]
    head = {name: document[name] for name in OF_HEAD if document.get(name)}
    head |= {name: card.pop(made) for name, made in OF_CARD.items() if card.get(made)}
    card |= {
        "title": called[0], "called": list(names.values()), "region": image.regions[region].brief,
        "doubtful": '"doubt":' in image.bodies[item],
    }  # fmt: skip
    said = tuple(line for line in lines if line)
    weight = _weight(item[0], document, references)
    return Entry(item, image.regions.chain(region), tuple(names), said, weight, head, card)


def _plain(called: list[str]) -> dict[str, str]:
    """Return the names as written by their plain form, the first of two that are the same."""
    found: dict[str, str] = {}
    for name in called:
        found.setdefault(compact(name), name)
    return {compared: name for compared, name in found.items() if compared}


def _without_place(names: dict[str, str], places: tuple[str, ...]) -> dict[str, str]:
    shorter = {name[behind(name, places) :]: written for name, written in names.items()}
    return {
        name: written
        for name, written in shorter.items()
        if name not in names and len(name) >= SHORTEST_WITHOUT_PLACE
    }


def behind(name: str, places: Iterable[str]) -> int:
    """Return where a name goes on behind the place it begins with."""
    for place in places:
        if name.startswith(place):
            return len(place) + (name[len(place) : len(place) + 1] in ("市", "省"))
    return 0


def _weight(item_type: str, document: Document, references: int) -> int:
    """Return how far ahead of its equals an item stands.

    Until usage is known: by type, by service, and by how many guides send their readers to it.
    """
    order = SERVICE_ORDER.index(document["service"]) if "service" in document else 0
    partial = PARTIAL if document.get("completeness") == "partial" else 0
    referred = A_REFERENCE * min(references, MOST_REFERENCES)
    return TYPE_WEIGHT[item_type] - order - partial + referred


def references(image: Image) -> Counter[Item]:
    """Return how many guides name each guide as related, without opening any of them."""
    guides = (image.glance(item) for item in image.of_type("guide"))
    return Counter(other for guide in guides for other in guide.linked("guide"))


def plain_text(text: str) -> str:
    """Return a text without references: amounts change by day and are not searched."""
    if "{{" not in text:
        return text
    return "".join(p.text for p in parse(text) if isinstance(p, Plain | Literal))


def region_names(image: Image, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of a chain of regions, longest first, the nation left out."""
    regions = [image.regions[code] for code in chain if code != NATION]
    names = {name for r in regions for name in (r.name, *r.aliases.split("、")) if name}
    return tuple(sorted(names, key=len, reverse=True))

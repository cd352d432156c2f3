"""What a release pins, as documents: the only thing a bake looks at."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any

from backend.errors import Unavailable
from backend.release.regions import RegionTree
from backend.services import links, regions
from backend.services.checks.finding import Whole
from backend.services.stored import (
    Item,
    body_of,
    document_of,
    hash_of,
    leaves,
    mappings,
    retold,
)
from backend.text.references import references, unmarked

Document = dict[str, Any]
WITH_DESCENDANTS = frozenset({"city", "county", "town"})  # whose office lists reach down


class Image:
    """Documents by item, with the look-ups rendering needs. Pure: the same bodies, the same all."""

    def __init__(self, bodies: Mapping[Item, str], hashes: Mapping[Item, str]) -> None:
        self.bodies = dict(sorted(bodies.items()))
        self.hashes = hashes
        self._documents: dict[Item, Document] = {}
        self._visible: dict[tuple[str, str], tuple[Item, ...]] = {}
        self._once: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, documents: Mapping[Item, Mapping[str, Any]]) -> "Image":
        bodies = {item: body_of(document) for item, document in documents.items()}
        return cls(bodies, {item: hash_of(body) for item, body in bodies.items()})

    def __contains__(self, item: Item) -> bool:
        return item in self.bodies

    def __getitem__(self, item: Item) -> Document:
        if item not in self._documents:
            self._documents[item] = document_of(self.bodies[item])
        return self._documents[item]

    def shown(self, item: Item) -> Document:
        """Return an item that refers to no amount as readers see it: its literals unmarked."""
        if "{{lit:" not in self.bodies[item]:
            return self[item]
        unmarked_form: Document = self.once(("shown", item), lambda: retold(self[item], unmarked))
        return unmarked_form

    def once(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` makes, made once: an image never changes."""
        if name not in self._once:
            self._once[name] = make()
        return self._once[name]

    def of_type(self, item_type: str) -> list[Item]:
        return self._by_type.get(item_type, [])

    @cached_property
    def _by_type(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.bodies:
            found.setdefault(item[0], []).append(item)
        return found

    @cached_property
    def regions(self) -> RegionTree:
        if regions.ITEM not in self.bodies:
            raise Unavailable("发布内容里没有行政区划表")
        return RegionTree(self[regions.ITEM]["rows"])

    @cached_property
    def whole(self) -> Whole:
        """Return the image as the content checks look at it."""
        items = [item for item in self.bodies if item != regions.ITEM]
        places = regions.sounding_like_amounts(self[regions.ITEM]["rows"])
        codes = frozenset(self.regions.by_code)
        return Whole({item: self[item] for item in items}, codes, places=places)

    @cached_property
    def _by_region(self) -> dict[tuple[str, str], list[Item]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for item in self.bodies:
            if item[0] not in ("source", "regions", "synonyms"):
                found.setdefault((item[0], self[item]["region"]), []).append(item)
        return found

    def visible(self, item_type: str, code: str) -> tuple[Item, ...]:
        """Return the items of a type a region shows: its own, then those of the regions above.

        An item excluded from the region or from one above it is left out.
        """
        if (item_type, code) not in self._visible:
            chain = self.regions.chain(code)
            found = [i for c in chain for i in self._by_region.get((item_type, c), ())]
            shown = (i for i in found if not set(self[i].get("excludes", ())) & set(chain))
            self._visible[item_type, code] = tuple(shown)
        return self._visible[item_type, code]

    def offices(self, code: str) -> tuple[Item, ...]:
        """Return the offices a region lists: its own, those below it, then those above."""
        if self.regions[code].level not in WITH_DESCENDANTS:
            return self.visible("office", code)
        below = self.regions.below(code)
        nearer = [i for c in below for i in self._by_region.get(("office", c), ())]
        return (*nearer, *(i for i in self.visible("office", code) if i not in nearer))

    @cached_property
    def routes_through(self) -> dict[str, list[tuple[Item, int]]]:
        """Return for each channel the (guide, route number) that walk it."""
        found: dict[str, list[tuple[Item, int]]] = {}
        for item in self.of_type("guide"):
            for number, route in enumerate(self[item].get("routes", ())):
                found.setdefault(route["channel"], []).append((item, number))
        return found

    @cached_property
    def shown_in(self) -> dict[str, list[Item]]:
        """Return for each standard the guides that show it."""
        found: dict[str, list[Item]] = {}
        for item in self.of_type("guide"):
            for key in self.standards_of(item):
                found.setdefault(key, []).append(item)
        return found

    @cached_property
    def ways_to(self) -> dict[str, list[Item]]:
        """Return for each guide the questionnaires that lead to it."""
        found: dict[str, list[Item]] = {}
        for item in self.of_type("questionnaire"):
            led_to = (outcome.get("guide") for outcome in self[item].get("outcomes", ()))
            for key in dict.fromkeys(filter(None, led_to)):
                found.setdefault(key, []).append(item)
        return found

    def named_by(self, item: Item) -> dict[str, list[Item]]:
        """Return the items that fields of an item name, each once, by field."""
        found: dict[str, dict[Item, None]] = {}
        for link in links.named(self[item]):
            found.setdefault(links.field_of(link.path), {})[link.target] = None
        return {field: list(targets) for field, targets in found.items()}

    def standards_of(self, item: Item) -> list[str]:
        """Return the standards an item lists or mentions in a text."""
        listed = self[item].get("standards", [])
        if "{{standard:" not in self.bodies[item]:
            return list(listed)
        texts = (value for _, value in leaves(self[item]) if isinstance(value, str))
        mentioned = (r.key for text in texts for r in references(text))
        return list(dict.fromkeys([*listed, *mentioned]))

    def sources_of(self, items: Iterable[Item]) -> list[str]:
        """Return the keys of every source the items cite."""
        return sorted({key for item in items for key in self._cited(item)})

    def _cited(self, item: Item) -> frozenset[str]:
        cited = (m["source"] for _, m in mappings(self[item]) if "quote" in m)
        found: frozenset[str] = self.once(("cited", item), lambda: frozenset(cited))
        return found

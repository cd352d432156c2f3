"""What a release pins, as documents: the only thing a bake looks at."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from backend.clock import ALWAYS
from backend.errors import Unavailable
from backend.release.glance import Glance, glance_at
from backend.release.regions import RegionTree
from backend.services import regions
from backend.services.checks.finding import Whole
from backend.services.releases import Bodies
from backend.services.resolve import Resolution, dated_values, resolve
from backend.services.stored import Item, body_of, document_of, hash_of, retold
from backend.text.references import unmarked

Document = dict[str, Any]
WITH_DESCENDANTS = frozenset({"city", "county", "town"})  # whose office lists reach down


class Image:
    """Items by (type, key), with the look-ups rendering needs. Pure: the same hashes, the same all.

    `bodies` may fetch a body only when it is asked for; `known` are glances of documents that a
    base has seen already.
    """

    def __init__(
        self,
        bodies: Mapping[Item, str],
        hashes: Mapping[Item, str],
        known: Mapping[Item, Glance] | None = None,
    ) -> None:
        self.bodies = bodies
        self.hashes = dict(sorted(hashes.items()))
        self._glances = dict(known or {})
        self._documents: dict[Item, Document] = {}
        self._visible: dict[tuple[str, str], tuple[Item, ...]] = {}
        self._once: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, documents: Mapping[Item, Mapping[str, Any]]) -> "Image":
        bodies = {item: body_of(document) for item, document in documents.items()}
        return cls(bodies, {item: hash_of(body) for item, body in bodies.items()})

    def __contains__(self, item: Item) -> bool:
        return item in self.hashes

    def __getitem__(self, item: Item) -> Document:
        if item not in self._documents:
            self._documents[item] = document_of(self.bodies[item])
        return self._documents[item]

    def read_ahead(self, items: Iterable[Item]) -> None:
        """Fetch the bodies of items that will be asked for, in one go."""
        if isinstance(self.bodies, Bodies):
            self.bodies.fetch(items)

    def glance(self, item: Item) -> Glance:
        if item not in self._glances:
            self._glances[item] = glance_at(item, self[item], self.bodies[item])
        return self._glances[item]

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

    def on(self, name: str, item: Item, day: date, make: Callable[[], Any]) -> Any:
        """Return what an item comes to on a day, made once for all days on which it is the same."""
        days: list[date] = self.once(("days", item), lambda: sorted(self.glance(item).dates()))
        begun = bisect_right(days, day)
        return self.once((name, item, days[begun - 1] if begun else ALWAYS), make)

    def resolution(self, item: Item, day: date) -> Resolution:
        """Return what a standard comes to on a day."""
        found: Resolution = self.on(
            "resolution", item, day, lambda: resolve(dated_values(self[item]), day)
        )
        return found

    def of_type(self, item_type: str) -> list[Item]:
        return self._by_type.get(item_type, [])

    @cached_property
    def _by_type(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.hashes:
            found.setdefault(item[0], []).append(item)
        return found

    @cached_property
    def regions(self) -> RegionTree:
        if regions.ITEM not in self:
            raise Unavailable("发布内容里没有行政区划表")
        return RegionTree(self[regions.ITEM]["rows"])

    def whole(self) -> Whole:
        """Return the image as the content checks look at it; not kept, as it knows the image."""
        places = regions.sounding_like_amounts(self[regions.ITEM]["rows"])
        return Whole(_Documents(self), frozenset(self.regions.by_code), places=places)

    @cached_property
    def _by_region(self) -> dict[tuple[str, str], list[Item]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for item in self.hashes:
            if item[0] not in ("source", "regions"):
                found.setdefault((item[0], self.glance(item).region), []).append(item)
        return found

    def visible(self, item_type: str, code: str) -> tuple[Item, ...]:
        """Return the items of a type a region shows: its own, then those of the regions above.

        An item excluded from the region or from one above it is left out.
        """
        if (item_type, code) not in self._visible:
            parent = self.regions[code].parent
            above = self.visible(item_type, parent) if parent else ()
            own = self._by_region.get((item_type, code), ())
            chain = frozenset(self.regions.chain(code))
            shown = tuple(i for i in own if chain.isdisjoint(self.glance(i).excludes))
            left = self._not_in(item_type, code)
            kept = tuple(i for i in above if i not in left) if left else above
            self._visible[item_type, code] = (*shown, *kept) if shown else kept
        return self._visible[item_type, code]

    def _not_in(self, item_type: str, code: str) -> frozenset[Item]:
        """Return the items of a type that exclude just this region."""
        return self._excluding.get((item_type, code), frozenset())

    @cached_property
    def _excluding(self) -> dict[tuple[str, str], frozenset[Item]]:
        found: dict[tuple[str, str], frozenset[Item]] = {}
        for item in self.hashes:
            for code in self.glance(item).excludes:
                key = item[0], code
                found[key] = found.get(key, frozenset()) | {item}
        return found

    def offices(self, code: str) -> tuple[Item, ...]:
        """Return the offices a region lists: its own, those below it, then those above."""
        found: tuple[Item, ...] = self.once(("offices", code), lambda: self._offices(code))
        return found

    def _offices(self, code: str) -> tuple[Item, ...]:
        if self.regions[code].level not in WITH_DESCENDANTS:
            return self.visible("office", code)
        below = self.regions.below(code)
        nearer = [i for c in below for i in self._by_region.get(("office", c), ())]
        there = frozenset(nearer)
        return (*nearer, *(i for i in self.visible("office", code) if i not in there))

    @cached_property
    def routes_through(self) -> dict[str, list[tuple[Item, int]]]:
        """Return for each channel the (guide, route number) that walk it."""
        found: dict[str, list[tuple[Item, int]]] = {}
        for item in self.of_type("guide"):
            for number, channel in enumerate(self.glance(item).card["channels"]):
                found.setdefault(channel, []).append((item, number))
        return found

    @cached_property
    def shown_in(self) -> dict[str, list[Item]]:
        """Return for each standard the guides that show it."""
        found: dict[str, list[Item]] = {}
        for item in self.of_type("guide"):
            for key in self.glance(item).standards:
                found.setdefault(key, []).append(item)
        return found

    @cached_property
    def ways_to(self) -> dict[str, list[Item]]:
        """Return for each guide the questionnaires that lead to it."""
        found: dict[str, list[Item]] = {}
        for item in self.of_type("questionnaire"):
            for key in self.glance(item).card["leads_to"]:
                found.setdefault(key, []).append(item)
        return found

    def standards_of(self, item: Item) -> list[str]:
        """Return the standards an item lists or mentions in a text."""
        return self.glance(item).standards

    def sources_of(self, items: Iterable[Item]) -> list[str]:
        """Return the keys of every source the items cite."""
        return sorted({key for item in items for key in self.glance(item).sources})

    def pointing_at(self, items: Iterable[Item]) -> set[Item]:
        """Return the items that cite, show or name one of these."""
        return {pointing for item in items for pointing in self._pointed_at.get(item, ())}

    @cached_property
    def _pointed_at(self) -> dict[Item, list[Item]]:
        found: dict[Item, list[Item]] = {}
        for item in self.hashes:
            for target in self.glance(item).points_at():
                found.setdefault(target, []).append(item)
        return found


class _Documents(Mapping[Item, Document]):
    """Everything but the region list, each read when it is looked at."""

    def __init__(self, image: Image) -> None:
        self.image = image

    def __getitem__(self, item: Item) -> Document:
        if item not in self.image:
            raise KeyError(item)
        return self.image[item]

    def __contains__(self, item: object) -> bool:
        return item in self.image.hashes and item != regions.ITEM

    def __iter__(self) -> Iterator[Item]:
        return (item for item in self.image.hashes if item != regions.ITEM)

    def __len__(self) -> int:
        return len(self.image.hashes) - (regions.ITEM in self.image)

"""What the entries of a search folder were made of, and what another image changes of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import orjson

from backend.release.image import Image
from backend.release.search.entries import SEARCHED, references
from backend.services import regions
from backend.services.stored import Item

MADE_OF = "made_of.json"
MOST_MOVED = 0.25  # of all entries: when more have changed since, the whole is written anew


def name_of(item: Item) -> str:
    return "/".join(item)


@dataclass(frozen=True)
class MadeOf:
    """What a folder was made of: by item, its inputs and the address of its entry.

    `moved` counts the entries that were replaced or went since the whole was written.
    """

    regions: str = ""
    channels: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    moved: int = 0

    @classmethod
    def read(cls, folder: Path) -> "MadeOf":
        return cls(**orjson.loads((folder / MADE_OF).read_bytes()))

    def write(self, folder: Path) -> None:
        (folder / MADE_OF).write_bytes(orjson.dumps(vars(self)))

    def told(self) -> bytes:
        """Return what it was made of, whatever way it was made."""
        inputs = {name: made for name, (made, _) in self.items.items()}
        told = {"regions": self.regions, "channels": self.channels, "items": inputs}
        return orjson.dumps(told, option=orjson.OPT_SORT_KEYS)

    def change_to(self, image: Image) -> "Change":
        """Return what has to be made anew, and what goes, to say what an image says."""
        channels = {key: image.hashes["channel", key] for _, key in image.of_type("channel")}
        return Change(self, image, references(image), channels)

    def after(self, change: "Change") -> "MadeOf":
        items = {
            name_of(item): (made, self._address(item, change))
            for item, made in change.inputs.items()
        }
        moved = self.moved + change.size if self.items else 0
        return MadeOf(change.regions, change.channels, items, moved)

    def _address(self, item: Item, change: "Change") -> int:
        name = name_of(item)
        return change.addresses[name] if name in change.addresses else self.items[name][1]


@dataclass(frozen=True)
class Change:
    """The way from what a folder was made of to an image."""

    known: MadeOf
    image: Image
    references: Counter[Item]
    channels: Mapping[str, str]
    addresses: dict[str, int] = field(default_factory=dict)

    @property
    def regions(self) -> str:
        return self.image.hashes[regions.ITEM]

    @cached_property
    def inputs(self) -> dict[Item, str]:
        """Return what each searched item is made of: itself, and how many guides refer to it."""
        items = (item for kind in SEARCHED for item in self.image.of_type(kind))
        return {item: f"{self.image.hashes[item]}+{self.references[item]}" for item in items}

    @cached_property
    def changed(self) -> list[Item]:
        """Return the items whose entries have to be made anew."""
        known, through = self.known.items, set(self._through_changed_channels())
        return [
            item for item, made in self.inputs.items()
            if item in through or known.get(name_of(item), ("",))[0] != made
        ]  # fmt: skip

    def _through_changed_channels(self) -> Iterator[Item]:
        """Yield the guides with a route through a channel that is not what it was."""
        before = self.known.channels
        changed = {key for key, made in self.channels.items() if before.get(key) != made}
        if changed and self.known.items:
            for item in self.image.of_type("guide"):
                if changed.intersection(self.image.glance(item).card["channels"]):
                    yield item

    @cached_property
    def gone(self) -> list[str]:
        return sorted(self.known.items.keys() - set(map(name_of, self.inputs)))

    @property
    def size(self) -> int:
        return len(self.changed) + len(self.gone)

    @property
    def is_whole(self) -> bool:
        """Tell whether so much changes that all is better made anew."""
        if not self.known.items or self.known.regions != self.regions:
            return True
        return self.known.moved + self.size > MOST_MOVED * len(self.inputs)

    @property
    def withdrawn(self) -> list[int]:
        """Return the addresses of the entries that go or are replaced."""
        names = [*self.gone, *map(name_of, self.changed)]
        return [self.known.items[name][1] for name in names if name in self.known.items]

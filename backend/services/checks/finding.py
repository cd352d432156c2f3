"""What a check finds, and the whole it looks at."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.services.stored import Item, Path

LACKS = re.compile(r"没有引证（citations）$")
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in an item, and at which path of its stored form."""

    item: Item
    path: Path
    message: str

    @property
    def place(self) -> Path:
        """Return the field a person mends it in: what lacks citations lacks them in one field."""
        return (*self.path, "citations") if LACKS.search(self.message) else self.path


@dataclass(frozen=True, slots=True)
class Whole:
    """All documents of a release or a folder, and the region codes there are.

    `unreadable` items are there but cannot be looked into: nobody is told that they are missing.
    `places` are names of regions that sound like amounts, as 三元区 does.
    """

    documents: Mapping[Item, Document]
    regions: frozenset[str]
    unreadable: frozenset[Item] = frozenset()
    places: tuple[str, ...] = ()

    def has(self, item_type: str, key: str) -> bool:
        return (item_type, key) in self.documents or (item_type, key) in self.unreadable

    def has_region(self, code: str) -> bool:
        return code in self.regions or any(kind == "regions" for kind, _ in self.unreadable)

    def of(self, item_type: str) -> Iterator[tuple[Item, Document]]:
        return ((i, self.documents[i]) for i in self.documents if i[0] == item_type)


Check = Callable[[Item, Document, Whole], Iterator[Finding]]

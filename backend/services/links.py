"""What an item points at: other items by key in its fields, standards inside its texts. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from backend.services.stored import Item, Path, leaves
from backend.text.references import references

POINTS_AT: Final = {
    "source": "source",
    "channel": "channel",
    "standards": "standard",
    "windows": "window",
    "rules": "rule",
    "offices": "office",
    "related": "guide",
    "guide": "guide",
    "successor": "channel",
}
REGION_FIELDS: Final = frozenset({"region", "excludes"})


@dataclass(frozen=True, slots=True)
class Link:
    """Where an item points at another."""

    path: Path
    target: Item


def named(document: Mapping[str, Any]) -> Iterator[Link]:
    """Yield the items that fields of a document name."""
    for path, value in leaves(document):
        target = POINTS_AT.get(field_of(path))
        if target and isinstance(value, str):
            yield Link(path, (target, value))


def mentioned(document: Mapping[str, Any]) -> Iterator[Link]:
    """Yield the standards that texts of a document refer to, each once a text."""
    for path, value in leaves(document):
        found = references(value) if isinstance(value, str) else []
        for key in dict.fromkeys(reference.key for reference in found):
            yield Link(path, ("standard", key))


def field_of(path: Path) -> str:
    """Return the name of the field a path leads to; for a member of a list, that of the list."""
    for part in reversed(path):
        if isinstance(part, str):
            return part
    return ""

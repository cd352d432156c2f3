"""Where an item is used: every place in the drafts that shows, names or cites it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from backend.errors import Invalid, NotFound
from backend.schemas.registry import ITEM_TYPES
from backend.services import index, links, working
from backend.services.stored import Item, Path, pointer
from backend.text.references import unmarked

AROUND: Final = 24  # characters shown on either side of a reference
TOKEN: Final = re.compile(r"(\{\{.*?\}\})")
CALLED: Final = ("title", "text", "name", "label", "question")


@dataclass(frozen=True, slots=True)
class Use:
    """One place: the item that holds it, what that is called, the pointer, and its words."""

    item: Item
    title: str
    pointer: str
    excerpt: str


def where_used(target: Item) -> list[Use]:
    """Return every use of an item, holder by holder; raise NotFound when there is no such item."""
    working.get(target)
    found = ((holder, working.document(holder)) for holder in index.holders(target))
    return [use for holder, document in found for use in uses(holder, document, target)]


def called(name: str) -> Item:
    """Return the one item of a key, or of type/key where two types have the same key.

    Raises `NotFound`, and `Invalid` when a bare key is that of several items.
    """
    kind, _, key = name.rpartition("/")
    known = [(kind, key)] if kind in working.MODELS else []
    asked = known or [(each, name) for each in working.MODELS]
    found = [item for item in asked if working.find(item)]
    if not found:
        raise NotFound(f"没有标识为「{name}」的内容", key=name)
    if len(found) > 1:
        ways = "、".join("/".join(item) for item in found)
        raise Invalid(f"「{name}」不止一项，请写明是哪一项：{ways}", key=name)
    return found[0]


def uses(item: Item, document: Mapping[str, Any], target: Item) -> Iterator[Use]:
    """Yield the places of one document that use the target."""
    title = _name_of(document) or ITEM_TYPES[item[0]].label
    for link in (*links.named(document), *links.mentioned(document)):
        if link.target == target:
            yield Use(item, title, pointer(link.path), _excerpt(document, link.path, target[1]))


def _excerpt(document: Mapping[str, Any], path: Path, key: str) -> str:
    """Return the words around a reference; for a field, those of the part it belongs to."""
    way = list(_way(document, path))
    if (value := way[-1]) != key:
        return _around(value, key)
    parts = [part for part in way if isinstance(part, Mapping)]
    cited = parts[-1].get("quote")
    return f"“{cited}”" if cited else next(filter(None, map(_name_of, reversed(parts))), "")


def _way(value: Any, path: Path) -> Iterator[Any]:
    """Yield a document and everything on the way to what lies at a path."""
    yield value
    for part in path:
        value = value[part]
        yield value


def _name_of(part: Mapping[str, Any]) -> str:
    return next((str(part[name]) for name in CALLED if part.get(name)), "")


def _around(text: str, key: str) -> str:
    """Return a reference with what stands next to it."""
    pieces = TOKEN.split(unmarked(text))
    at = next(n for n, piece in enumerate(pieces) if piece.startswith(f"{{{{standard:{key}."))
    before, after = pieces[at - 1], pieces[at + 1]
    cut = "…" if at > 1 or len(before) > AROUND else ""
    rest = "…" if at + 2 < len(pieces) or len(after) > AROUND else ""
    return f"{cut}{before[-AROUND:]}{pieces[at]}{after[:AROUND]}{rest}"

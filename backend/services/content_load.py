"""From content files to drafts: what would change, and the change itself."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.errors import Conflict
from backend.extensions import db
from backend.models import Edition
from backend.schemas.registry import ITEM_TYPES
from backend.services import editions, regions, working
from backend.services.content_files import place_of, text_of
from backend.services.stored import Item, body_of, document_of, hash_of

Documents = Mapping[Item, dict[str, Any]]


@dataclass(slots=True)
class Changes:
    """What loading would do; `only_here` are items in the database that no file holds."""

    added: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    only_here: list[Item] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def items(self) -> list[Item]:
        return [*self.added, *self.changed]


def newest() -> dict[Item, Edition]:
    """Return the newest edition of each item that was not rejected."""
    kept = select(Edition).where(Edition.state != "rejected").order_by(Edition.number)
    return {edition.item: edition for edition in db.session.scalars(kept)}


def changes(documents: Documents) -> Changes:
    """Compare documents with the newest editions."""
    known = newest()
    found = Changes()
    for item, document in documents.items():
        if item not in known:
            found.added.append(item)
        elif known[item].content_hash != hash_of(body_of(document)):
            found.changed.append(item)
    found.only_here = sorted(
        item for item, e in known.items() if item not in documents and not e.is_withdrawal
    )
    return found


def diff(documents: Documents, item: Item) -> Iterator[str]:
    """Yield a unified diff of an item's file, from the newest edition to the document."""
    edition = newest().get(item)
    before = text_of(item, document_of(edition.body)) if edition and edition.body else ""
    yield from difflib.unified_diff(
        before.splitlines(), text_of(item, documents[item]).splitlines(),
        f"库/{place_of(item)}", f"文件/{place_of(item)}", n=2, lineterm="",
    )  # fmt: skip


def load(documents: Documents, *, author: str) -> list[Edition]:
    """Write every added or changed document as working rows and a new draft; return the drafts.

    Raises `Conflict` when a document cannot stand beside what else the database holds.
    """
    found = changes(documents)
    ordered = sorted(found.items, key=_load_order)
    for item in ordered:
        _save_beside_the_others(item, documents[item])
    return [editions.draft(item, documents[item], author=author) for item in ordered]


def replace(documents: Documents, gone: list[Item], *, author: str) -> list[Edition]:
    """Load documents and withdraw items that no file holds; return the drafts.

    Windows go first: another may take over their days. Everything else may still be pointed at.
    """
    windows = [item for item in gone if item[0] == "window"]
    rest = [item for item in gone if item not in windows]
    drafts = withdraw(windows, author=author)
    drafts += load(documents, author=author)
    return drafts + withdraw(rest, author=author)


def withdraw(items: list[Item], *, author: str) -> list[Edition]:
    """Draft the withdrawal of items, and take them out of the working tables."""
    ordered = sorted(items, key=_load_order, reverse=True)
    for item in ordered:
        working.remove(item)
    return [editions.draft(item, None, author=author) for item in ordered]


def dump() -> dict[Item, dict[str, Any]]:
    """Return the working tables as documents."""
    documents = {regions.ITEM: regions.document()}
    for item_type in ITEM_TYPES:
        documents.update(working.every(item_type))
    return documents


def save_working(item: Item, document: Mapping[str, Any]) -> None:
    if item == regions.ITEM:
        regions.save(document)
    else:
        working.save(item[0], document)


def _save_beside_the_others(item: Item, document: Mapping[str, Any]) -> None:
    try:
        save_working(item, document)
    except IntegrityError as error:
        message = (
            f"{place_of(item)} 与库里的其他内容冲突：时段重叠，或一方指向的另一方不在库里。"
            "文件里已没有的内容，用 --prune 一并撤下"
        )
        raise Conflict(message, item=list(item)) from error


def _load_order(item: Item) -> tuple[int, str]:
    """Put what is pointed at before what points."""
    order = ["regions", *ITEM_TYPES]
    return order.index(item[0]), item[1]

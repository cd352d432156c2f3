"""The where-used index: which draft cites which source, and shows or names which item."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete, exists, select

from backend.extensions import db
from backend.models import Citation, Guide, Reference
from backend.services import links
from backend.services.stored import Item, mappings, pointer


def index(item: Item, form: Mapping[str, Any]) -> None:
    """Index an item as it is now, in place of what it was."""
    unindex(item)
    db.session.add_all(rows(item, form))
    db.session.flush()


def rows(item: Item, form: Mapping[str, Any]) -> Iterator[Citation | Reference]:
    """Yield what the index holds of an item."""
    yield from _citations(item, form)
    yield from _references(item, form)


def unindex(item: Item) -> None:
    for table in (Citation, Reference):
        db.session.execute(
            delete(table).where(table.item_type == item[0], table.item_key == item[1])
        )


def holders(target: Item) -> list[Item]:
    """Return the items that cite, show or name an item, each once, in order."""
    if target[0] == "source":
        wanted = select(Citation.item_type, Citation.item_key).where(Citation.source == target[1])
    else:
        wanted = select(Reference.item_type, Reference.item_key).where(
            Reference.target_type == target[0], Reference.target_key == target[1]
        )
    return sorted((row[0], row[1]) for row in db.session.execute(wanted.distinct()))


def is_behind() -> bool:
    """Tell whether the index was written before it held anything but standards."""
    beyond = select(exists().where(Reference.target_type != "standard"))
    return bool(db.session.scalar(select(exists(Guide)))) and not db.session.scalar(beyond)


def _citations(item: Item, form: Mapping[str, Any]) -> Iterator[Citation]:
    for path, mapping in mappings(form):
        if "quote" in mapping and "source" in mapping:
            yield Citation(
                item_type=item[0],
                item_key=item[1],
                pointer=pointer(path),
                source=mapping["source"],
                where=mapping["where"],
                quote=mapping["quote"],
            )


def _references(item: Item, form: Mapping[str, Any]) -> Iterator[Reference]:
    for link in (*links.named(form), *links.mentioned(form)):
        if link.target[0] != "source":  # sources are cited, see above
            yield Reference(
                item_type=item[0],
                item_key=item[1],
                pointer=pointer(link.path),
                target_type=link.target[0],
                target_key=link.target[1],
            )

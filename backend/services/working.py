"""The working tables: what the draft of each item is now. Documents in, documents out."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm.attributes import flag_modified

from backend.clock import now
from backend.errors import NotFound
from backend.extensions import Model, db
from backend.models import (
    Channel,
    EnrolmentWindow,
    Guide,
    Office,
    Questionnaire,
    Rule,
    Source,
    Standard,
    Synonyms,
)
from backend.schemas.registry import ITEM_TYPES
from backend.services import index
from backend.services.stored import Item

MODELS: dict[str, Any] = {
    "source": Source,
    "channel": Channel,
    "standard": Standard,
    "window": EnrolmentWindow,
    "office": Office,
    "rule": Rule,
    "guide": Guide,
    "questionnaire": Questionnaire,
    "synonyms": Synonyms,
}


def find(item: Item) -> Any | None:
    """Return the working row of an item, or None."""
    model = MODELS[item[0]]
    return db.session.scalar(select(model).where(model.key == item[1]))


def held(item: Item) -> Any | None:
    """Return the working row of an item as it is now, kept from others until the commit."""
    model = MODELS[item[0]]
    row = select(model).where(model.key == item[1]).with_for_update()
    return db.session.scalar(row.execution_options(populate_existing=True))


def get(item: Item) -> Any:
    row = find(item)
    if row is None:
        raise NotFound(f"没有{ITEM_TYPES[item[0]].label}「{item[1]}」", item=list(item))
    return row


def document(item: Item) -> dict[str, Any]:
    """Return the stored form of an item's draft."""
    return stored_form(item[0], get(item))


def stored_form(item_type: str, row: Any) -> dict[str, Any]:
    form: dict[str, Any] = ITEM_TYPES[item_type].schema.dump(row)
    return form


def every(item_type: str) -> Iterator[tuple[Item, dict[str, Any]]]:
    """Yield every draft of a type, by key."""
    model = MODELS[item_type]
    for row in db.session.scalars(select(model).order_by(model.key)):
        yield (item_type, row.key), stored_form(item_type, row)


def save(item_type: str, form: Mapping[str, Any]) -> Any:
    """Write a document into the working tables and return its row.

    Raises marshmallow's ValidationError when the document is not of its stored form, SQLAlchemy's
    StaleDataError when somebody else saved the item since its row was read.
    """
    data = ITEM_TYPES[item_type].schema.load(form)
    item = (item_type, data["key"])
    row = find(item)
    if row is None:
        row = MODELS[item_type]()
        db.session.add(row)
    fill(row, data)
    db.session.flush()
    index.index(item, form)
    return row


def index_anew() -> None:
    """Index every draft again."""
    for item_type in MODELS:
        for item, form in every(item_type):
            index.index(item, form)


def remove(item: Item) -> None:
    """Take an item out of the working tables; its editions stay."""
    row = get(item)
    _count_save(row)
    index.unindex(item)
    db.session.delete(row)
    db.session.flush()


def fill(row: Model, data: Mapping[str, Any]) -> None:
    """Set a row's columns and replace its parts, in order.

    Old parts go first: the guards would otherwise see the old and the new side by side.
    """
    parts = inspect(type(row)).relationships
    owned = [name for name in data if name in parts]
    for name in data.keys() - parts.keys():
        setattr(row, name, data[name])
    if inspect(row).persistent:
        _count_save(row)
        for name in owned:
            getattr(row, name).clear()
        db.session.flush()
    add_parts(row, data)


def add_parts(row: Model, data: Mapping[str, Any]) -> None:
    """Give a row that has none the parts of a document."""
    parts = inspect(type(row)).relationships
    for name in data.keys() & parts.keys():
        setattr(row, name, _parts(parts[name], data[name]))


def _count_save(row: Any) -> None:
    """Raise `lock_version`, though only parts may change; before them, so that the later loses.

    Raises SQLAlchemy's StaleDataError when somebody else saved since the row was read.
    """
    row.updated_at = now()
    flag_modified(row, "updated_at")  # the clock may not have moved
    db.session.flush()


def _parts(relationship: Any, members: list[dict[str, Any]]) -> list[Any]:
    rows = []
    for position, member in enumerate(members):
        row = relationship.mapper.class_(position=position)
        fill(row, member)
        rows.append(row)
    return rows

"""Many drafts of one type at once: what saving and drafting each would do, in few statements."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm.attributes import flag_modified

from backend.clock import now
from backend.extensions import db
from backend.models import Citation, Edition, Reference
from backend.schemas.registry import ITEM_TYPES
from backend.services import audit, editions, index, territory, working
from backend.services.staff import allowed
from backend.services.stored import document_of

CHUNK = 500
Document = Mapping[str, Any]
Tell = Callable[[int], None]


def draft(
    item_type: str, documents: Sequence[Document], *, author: str, tell: Tell = lambda _: None
) -> list[Edition]:
    """Write documents as working rows and as drafts; `tell` hears how many are written.

    Raises what the saving of one raises; of the whole nothing is kept then.
    """
    writer = allowed(author, "edit")
    drafts: list[Edition] = []
    for start in range(0, len(documents), CHUNK):
        chunk = documents[start : start + CHUNK]
        latest = newest(item_type, [document["key"] for document in chunk])
        if writer.is_limited:
            for document in chunk:
                before = latest.get(document["key"])
                said = document_of(before.body) if before and before.body else None
                territory.check(writer, (item_type, document["key"]), document, said)
        save(item_type, chunk)
        drafts += _drafted(item_type, chunk, latest, author)
        tell(len(drafts))
    return drafts


def newest(item_type: str, keys: Sequence[str]) -> dict[str, Edition]:
    """Return the newest edition of each item, by key."""
    of_type = Edition.item_type == item_type, Edition.item_key.in_(keys)
    found = db.session.scalars(select(Edition).where(*of_type).order_by(Edition.number))
    return {edition.item_key: edition for edition in found}


def hold(item_type: str, keys: Iterable[str]) -> None:
    """Keep working rows as they are until the transaction ends; what is read later is what holds.

    In the order of their keys, so that two who hold the same rows do not wait for each other.
    """
    model, ordered = working.MODELS[item_type], sorted(keys)
    for start in range(0, len(ordered), CHUNK):
        rows = select(model.id).where(model.key.in_(ordered[start : start + CHUNK]))
        db.session.execute(rows.order_by(model.key).with_for_update()).all()
    db.session.expire_all()


def save(item_type: str, documents: Sequence[Document]) -> None:
    """Write documents into the working tables; what is there is replaced, its version counted."""
    schema = ITEM_TYPES[item_type].schema
    model = working.MODELS[item_type]
    data = {document["key"]: schema.load(document) for document in documents}
    held = select(model).where(model.key.in_(data)).with_for_update()
    rows = {row.key: row for row in db.session.scalars(held)}
    parts = inspect(model).relationships.keys()
    for key, row in rows.items():
        _set_columns(row, data[key], parts)
    _make_room(list(rows.values()), parts)
    for key in data.keys() - rows.keys():
        rows[key] = model()
        _set_columns(rows[key], data[key], parts)
        db.session.add(rows[key])
    for key, said in data.items():
        working.add_parts(rows[key], said)
    db.session.flush()
    _index(item_type, documents)


def _set_columns(row: Any, said: Mapping[str, Any], parts: Collection[str]) -> None:
    for name in said.keys() - set(parts):
        setattr(row, name, said[name])


def _make_room(rows: Sequence[Any], parts: Collection[str]) -> None:
    """Count a save of each row, and drop its parts before new ones stand beside them."""
    for row in rows:
        row.updated_at = now()
        flag_modified(row, "updated_at")  # the clock may not have moved
    db.session.flush()
    for row in rows:
        for name in parts:
            getattr(row, name).clear()
    db.session.flush()


def _index(item_type: str, documents: Sequence[Document]) -> None:
    keys = [document["key"] for document in documents]
    for table in (Citation, Reference):
        of_them = table.item_type == item_type, table.item_key.in_(keys)
        db.session.execute(delete(table).where(*of_them))
    db.session.add_all(
        row for document in documents for row in index.rows((item_type, document["key"]), document)
    )
    db.session.flush()


def _drafted(
    item_type: str, documents: Sequence[Document], latest: Mapping[str, Edition], author: str
) -> list[Edition]:
    others = {key: editions.unreviewed_authors(edition) for key, edition in latest.items()}
    for edition in latest.values():
        if edition.is_open:
            edition.state = "superseded"
    db.session.flush()
    made = [
        editions.following(
            latest.get(document["key"]), (item_type, document["key"]), document,
            author=author, co_authors=others.get(document["key"], ()),
        )
        for document in documents
    ]  # fmt: skip
    db.session.add_all([*made, *_events(made, author)])
    db.session.flush()
    return made


def _events(made: Sequence[Edition], author: str) -> Iterator[Any]:
    for edition in made:
        yield audit.event(
            "draft", edition.item, actor=author, number=edition.number, hash=edition.content_hash
        )

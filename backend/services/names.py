"""What things are called: regions and items by their key, looked up once for a whole screen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import or_, select

from backend.extensions import db
from backend.models import Region
from backend.services import working
from backend.services.checks.links import pointed_at, regions_named
from backend.services.stored import Item
from backend.vocabulary import REGION_LEVEL

REGION = "region"
MOST_FOUND = 20
CHUNK = 500  # keys a statement


class Names:
    """Calls a (kind, key) by its name; a key that nobody knows is called by itself."""

    def __init__(self, wanted: Iterable[Item]) -> None:
        keys: dict[str, set[str]] = {}
        for kind, key in wanted:
            keys.setdefault(kind, set()).add(key)
        self._names = {(k, key): name for k in keys for key, name in _names(k, sorted(keys[k]))}

    @classmethod
    def in_documents(cls, *documents: Mapping[str, Any] | None) -> "Names":
        """Return the names of all that these documents point at."""
        return cls(item for document in documents if document for item in _named_in(document))

    def __call__(self, kind: str, key: str) -> str:
        return self._names.get((kind, key), key)

    def knows(self, kind: str, key: str) -> bool:
        return (kind, key) in self._names


def found(kind: str, text: str, *, most: int = MOST_FOUND) -> list[tuple[str, str, str]]:
    """Return (key, name, note) of what a text may mean, the exact key or name first."""
    columns = _columns(kind)
    fits = [part.icontains(text, autoescape=True) for part in columns[:2]]
    rows = select(*columns).where(or_(*fits)).order_by(columns[0]).limit(most)
    exact = select(*columns).where(or_(*(part == text for part in columns[:2]))).limit(most)
    both = [*db.session.execute(exact).tuples(), *db.session.execute(rows).tuples()]
    return [(key, name, _note(kind, extra)) for key, name, extra in dict.fromkeys(both)][:most]


def _columns(kind: str) -> list[Any]:
    if kind == REGION:
        return [Region.code, Region.name, Region.level]
    model = working.MODELS[kind]
    return [model.key, getattr(model, name_of(kind)), model.key]


def _note(kind: str, extra: str) -> str:
    return REGION_LEVEL.get(extra, "") if kind == REGION else extra


def name_of(item_type: str) -> str:
    """Return the field that says what an item of a type is called."""
    return "name" if hasattr(working.MODELS[item_type], "name") else "title"


def _names(kind: str, keys: list[str]) -> Iterator[tuple[str, str]]:
    key, name, _ = _columns(kind)
    for start in range(0, len(keys), CHUNK):
        chunk = select(key, name).where(key.in_(keys[start : start + CHUNK]))
        yield from db.session.execute(chunk).tuples()


def _named_in(document: Mapping[str, Any]) -> Iterator[Item]:
    yield from (item for _, item in pointed_at(document))
    yield from ((REGION, code) for _, code in regions_named(document))

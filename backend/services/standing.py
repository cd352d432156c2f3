"""How far the items of a type have got: what their newest edition is waiting for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from backend.extensions import db
from backend.models import Edition, Region

OPEN = "changed"  # any state but released: readers do not see it yet


class Standing(NamedTuple):
    """The newest edition of an item, without its text."""

    key: str
    number: int
    state: str
    author: str
    at: datetime


def newest_ids(item_type: str) -> Select[Any]:
    """Return the question for the ids of the newest editions of a type."""
    of_type = select(func.max(Edition.id)).where(Edition.item_type == item_type)
    return of_type.group_by(Edition.item_key)


def standings(item_type: str, keys: Iterable[str]) -> dict[str, Standing]:
    """Return how far items have got, by key."""
    of_keys = newest_ids(item_type).where(Edition.item_key.in_(list(keys)))
    columns = Edition.item_key, Edition.number, Edition.state, Edition.author, Edition.created_at
    rows = db.session.execute(select(*columns).where(Edition.id.in_(of_keys)))
    return {row[0]: Standing(*row) for row in rows.tuples()}


def keys_in(item_type: str, state: str) -> Select[tuple[str]]:
    """Return the question for the keys whose newest edition is in a state, or in none released."""
    newest = select(Edition.item_key).where(Edition.id.in_(newest_ids(item_type)))
    if state == OPEN:
        return newest.where(Edition.state != "released")
    return newest.where(Edition.state == state)


def regions_upward(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return these regions and all they lie in, as (code, name) in the order of the codes."""
    tree = select(Region.code, Region.parent).where(Region.code.in_(list(codes)))
    up = tree.cte("up", recursive=True)
    up = up.union(select(Region.code, Region.parent).join(up, Region.code == up.c.parent))
    named = select(Region.code, Region.name).where(Region.code.in_(select(up.c.code)))
    return list(db.session.execute(named.order_by(Region.code)).tuples())

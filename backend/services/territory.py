"""Where somebody may work: their regions and what lies below them.

Whoever has no regions works everywhere; what belongs to the nation, or to nobody, is only theirs.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Select, select

from backend.errors import Forbidden
from backend.extensions import db
from backend.models import Citation, Region, Staff
from backend.services import working
from backend.services.stored import Item
from backend.vocabulary import ITEM_TYPE, NATION


def check(staff: Staff, item: Item, *documents: Mapping[str, Any] | None) -> None:
    """Raise `Forbidden` when an item, as any of these documents has it, is not theirs to touch."""
    if not staff.is_limited:
        return
    touched = set().union(*(regions_of(item, d) for d in documents if d is not None))
    if outside := sorted(code for code in touched if not holds(staff, code)):
        message = (
            f"「{staff.name}」只负责{names_of(staff.regions)}；"
            f"{ITEM_TYPE[item[0]]}「{item[1]}」属于{names_of(outside)}"
        )
        raise Forbidden(message, item=list(item), regions=outside)


def holds(staff: Staff, code: str) -> bool:
    """Tell whether a region is one of somebody's, or lies below one."""
    return not staff.is_limited or not set(chain(code)).isdisjoint(staff.regions)


def chain(code: str) -> list[str]:
    """Return a region's code and those of what it lies in, up to the nation."""
    found = [code]
    while (region := db.session.get(Region, found[-1])) is not None and region.parent:
        found.append(region.parent)
    return found


def chains(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the `chain` of each of these regions, all with one question."""
    wanted = list(codes)
    columns = select(Region.code, Region.parent)
    up = columns.where(Region.code.in_(wanted)).cte("up", recursive=True)
    up = up.union(columns.join(up, Region.code == up.c.parent))
    parents = dict(db.session.execute(select(up.c.code, up.c.parent)).tuples().all())
    return {code: list(_upward(code, parents)) for code in wanted}


def _upward(code: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while code:
        yield code
        code = parents.get(code)


def below(codes: Iterable[str]) -> Select[tuple[str]]:
    """Return the question for the codes of these regions and all that lies below them."""
    tree = select(Region.code).where(Region.code.in_(list(codes))).cte("tree", recursive=True)
    tree = tree.union_all(select(Region.code).join(tree, Region.parent == tree.c.code))
    return select(tree.c.code)


def regions_of(item: Item, document: Mapping[str, Any]) -> set[str]:
    """Return the regions an item belongs to.

    A source belongs to whatever cites it: a new one to nobody yet, so that anybody may bring one.
    """
    if item[0] == "source":
        return _citing(item[1])
    return {document.get("region", NATION)}


def names_of(codes: Iterable[str]) -> str:
    names = dict(
        db.session.execute(select(Region.code, Region.name).where(Region.code.in_(list(codes))))
        .tuples()
        .all()
    )
    return "、".join(names.get(code, code) for code in codes)


def _citing(source: str) -> set[str]:
    citing = select(Citation.item_type, Citation.item_key).where(Citation.source == source)
    keys: dict[str, list[str]] = {}
    for item_type, key in db.session.execute(citing.distinct()).tuples():
        keys.setdefault(item_type, []).append(key)
    return set().union(*(_regions(item_type, found) for item_type, found in keys.items()))


def _regions(item_type: str, keys: list[str]) -> set[str]:
    model = working.MODELS[item_type]
    if not hasattr(model, "region"):
        return {NATION}
    return set(db.session.scalars(select(model.region).where(model.key.in_(keys))))

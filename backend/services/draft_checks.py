"""The content checks for one document beside the drafts of everything else.

Only what the checks of this document can ask for is read: what it points at, the standards its
texts show, and the windows of its region.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select

from backend.extensions import db
from backend.models import EnrolmentWindow, Region, Standard
from backend.schemas.registry import ITEM_TYPES
from backend.services import working
from backend.services.checks import CHECKS, Finding, Whole
from backend.services.checks.links import pointed_at, regions_named
from backend.services.checks.partial import partly, without
from backend.services.checks.values import check_windows
from backend.services.stored import Item, Path, leaves
from backend.text.references import references

Documents = dict[Item, Mapping[str, Any]]
NONE: Final[Mapping[Item, None]] = {}


def faults(
    item: Item, document: Mapping[str, Any], beside: Mapping[Item, Mapping[str, Any] | None] = NONE
) -> list[Finding]:
    """Return everything wrong in a document, were it the draft of this item.

    `beside` are other documents that would come with it, as they would be; None: withdrawn.
    """
    whole = _whole(item, document, beside)
    found = [finding for check in CHECKS for finding in check(item, document, whole)]
    return [*found, *_overlapped(item, whole)]


def faults_in_part(
    item: Item, document: Mapping[str, Any], unread: Collection[Path]
) -> list[Finding]:
    """Return what is wrong in the rest of a document of which these places could not be read."""
    return list(partly(item, document, _whole(item, without(document, unread), NONE), unread))


def _overlapped(item: Item, whole: Whole) -> Iterator[Finding]:
    """Find windows that would overlap this one: the check names only the later key of two."""
    mine = whole.documents[item]
    for other, theirs in whole.of("window"):
        both = Whole({item: mine, other: theirs}, whole.regions)
        if other > item and any(check_windows(other, theirs, both)):
            yield Finding(item, ("opens_on",), f"与「{other[1]}」的时段重叠")


def _whole(
    item: Item, document: Mapping[str, Any], beside: Mapping[Item, Mapping[str, Any] | None]
) -> Whole:
    near = {**_standards_shown(document), **_windows_beside(item, document), **beside}
    documents = {i: d for i, d in {**near, item: document}.items() if d is not None}
    named = {code for _, code in regions_named(document)}
    known = db.session.scalars(select(Region.code).where(Region.code.in_(named)))
    gone = {other for other, document in beside.items() if document is None}
    there = _there(target for _, target in pointed_at(document)) - gone
    return Whole(documents, frozenset(known), there)


def _there(items: Iterable[Item]) -> frozenset[Item]:
    """Return those of the items that exist."""
    keys: dict[str, set[str]] = {}
    for item_type, key in items:
        keys.setdefault(item_type, set()).add(key)
    found: set[Item] = set()
    for item_type, wanted in keys.items():
        model = working.MODELS[item_type]
        known = db.session.scalars(select(model.key).where(model.key.in_(wanted)))
        found.update((item_type, key) for key in known)
    return frozenset(found)


def _standards_shown(document: Mapping[str, Any]) -> Documents:
    texts = (value for _, value in leaves(document) if isinstance(value, str) and "{{" in value)
    keys = {reference.key for text in texts for reference in references(text)}
    rows = db.session.scalars(select(Standard).where(Standard.key.in_(keys))) if keys else ()
    return {("standard", row.key): working.stored_form("standard", row) for row in rows}


def _windows_beside(item: Item, document: Mapping[str, Any]) -> Documents:
    if item[0] != "window":
        return {}
    near = select(EnrolmentWindow).where(EnrolmentWindow.region == document.get("region"))
    schema = ITEM_TYPES["window"].schema
    return {("window", row.key): schema.dump(row) for row in db.session.scalars(near)}

"""The content checks for many documents at once, beside the drafts of everything else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from backend.extensions import db
from backend.models import EnrolmentWindow, Region
from backend.services import working
from backend.services.checks import CHECKS, Finding, Whole
from backend.services.checks.links import pointed_at, regions_named
from backend.services.checks.partial import partly, without
from backend.services.checks.values import check_windows
from backend.services.sheets.reading import Torn
from backend.services.stored import Item

Documents = Mapping[Item, Mapping[str, Any]]
CHUNK = 500
EACH = tuple(check for check in CHECKS if check is not check_windows)


def faults(documents: Documents) -> Iterator[Finding]:
    """Yield everything wrong in documents, were they the drafts of their items."""
    whole = Whole(documents, _regions(documents.values()), _there(documents))
    for item, document in documents.items():
        for check in EACH:
            yield from check(item, document, whole)
    yield from _overlaps(documents, whole)


def faults_in_part(torn: Sequence[Torn]) -> Iterator[tuple[Torn, Finding]]:
    """Yield everything wrong in what could be read of things that are no documents."""
    rests = [without(each.raw, each.unread) for each in torn]
    whole = Whole(
        {},
        _regions(rests),
        _there({each.item: rest for each, rest in zip(torn, rests, strict=True)}),
    )
    for each in torn:
        yield from ((each, finding) for finding in partly(each.item, each.raw, whole, each.unread))


def _regions(documents: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    named = {code for document in documents for _, code in regions_named(document)}
    return frozenset(_known(Region.code, named))


def _there(documents: Documents) -> frozenset[Item]:
    """Return those of the items pointed at that exist, outside of the documents."""
    keys: dict[str, set[str]] = {}
    for document in documents.values():
        for _, (item_type, key) in pointed_at(document):
            keys.setdefault(item_type, set()).add(key)
    return frozenset(
        (item_type, key)
        for item_type, wanted in keys.items()
        for key in _known(working.MODELS[item_type].key, wanted)
    )


def _known(column: Any, wanted: Iterable[str]) -> Iterator[str]:
    values = sorted(wanted)
    for start in range(0, len(values), CHUNK):
        chunk = values[start : start + CHUNK]
        yield from db.session.scalars(select(column).where(column.in_(chunk)))


def _overlaps(documents: Documents, whole: Whole) -> Iterator[Finding]:
    """Find windows open on one day: in the order they open, each beside the one open longest."""
    new = {item: doc for item, doc in documents.items() if item[0] == "window"}
    series: dict[str, dict[Item, Mapping[str, Any]]] = {}
    for item, document in {**_windows_of({d["region"] for d in new.values()}), **new}.items():
        series.setdefault(_series(document), {})[item] = document
    for together in series.values():
        longest: Item | None = None
        for item in sorted(together, key=lambda i: together[i].get("opens_on") or ""):
            if longest is not None and _clash(item, longest, together, whole):
                mine, other = (item, longest) if item in new else (longest, item)
                if mine in new:
                    yield Finding(mine, ("opens_on",), f"与「{other[1]}」的时段重叠")
            if longest is None or _closes(together[item]) > _closes(together[longest]):
                longest = item


def _clash(one: Item, two: Item, documents: Documents, whole: Whole) -> bool:
    later = max(one, two)
    both = Whole({one: documents[one], two: documents[two]}, whole.regions)
    return any(check_windows(later, documents[later], both))


def _closes(window: Mapping[str, Any]) -> str:
    return str(window.get("closes_on") or "9999-12-31")


def _windows_of(regions: set[str]) -> dict[Item, Mapping[str, Any]]:
    near = select(EnrolmentWindow).where(EnrolmentWindow.region.in_(regions))
    rows = db.session.scalars(near)
    return {("window", row.key): working.stored_form("window", row) for row in rows}


def _series(window: Mapping[str, Any]) -> str:
    parts = window["region"], window["scheme"], window["policy_year"], window.get("audience", [])
    return repr(parts)

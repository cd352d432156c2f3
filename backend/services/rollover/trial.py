"""What a line that changed would come to, looked at before it counts: the checks of the content."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.clock import today
from backend.services import draft_checks
from backend.services.checks.wording import in_words
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.fields import Entry, Fault, Posted
from backend.services.rollover.places import fault_at
from backend.services.rollover.subjects import ROUTE, STANDARD, Subject, routes_by_part
from backend.services.rollover.turning import Decided, turn
from backend.services.stored import Item, Path

STAND_IN = "words-to-come"  # evidence is asked for when all is handed in, not line by line


def faults(checklist: Checklist, row: Row, entry: Entry, posted: Posted) -> list[Fault]:
    """Return what is wrong in what a line would come to, and was not wrong before."""
    subject, year = row.subject, checklist.rollover.to_year
    words = {"source": STAND_IN, "where": "—", "quote": "—"}
    decided = Decided(subject, "changed", entry, "—", [words])
    documents = checklist.documents_and_windows
    turned = turn([decided], documents, to_year=year, day=today()).documents
    beside = {**_sources(checklist), ("source", STAND_IN): {}}
    return [
        fault_at(subject, here, message, posted)
        for item, document in turned.items()
        if document is not None
        for path, message in _new(item, document, documents.get(item), {**beside, **turned})
        if (here := entry_path(subject, year, item, path, document)) is not None
    ]


def entry_path(
    subject: Subject, year: int, item: Item, path: Path, document: Mapping[str, Any]
) -> Path | None:
    """Return the path in a line's entry of what stands at one of a document; () for its whole.

    None: it is of another line.
    """
    if subject.kind == STANDARD and item == subject.item:
        return _value_path(year, path, document)
    if subject.kind == ROUTE and item == subject.item:
        return _route_path(subject, path, document)
    return ("fields", *path) if item[0] == subject.item[0] else None


def _value_path(year: int, path: Path, document: Mapping[str, Any]) -> Path:
    if len(path) < 2 or not isinstance(path[1], int):  # noqa: PLR2004 - the list, and a place in it
        return ()
    values = document[str(path[0])]
    new = [at for at, value in enumerate(values) if value["policy_year"] == year]
    return ("values", new.index(path[1]), *path[2:]) if path[1] in new else ()


def _route_path(subject: Subject, path: Path, document: Mapping[str, Any]) -> Path | None:
    parts = list(routes_by_part(document))
    if path[:1] != ("routes",) or not isinstance(path[1], int):
        return ()
    return ("route", *path[2:]) if parts[path[1]] == subject.part else None


def _new(
    item: Item, document: Mapping[str, Any], old: Any, beside: Mapping[Item, Any]
) -> Iterator[tuple[Path, str]]:
    known = {f.message for f in draft_checks.faults(item, old)} if old else set()
    for finding in draft_checks.faults(item, document, beside):
        if finding.message not in known:
            yield finding.path, in_words(finding.path, finding.message)


def _sources(checklist: Checklist) -> dict[Item, dict[str, Any]]:
    return {
        ("source", stated["source"]["key"]): stated["source"]
        for stated in checklist.rollover.evidence.values()
        if "source" in stated
    }

"""From a settled checklist to one release that waits for review: all of it, or nothing."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from backend.clock import today
from backend.errors import Conflict, Invalid
from backend.models import Edition, Release, Rollover
from backend.schemas.registry import ITEM_TYPES
from backend.services import audit, bulk, draft_checks, editions, releases, working
from backend.services.checks.finding import Finding
from backend.services.checks.wording import in_words
from backend.services.drafting import Stale
from backend.services.rollover import book
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.places import fault_at
from backend.services.rollover.subjects import WINDOW, Address
from backend.services.rollover.trial import entry_path
from backend.services.rollover.turning import Turned, turn
from backend.services.staff import allowed, find
from backend.services.stored import Item, mappings

ORDER = tuple(ITEM_TYPES)  # what is pointed at before what points
LISTED = 20


def outcome_of(checklist: Checklist) -> Turned:
    """Return the documents a checklist comes to as it is settled now; nothing is written."""
    rollover = checklist.rollover
    documents = checklist.documents_and_windows
    turned = turn(checklist.decided(), documents, to_year=rollover.to_year, day=today())
    cited = {m["source"] for _, m in mappings(list(turned.documents.values())) if "quote" in m}
    for stated in rollover.evidence.values():
        source = stated.get("source", {})
        if source.get("key") in cited:
            turned.documents["source", source["key"]] = dict(source)
    return turned


def hand_in(rollover: Rollover, *, by: str, seen: str) -> Release:
    """Write every change as a draft, hand them all to review, pinned by one draft release.

    `seen` is the checklist's `version` that was on the screen. Raises `Conflict` while something
    is not settled, and the second time; `Invalid` when what comes of it does not hold together;
    `Stale` when it changed since it was looked at.
    """
    allowed(by, "submit")
    book.hold(rollover, alone=True)
    book.check_open(rollover, by)
    checklist = _held(rollover)
    if checklist.version != seen:
        raise Stale("这次年度切换在您打开以后又改过，请再看一遍")
    if checklist.blockers:
        raise Conflict(f"还不能提交：{checklist.blockers[0]}", problems=checklist.blockers)
    turned = outcome_of(checklist)
    _check(checklist, turned)
    _write(turned)
    drafts = [_draft(item, turned, by) for item in _in_order(turned)]
    for edition in drafts:
        editions.submit(edition, by=by)
    release = releases.compose(rollover.title, {e.item: e.id for e in drafts}, by=by)
    rollover.release_id = release.id
    book.close(rollover, "submitted", by=by)
    audit.record(
        "rollover.hand_in", book.subject(rollover), actor=by,
        release=release.id, items=len(drafts),
    )  # fmt: skip
    return release


def _held(rollover: Rollover) -> Checklist:
    """Return the checklist, all it looks at kept as it is until the transaction ends."""
    looked_at = set(Checklist(rollover).documents)
    for item_type in ORDER:
        bulk.hold(item_type, [key for kind, key in looked_at if kind == item_type])
    checklist = Checklist(rollover)
    if set(checklist.documents) - looked_at:
        raise Stale("清单在提交的时候有变化，请再看一遍")
    return checklist


def _write(turned: Turned) -> None:
    """Bring the working tables to what comes of it."""
    for item in _in_order(turned):
        document = turned.documents[item]
        try:
            working.remove(item) if document is None else working.save(item[0], document)
        except StaleDataError as error:
            raise Stale(f"「{_called(item, document)}」刚刚被别人改过，请再看一遍") from error
        except DBAPIError as error:
            called = _called(item, document)
            message = f"「{called}」存不下：时段与别的重叠，或它指向的内容刚刚没有了"
            raise Conflict(message, item=list(item)) from error


def _called(item: Item, document: Mapping[str, Any] | None) -> str:
    said = document or {}
    return str(said.get("title") or said.get("name") or item[1])


def _check(checklist: Checklist, turned: Turned) -> None:
    """Raise `Invalid` for everything wrong in what comes of it, its data `lines` naming where.

    These are (address of the line, or None; what it is about; what is wrong).
    """
    found = [
        _told(checklist, item, document, fault)
        for item, document in turned.documents.items()
        if document is not None
        for fault in draft_checks.faults(item, document, turned.documents)
    ]
    if found:
        problems = [f"「{title}」{what}" for _, title, what in found]
        message = f"切换后的内容有 {len(found)} 处问题，没有提交。第一处：{problems[0]}"
        raise Invalid(message, problems=problems[:LISTED], lines=found[:LISTED])


def _told(
    checklist: Checklist, item: Item, document: Mapping[str, Any], fault: Finding
) -> tuple[Address | None, str, str]:
    """Return the line a finding comes from, what it is about, and it in the words of the form."""
    words = in_words(fault.path, fault.message)
    for row in checklist.rows:
        new_window = item[0] == "window" and item not in checklist.documents
        mine = row.subject.item == item or (new_window and _became(row, document))
        path = entry_path(row.subject, checklist.rollover.to_year, item, fault.path, document)
        if mine and path is not None:
            told = fault_at(row.subject, path, words, {})
            what = words if told.label == row.subject.title else str(told)
            return row.subject.address, row.subject.title, what
    return None, _called(item, document), words


def _became(row: Row, window: Mapping[str, Any]) -> bool:
    """Tell whether a window is the successor of a line's."""
    names = ("region", "scheme", "audience")
    old = row.subject.shown
    return row.subject.kind == WINDOW and all(old.get(n) == window.get(n) for n in names)


def _draft(item: Item, turned: Turned, by: str) -> Edition:
    """Draft an item by whoever settled it; all others who had a hand in it are co-authors."""
    authors = turned.authors.get(item, [by])
    author = next((name for name in authors if _works_here(name)), by)
    return editions.draft(
        item, turned.documents[item], author=author, co_authors=set(authors) - {author}
    )


def _works_here(name: str) -> bool:
    staff = find(name)
    return staff is not None and staff.active


def _in_order(turned: Turned) -> list[Item]:
    """Return the items, what is pointed at before what points, withdrawals last."""
    return sorted(
        turned.documents,
        key=lambda item: (turned.documents[item] is None, ORDER.index(item[0]), item),
    )

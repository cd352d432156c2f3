"""Editions: every save of an item, whole, in order, and through review by a second person."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from backend.clock import now
from backend.errors import Conflict, Forbidden, Invalid
from backend.extensions import db
from backend.models import Edition, Staff
from backend.services import audit, territory
from backend.services.staff import allowed
from backend.services.stored import Item, body_of, document_of, hash_of

WITHDRAWN = ""
UNREVIEWED = ("draft", "in_review", "rejected")


def latest(item: Item) -> Edition | None:
    """Return the newest edition of an item, whatever its state."""
    of_item = select(Edition).where(Edition.item_type == item[0], Edition.item_key == item[1])
    return db.session.scalar(of_item.order_by(Edition.number.desc()).limit(1))


def last_decided(item: Item) -> Edition | None:
    """Return the newest edition of an item that somebody approved or sent back."""
    of_item = select(Edition).where(Edition.item_type == item[0], Edition.item_key == item[1])
    decided = of_item.where(Edition.decided_at.is_not(None))
    return db.session.scalar(decided.order_by(Edition.number.desc()).limit(1))


def draft(
    item: Item, document: Mapping[str, Any] | None, *, author: str, co_authors: Iterable[str] = ()
) -> Edition:
    """Append an edition in state draft; None withdraws the item.

    An older open edition of the item is superseded: nobody reviews a text that is no longer meant.
    Whoever wrote what nobody has reviewed yet is a co-author of what is built on it.
    """
    writer = allowed(author, "edit")
    previous = latest(item)
    number = previous.number + 1 if previous else 1
    if writer.is_limited:
        territory.check(writer, item, document, _document(_said_before(item, number)))
    others = {*co_authors, *unreviewed_authors(previous)}
    if previous is not None and previous.is_open:
        previous.state = "superseded"
        db.session.flush()
    edition = following(previous, item, document, author=author, co_authors=others)
    db.session.add(edition)
    db.session.flush()
    audit.record("draft", item, actor=author, number=edition.number, hash=edition.content_hash)
    return edition


def following(
    previous: Edition | None, item: Item, document: Mapping[str, Any] | None, *,
    author: str, co_authors: Iterable[str] = (),
) -> Edition:  # fmt: skip
    """Return the edition that comes after another, in state draft; it is not added yet."""
    body = WITHDRAWN if document is None else body_of(document)
    return Edition(
        item_type=item[0],
        item_key=item[1],
        number=previous.number + 1 if previous else 1,
        body=body,
        content_hash=hash_of(body),
        state="draft",
        author=author,
        co_authors=sorted(set(co_authors) - {author}),
    )


def submit(edition: Edition, *, by: str) -> Edition:
    """Hand a draft to review."""
    _hold(edition)
    check_territory(allowed(by, "submit"), edition)
    _require(edition, "draft")
    edition.state = "in_review"
    db.session.flush()
    audit.record("submit", edition.item, actor=by, number=edition.number)
    return edition


def approve(edition: Edition, *, by: str, comment: str = "") -> Edition:
    """Approve what another person wrote.

    Raises `Forbidden` for one's own change, `Conflict` when it is not waiting for review.
    """
    return _decide(edition, "approved", by=by, comment=comment)


def reject(edition: Edition, *, by: str, comment: str) -> Edition:
    """Send a change back, with the reason, which is not to be empty."""
    return _decide(edition, "rejected", by=by, comment=comment)


def check_territory(staff: Staff, edition: Edition) -> None:
    """Raise `Forbidden` unless both what an edition says and what it replaces are theirs."""
    if staff.is_limited:
        before = _said_before(edition.item, edition.number)
        territory.check(staff, edition.item, _document(edition), _document(before))


def is_theirs(staff: Staff, edition: Edition) -> bool:
    """Tell whether somebody may touch what an edition says and what it replaces."""
    try:
        check_territory(staff, edition)
    except Forbidden:
        return False
    return True


def waiting() -> list[Edition]:
    """Return what waits for review, oldest first."""
    in_review = select(Edition).where(Edition.state == "in_review")
    return list(db.session.scalars(in_review.order_by(Edition.id)))


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Edition)) or 0


def _decide(edition: Edition, state: str, *, by: str, comment: str) -> Edition:
    _hold(edition)
    check_territory(allowed(by, "review"), edition)
    _require(edition, "in_review")
    if by in edition.authors:
        raise Forbidden("不能审核自己的修改，请另一位同事审核", item=list(edition.item))
    if state == "rejected" and not comment.strip():
        raise Invalid("退回要写明原因，作者才知道怎么改", field="comment")
    edition.state, edition.reviewer, edition.comment = state, by, comment
    edition.decided_at = now()
    db.session.flush()
    audit.record(state, edition.item, actor=by, number=edition.number, comment=comment)
    return edition


def unreviewed_authors(edition: Edition | None) -> set[str]:
    """Return whose words an edition holds that nobody approved."""
    return edition.authors if edition is not None and edition.state in UNREVIEWED else set()


def _hold(edition: Edition) -> None:
    """Read an edition again and keep others from deciding on it until the transaction ends."""
    db.session.flush()
    db.session.refresh(edition, with_for_update=True)


def _said_before(item: Item, number: int) -> Edition | None:
    """Return the newest edition before this number that was no withdrawal."""
    of_item = Edition.item_type == item[0], Edition.item_key == item[1]
    earlier = select(Edition).where(*of_item, Edition.number < number, Edition.body != "")
    return db.session.scalar(earlier.order_by(Edition.number.desc()).limit(1))


def _document(edition: Edition | None) -> dict[str, Any] | None:
    return document_of(edition.body) if edition and edition.body else None


def _require(edition: Edition, state: str) -> None:
    if edition.state != state:
        message = f"{edition.item_key} 第 {edition.number} 版不在可以这样处理的状态"
        raise Conflict(message, item=list(edition.item), state=edition.state)

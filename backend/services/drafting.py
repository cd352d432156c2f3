"""One save of one item: the working row and an edition, together or not at all.

Who saves says which version they saw. Somebody else's save in between is never overwritten.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from backend.errors import Conflict, Invalid
from backend.models import Edition
from backend.schemas.registry import ITEM_TYPES
from backend.services import draft_checks, editions, index, working
from backend.services.names import Names
from backend.services.stored import Item, body_of, document_of, hash_of

MOST_NAMED = 5  # of what points at an item, in a message


class Stale(Conflict):
    """The item was saved, or archived, since it was read."""

    code = "stale"


def save(
    item_type: str, document: Mapping[str, Any], *, author: str, seen: int | None
) -> Edition | None:
    """Write a document as the item's draft and its next edition; None if it says nothing new.

    `seen` is the `lock_version` the author's text is based on, None for an item that is new.
    Raises `Stale`, `Conflict` where the database cannot hold the document beside the others,
    `Forbidden`, and marshmallow's ValidationError when it is not of its stored form.
    """
    item = (item_type, str(document["key"]))
    _check_seen(item, seen)
    if seen is not None and _says_nothing_new(item, document):
        return None
    _write(item, document)
    return editions.draft(item, document, author=author)


def submit(item: Item, *, author: str) -> Edition:
    """Hand an item's newest draft to review.

    Raises `Conflict` when there is none, `Invalid` while the content checks find something in it.
    """
    edition = editions.latest(item)
    if edition is None or edition.state != "draft":
        raise Conflict(f"「{item[1]}」没有还没提交的草稿", item=list(item))
    if edition.body and (faults := draft_checks.faults(item, document_of(edition.body))):
        message = f"「{item[1]}」还有 {len(faults)} 处要改，改好再提交审核"
        raise Invalid(message, item=list(item), faults=len(faults))
    return editions.submit(edition, by=author)


def archive(item: Item, *, author: str, seen: int) -> Edition:
    """Withdraw an item; its editions stay, and it can be restored from any of them.

    Raises `Stale`, and `Conflict` while others point at it: they would lead nowhere.
    """
    _check_seen(item, seen)
    if holders := [each for each in index.holders(item) if each != item]:
        called = Names(holders)
        some = "、".join(called(*holder) for holder in holders[:MOST_NAMED])
        more = f"等 {len(holders)} 项" if len(holders) > MOST_NAMED else ""
        message = f"还有内容指向「{item[1]}」：{some}{more}；先改它们，再归档"
        raise Conflict(message, item=list(item), holders=[list(each) for each in holders])
    try:
        working.remove(item)
    except StaleDataError as error:
        raise _stale(item) from error
    except DBAPIError as error:
        message = f"「{item[1]}」还有别的内容指向它，先改那些内容，再归档"
        raise Conflict(message, item=list(item)) from error
    return editions.draft(item, None, author=author)


def restore(edition: Edition, *, author: str, seen: int | None) -> Edition | None:
    """Make what an edition said the item's draft again, as a new edition.

    `seen` is None for an item that is archived.
    """
    if edition.is_withdrawal:
        raise Conflict(f"第 {edition.number} 版是归档，没有内容可以恢复", item=list(edition.item))
    document = document_of(edition.body)
    if ITEM_TYPES[edition.item_type].schema.validate(document):
        message = f"第 {edition.number} 版的写法现在已不适用，请照着它重新填写"
        raise Conflict(message, item=list(edition.item))
    return save(edition.item_type, document, author=author, seen=seen)


def _check_seen(item: Item, seen: int | None) -> None:
    row = working.held(item)
    if seen is None and row is not None:
        raise Conflict(f"标识「{item[1]}」已经有人用了，请换一个", item=list(item), field="key")
    if seen is not None and (row is None or row.lock_version != seen):
        raise _stale(item)


def _write(item: Item, document: Mapping[str, Any]) -> None:
    try:
        working.save(item[0], document)
    except StaleDataError as error:
        raise _stale(item) from error
    except DBAPIError as error:
        message = (
            f"数据库放不下「{item[1]}」现在的内容：它指向的内容不在库里、时段与别的重叠、"
            "合计对不上，或者有同事刚刚用了同一个标识"
        )
        raise Conflict(message, item=list(item)) from error


def _stale(item: Item) -> Stale:
    message = f"{ITEM_TYPES[item[0]].label}「{item[1]}」在您打开以后又被改过，您的修改还没有保存"
    return Stale(message, item=list(item))


def _says_nothing_new(item: Item, document: Mapping[str, Any]) -> bool:
    """Tell whether the newest edition says just this; one sent back may be said again."""
    newest = editions.latest(item)
    if newest is None or newest.state == "rejected":
        return False
    return newest.content_hash == hash_of(body_of(document))

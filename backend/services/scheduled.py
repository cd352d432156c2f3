"""What is written on top of a version that is not live yet, and what is live instead.

An item has one line of editions: whoever edits it after a release was scheduled edits the text of
that release. A fix published at once would bring the scheduled text along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from backend.extensions import db
from backend.models import Edition, Release, ReleasePin
from backend.services import releases


@dataclass(frozen=True, slots=True)
class Ahead:
    """A version of an item that waits in a release; `live` is what readers see, if anything.

    `carried`: the text asked about was written on top of it.
    """

    release: Release
    edition: Edition
    live: Edition | None
    carried: bool


def ahead_of(editions: Iterable[Edition], now: datetime) -> list[Ahead]:
    """Return the versions that wait of the items of these editions, the nearest first.

    A text that was begun anew from what is live does not carry what waits.
    """
    mine = {edition.item: edition for edition in editions}
    answering = releases.live(now)
    waiting = {release.id: release for release in releases.after(answering)}
    pinned = [pin for pin in _pins(waiting) if (pin.item_type, pin.item_key) in mine]
    live = releases.newest_pins(answering) if pinned else {}
    found = []
    for pin in sorted(pinned, key=lambda pin: list(waiting).index(pin.release_id)):
        item = (pin.item_type, pin.item_key)
        read = live.get(item)
        text = db.session.get_one(Edition, read.edition_id) if read and not read.withdrawn else None
        planned = db.session.get_one(Edition, pin.edition_id)
        carried = _carries(mine[item], planned, text)
        found.append(Ahead(waiting[pin.release_id], planned, text, carried))
    return found


def _pins(waiting: Iterable[int]) -> list[ReleasePin]:
    of_them = select(ReleasePin).where(ReleasePin.release_id.in_(list(waiting)))
    return list(db.session.scalars(of_them))


def _carries(mine: Edition, planned: Edition, live: Edition | None) -> bool:
    """Tell whether a text stands on what waits, and nobody went back to what is live between."""
    if mine.number < planned.number:
        return False
    if live is None:
        return True
    of_item = Edition.item_type == mine.item_type, Edition.item_key == mine.item_key
    begun_anew = select(Edition.id).where(
        *of_item,
        Edition.number > planned.number,
        Edition.number <= mine.number,
        Edition.content_hash == live.content_hash,
    )
    return db.session.scalar(begun_anew.limit(1)) is None

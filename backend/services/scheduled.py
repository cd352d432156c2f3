"""What is written on top of a version that is not live yet, and what is live instead.

An item has one line of editions: whoever edits it after a release was scheduled edits the text of
that release. A fix published at once would bring the scheduled text along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from backend.extensions import db
from backend.models import Edition, Release, ReleasePin
from backend.services import releases
from backend.services.releases import Pins
from backend.services.stored import Item


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
    pinned = [p for p in _pins(mine, now) if (p.item_type, p.item_key) in mine]
    if not pinned:
        return []
    answering = releases.live(now)
    waiting = {release.id: at for at, release in enumerate(releases.after(answering))}
    ahead = sorted((p for p in pinned if p.release_id in waiting),
                   key=lambda p: waiting[p.release_id])  # fmt: skip
    live = releases.newest_pins(answering)
    return [_ahead(pin, mine[pin.item_type, pin.item_key], live) for pin in ahead]


def _pins(items: Iterable[Item], now: datetime) -> list[ReleasePin]:
    """Return the pins of these items that may wait; behind what is held everything does."""
    some_held = select(Release.id).where(Release.state == "held").exists()
    pins = select(ReleasePin).join(Release).where(
        ReleasePin.item_key.in_({key for _, key in items}),
        Release.state.in_(releases.PUBLISHED),
        or_(Release.go_live_at > now, some_held),
    )  # fmt: skip
    return list(db.session.scalars(pins))


def _ahead(pin: ReleasePin, mine: Edition, live: Pins) -> Ahead:
    read = live.get(mine.item)
    text = db.session.get_one(Edition, read.edition_id) if read and not read.withdrawn else None
    planned = db.session.get_one(Edition, pin.edition_id)
    release = db.session.get_one(Release, pin.release_id)
    return Ahead(release, planned, text, _carries(mine, planned, text))


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

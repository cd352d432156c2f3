"""The line of published releases: each stands on the one before, and its image with it.

Whoever changes the line holds its lock until the transaction ends.
"""

from datetime import datetime

from sqlalchemy import text

from backend.extensions import db
from backend.models import Release
from backend.release.folder import Base
from backend.release.image import Image
from backend.services import releases
from backend.services.checks import findings
from backend.services.releases import Bodies, Pins
from backend.services.stored import Item


def lock() -> None:
    """Let one at a time change the line; what was read before is read again.

    SQLite's writers are alone already.
    """
    db.session.flush()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE release IN SHARE ROW EXCLUSIVE MODE"))
    db.session.expire_all()


def image_of(pins: Pins, base: Base | None = None) -> Image:
    """Return the image of pinned editions, out of the database and what a base knows of them."""
    hashes = {item: pin.content_hash for item, pin in pins.items()}
    bodies = Bodies({item: pin.edition_id for item, pin in pins.items()})
    return Image(bodies, hashes, base.glances(hashes) if base else None)


def enter(release: Release, base: Release | None) -> list[Release]:
    """Put a release into the line after its base, and what waits there under it; return that."""
    waiting = releases.after(base)
    release.base_id = base.id if base else None
    release.state = "approved"
    db.session.flush()
    if waiting:
        waiting[0].base_id = release.id
        db.session.flush()
    _rebase(waiting, releases.own_pins(release))
    return waiting


def leave(release: Release, state: str) -> None:
    """Take a release out of the line into another state; what stood on it moves to its base."""
    following = releases.after(release)
    _taken_out(release)
    release.state = state
    db.session.flush()
    for other in following:
        refresh_image(other)


def move(release: Release, at: datetime) -> list[Release]:
    """Give a release that waits another instant, and with it another place; return what is above.

    What stood on it already goes on standing on it; what it goes under only now is held where both
    touch the same. What it leaves behind is held where it does not hold together without it.
    """
    stood_on_it = set(releases.after(release))
    lowest = _taken_out(release)
    base = releases.base_for(at)
    above = releases.after(base)
    release.go_live_at, release.base_id = at, base.id if base else None
    release.state = "approved"
    db.session.flush()
    if above:
        above[0].base_id = release.id
        db.session.flush()
    own = releases.own_pins(release)
    whole = releases.line()
    for each in whole[min(whole.index(release), whole.index(lowest or release)) :]:
        if each in above and each not in stood_on_it:
            _rebase([each], own)
        else:
            refresh_image(each)
    return above


def _taken_out(release: Release) -> Release | None:
    """Take a release out of the line for a moment; return what now stands where it stood."""
    following = releases.after(release)
    if following:
        following[0].base_id = release.base_id
    release.state, release.base_id = "draft", None
    db.session.flush()
    return following[0] if following else None


def answer_again(release: Release) -> None:
    """Let a release that was held answer at its instant; what stands on it not before it.

    What was scheduled for later meanwhile stands under it, and is moved on top.
    """
    release.state = "approved"
    base = _base_of(release)
    if base is not None and _goes_live_after(base, release):
        leave(release, "draft")
        while base is not None and _goes_live_after(base, release):
            base = _base_of(base)
        enter(release, base)
    refresh_image(release)
    for following in releases.after(release):
        if _goes_live_after(release, following):
            following.go_live_at = release.go_live_at
        refresh_image(following)


def refresh_image(release: Release) -> None:
    """Work out again what a release's image is, after something below it changed.

    One that no longer holds together is held: a person must look before it answers.
    """
    pins = releases.pins_of(release)
    release.image_hash, release.manifest_hash = releases.image_hash(pins), ""
    if release.state == "approved":
        _hold(release, {finding.item for finding in findings(image_of(pins).whole())})
    db.session.flush()


def _rebase(waiting: list[Release], changed: Pins) -> None:
    """Put waiting releases on what changed below them; hold those that change the same items."""
    for release in waiting:
        own = releases.own_pins(release)
        _hold(release, {i for i in own if i in changed and own[i] != changed[i]})
        refresh_image(release)


def _hold(release: Release, items: set[Item]) -> None:
    if items:
        listed = {(kind, key) for kind, key in release.conflicts} | items
        release.state, release.conflicts = "held", [list(item) for item in sorted(listed)]


def _base_of(release: Release) -> Release | None:
    return releases.get(release.base_id) if release.base_id else None


def _goes_live_after(one: Release, other: Release) -> bool:
    return bool(one.go_live_at and other.go_live_at and one.go_live_at > other.go_live_at)

"""Another instant for a release that waits, or now; contents and review stay as they are."""

from datetime import datetime
from pathlib import Path

from backend.clock import now
from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.models import Edition, Release, Staff
from backend.release import line
from backend.release.pages import RENDERER
from backend.release.publish import bake_waiting, check_territory, ensure_baked
from backend.services import audit, instants, releases
from backend.services.content_files import place_of
from backend.services.releases import Pins
from backend.services.staff import allowed


def reschedule(release_id: int, *, by: str, root: Path, at: datetime | None = None) -> Release:
    """Let a scheduled release go live at another instant, or now.

    What readers will get is baked first, with nothing locked. Raises `Forbidden` for what holds
    one's own changes, `Conflict` where it does not wait, or does not fit there, `Invalid` for an
    instant that has passed or lies absurdly far ahead.
    """
    if at is not None:
        instants.check_to_come(at)
    while True:
        planned = _moved(release_id, by=by, at=at)
        image_hash = planned.image_hash
        baked = ensure_baked(planned, root)  # lets go of the transaction: nothing has moved yet
        moved = _moved(release_id, by=by, at=at)
        if moved.image_hash == image_hash:
            moved.manifest_hash, moved.renderer = baked.manifest_hash, RENDERER
            db.session.commit()
            bake_waiting(root)
            return moved
        db.session.rollback()


def _moved(release_id: int, *, by: str, at: datetime | None) -> Release:
    staff = allowed(by, "publish")
    line.lock()
    release = releases.get(release_id)
    was = _checked(release, staff)
    instant = max(at, now()) if at else now()
    above = line.move(release, instant)
    _check_fits(release)
    release.approved_by, release.approved_at = by, now()
    releases.settle_states(now())
    audit.record(
        "release.reschedule", ("release", str(release.id)), actor=by,
        before={"go_live_at": was.isoformat()}, after={"go_live_at": instant.isoformat()},
        held=[r.id for r in above if r.state == "held"],
    )  # fmt: skip
    db.session.flush()
    return release


def _checked(release: Release, staff: Staff) -> datetime:
    """Return when a release was to go live; raises unless this person may say otherwise."""
    check_territory(staff, release)
    when = release.go_live_at
    if release.state != "approved" or when is None or when <= now():
        raise Conflict("只有排定了、还没有生效的发布可以改时间", release=release.id)
    _check_four_eyes(releases.own_pins(release), staff)
    return when


def _check_four_eyes(own: Pins, staff: Staff) -> None:
    for item, pin in own.items():
        if staff.name in db.session.get_one(Edition, pin.edition_id).authors:
            raise Forbidden("里面有您参与编写的修改，请另一位同事来改时间", item=list(item))


def _check_fits(release: Release) -> None:
    """Refuse a place where it would put older words over newer ones, or not hold together."""
    below = releases.newest_pins(releases.get(release.base_id) if release.base_id else None)
    for item, pin in releases.own_pins(release).items():
        if item in below and below[item].edition_id > pin.edition_id:
            raise Conflict(f"那时 {place_of(item)} 已有更新的版本，不能排在它后面", item=list(item))
    if release.state == "held":
        raise Conflict("排在那时，内容合不到一起：它用到的内容那时还没有", release=release.id)

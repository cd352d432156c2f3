"""The publishing protocol: claim → validate → bake → one transaction → everybody notices.

Killed at any point, readers see wholly the old or wholly the new; running it again finishes the
job. This is the one module below the edges that commits: a claim must be seen by others at once,
and nothing may stay locked while a bake runs.
"""

import contextlib
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import update

from backend.clock import SHANGHAI, now
from backend.errors import Conflict, Forbidden, Invalid, YibaoError
from backend.extensions import READ_ONLY, db
from backend.failpoints import failpoint
from backend.models import Edition, Release, Staff
from backend.release import claim, line
from backend.release.bake import Baked, bake, uncollected
from backend.release.folder import Base, folder_name
from backend.release.image import Image
from backend.release.line import image_of
from backend.release.pages import RENDERER
from backend.release.timeline import manifest_of
from backend.services import audit, instants, regions, releases
from backend.services.checks import findings
from backend.services.content_files import place_of
from backend.services.releases import Pins
from backend.services.staff import allowed
from backend.services.stored import Item, pointer

log = structlog.get_logger()

LISTED_FINDINGS = 20
SCHEDULE_ANEW = "要改时间，请先撤销它，再重新组成、发布"


def publish(release_id: int, *, by: str, root: Path, at: datetime | None = None) -> Release:
    """Approve a release and let it go live at an instant, or now.

    Raises `Forbidden` for one's own changes, `Invalid` when the content does not hold together,
    `Conflict` when somebody else is publishing it, its state does not allow it, or it is published
    for another instant. Who asks for the same again, as after a crash, finds it done.
    """
    staff = allowed(by, "publish")
    if at is not None:
        instants.check_zone(at)
    release = releases.get(release_id)
    check_territory(staff, release)
    if release.state == "approved" or not _carry_out(release, by=by, root=root, at=at):
        _check_asked_for(release, at)
    _bake_ahead(root)
    return release


def _carry_out(release: Release, *, by: str, root: Path, at: datetime | None) -> bool:
    """Publish a draft; return False when somebody else just did."""
    if at is not None:
        instants.check_to_come(at)
    with claim.taken(release, by=by) as is_ours, uncollected():
        if not is_ours:
            return False
        failpoint("publish.claimed")
        while not _attempt(release, by=by, root=root, at=at):
            pass
    failpoint("publish.committed")
    return True


def _check_asked_for(release: Release, at: datetime | None) -> None:
    """Refuse to pass off a published release as one for another instant."""
    instant, answers = release.go_live_at or now(), release.is_live_at(now())
    if at == instant or (
        answers and (at is None or at < instant)
    ):  # it went out as soon as it could
        return
    when = f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}（北京时间）"
    done, next_step = ("已于", "不能再改时间") if answers else ("已排定于", SCHEDULE_ANEW)
    message = f"第 {release.id} 号发布{done} {when}生效；{next_step}"
    raise Conflict(message, release=release.id, go_live_at=instant.isoformat())


def check_territory(staff: Staff, release: Release) -> None:
    """Raise `Forbidden` unless everything a release changes is this person's to touch."""
    if staff.is_limited:
        pins = releases.own_pins(release).values()
        releases.check_territory(staff, [pin.edition_id for pin in pins])


def ensure_baked(release: Release, root: Path) -> Baked:
    """Bake the image of a published release if its folder is not there and whole."""
    image_hash = release.image_hash
    base = _base_of(releases.get(release.base_id) if release.base_id else None, root)
    image = image_of(releases.pins_of(release), base)
    db.session.rollback()
    with _only_looking():
        return bake(image, image_hash, root, base=base)


@contextlib.contextmanager
def _only_looking() -> Iterator[None]:
    """Let a bake fetch documents while others go on writing: nothing is locked."""
    db.session.connection(execution_options={READ_ONLY: True})
    try:
        yield
    finally:
        db.session.rollback()


def bake_waiting(root: Path) -> int:
    """Bake what is live or to come and not yet baked by this renderer; return how many."""
    waiting = [r for r in _met_by_readers() if not manifest_of(r)]
    for release in waiting:
        image_hash = release.image_hash
        baked = ensure_baked(release, root)
        of_this = Release.id == release.id, Release.image_hash == image_hash
        db.session.execute(
            update(Release)
            .where(*of_this)
            .values(manifest_hash=baked.manifest_hash, renderer=RENDERER)
        )
        db.session.commit()
    return len(waiting)


def _met_by_readers() -> list[Release]:
    """Return the release that answers now, and those that will."""
    due = releases.live(now())
    return [r for r in releases.timeline(releases.line()) if r is due or not r.is_live_at(now())]


def _bake_ahead(root: Path) -> None:
    """Bake what waits, if that is possible now; whoever opens it would do so too."""
    try:
        bake_waiting(root)
    except YibaoError as error:
        db.session.rollback()
        log.warning("not_baked_ahead", error=error.message)


def problems_of(image: Image, changed: Collection[Item] | None = None) -> list[str]:
    """Return what is wrong in an image, as `file: path: message`.

    Where all was right before some items `changed` or went, only those are looked at, what points
    at them, and what must not overlap with them.
    """
    items = None if changed is None or regions.ITEM in changed else _touched(image, changed)
    found = findings(image.whole(), items)
    return [f"{place_of(f.item)}: {pointer(f.path)}: {f.message}" for f in found]


def _touched(image: Image, changed: Collection[Item]) -> list[Item]:
    touched = {item for item in changed if item in image} | image.pointing_at(changed)
    if any(kind == "window" for kind, _ in changed):
        touched.update(image.of_type("window"))
    return sorted(touched)


def _attempt(release: Release, *, by: str, root: Path, at: datetime | None) -> bool:
    """Validate and bake on the present base, then commit if it still is the base."""
    base = releases.base_for(_due(at))
    own = releases.own_pins(release)
    _check_four_eyes(own, by)
    pins = _pinned(release, own, base)
    stood_on, folder = _standing(base), _base_of(base, root)
    image, image_hash = image_of(pins, folder), releases.image_hash(pins)
    db.session.commit()
    with _only_looking():
        _check_content(image, None if folder is None else own)
        failpoint("publish.validated")
        baked = bake(image, image_hash, root, base=folder)
    failpoint("publish.baked")
    line.lock()
    claim.check(release)
    instant = _due(at)
    base = releases.base_for(instant)
    if _standing(base) != stood_on:
        db.session.rollback()
        return False
    release.image_hash, release.manifest_hash = image_hash, baked.manifest_hash
    release.renderer = RENDERER
    _enter_line(release, base, by=by, at=instant)
    failpoint("publish.before_commit")
    db.session.commit()
    return True


def _pinned(release: Release, own: Pins, base: Release | None) -> Pins:
    """Return what the release's image holds: its own pins over those of its base."""
    below = releases.newest_pins(base)
    if release.rollback_of is None:
        _check_not_older(own, below)
    return {i: pin for i, pin in sorted({**below, **own}.items()) if not pin.withdrawn}


def _due(at: datetime | None) -> datetime:
    """Return the instant to go live at; never before what answers already."""
    return max(at, now()) if at else now()


def _standing(base: Release | None) -> tuple[int, str] | None:
    """Return what a release stands on: a waiting base may get another image meanwhile."""
    return (base.id, base.image_hash) if base else None


def _base_of(base: Release | None, root: Path) -> Base | None:
    return Base.found_at(root / folder_name(base.image_hash)) if base else None


def _check_four_eyes(own: Pins, by: str) -> None:
    for item, pin in own.items():
        edition = db.session.get_one(Edition, pin.edition_id)
        if by in edition.authors:
            raise Forbidden("不能发布自己的修改，请另一位同事发布", item=list(item))
        if edition.state not in ("approved", "released", "superseded"):
            raise Conflict(f"{item[1]} 还没有通过审核", item=list(item), state=edition.state)


def _check_not_older(own: Pins, base: Pins) -> None:
    """Refuse to put an older edition over a newer one without anybody having said so.

    `base` holds withdrawals too.
    """
    for item, pin in own.items():
        if item in base and base[item].edition_id > pin.edition_id:
            message = f"{place_of(item)} 已发布更新的版本，请重新组成这次发布"
            raise Conflict(message, item=list(item))


def _check_content(image: Image, changed: Collection[Item] | None) -> None:
    """Refuse an image in which something is wrong; on a sound base only what may differ is read."""
    if found := problems_of(image, changed):
        raise Invalid(
            f"内容有 {len(found)} 处问题，没有发布。第一处：{found[0]}",
            problems=found[:LISTED_FINDINGS],
        )


def _enter_line(release: Release, base: Release | None, *, by: str, at: datetime) -> None:
    """Put the release into the line after its base, and what waits on it under it."""
    release.approved_by, release.approved_at, release.go_live_at = by, now(), at
    release.claimed_by, release.claimed_at = "", None
    waiting = line.enter(release, base)
    releases.settle_states(now())
    audit.record(
        "release.publish", ("release", str(release.id)), actor=by,
        go_live_at=at.isoformat(), image=release.image_hash,
        held=[r.id for r in waiting if r.state == "held"],
    )  # fmt: skip

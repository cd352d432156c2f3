"""What is done to releases after the fact: roll back, settle a conflict, call one off."""

from pathlib import Path

from sqlalchemy import delete

from backend.clock import now
from backend.errors import Conflict, Invalid
from backend.extensions import db
from backend.models import Edition, Release, ReleasePin, Staff
from backend.release import line
from backend.release.publish import bake_waiting, check_territory, publish
from backend.services import audit, editions, releases
from backend.services.releases import Pins
from backend.services.staff import FOUNDER, LOADER, allowed
from backend.services.stored import Item

PINNABLE = ("approved", "released", "superseded")


def roll_back(to: int, *, by: str, reason: str, root: Path) -> Release:
    """Publish a new release that pins what an older one pinned; it answers at once.

    An item the older release did not have is withdrawn.
    """
    staff = allowed(by, "publish")
    if not reason.strip():
        raise Invalid("回滚要写明原因")
    old, present = releases.get(to), releases.live(now())
    if old.state != "approved" or present is None or not old.is_live_at(now()):
        raise Conflict("只能回滚到曾经生效的发布", release=to)
    before, after = releases.pins_of(present), releases.pins_of(old)
    changed = {i: pin.edition_id for i, pin in after.items() if before.get(i) != pin}
    gone = {item: _withdrawal(item) for item in before if item not in after}
    if not changed and not gone:
        raise Conflict(f"当前内容与第 {to} 号发布一样，不需要回滚", release=to)
    replaced = (before[item].edition_id for item in {**changed, **gone} if item in before)
    releases.check_territory(staff, [*changed.values(), *replaced])
    release = releases.compose(f"回滚到第 {to} 号发布", {**changed, **gone}, by=by, reason=reason)
    release.rollback_of = to
    audit.record("release.rollback", ("release", str(release.id)), actor=by, to=to, reason=reason)
    db.session.commit()
    return publish(release.id, by=by, root=root)


def _withdrawal(item: Item) -> int:
    """Return the newest withdrawal of an item, made by the system where there is none."""
    newest = editions.latest(item)
    if newest is not None and newest.is_withdrawal and newest.state in PINNABLE:
        return newest.id
    drafted = editions.submit(editions.draft(item, None, author=LOADER), by=LOADER)
    return editions.approve(drafted, by=FOUNDER).id


def settle(release_id: int, item: Item, *, keep: str, by: str, root: Path) -> Release:
    """Settle one conflict of a held release: keep what is `live`, or what the `waiting` one says.

    With its last conflict settled the release waits again; if its instant has passed it goes live.
    """
    staff = allowed(by, "publish")
    line.lock()
    release = releases.get(release_id)
    if release.state != "held" or list(item) not in release.conflicts:
        raise Conflict("这次发布没有这一处冲突", release=release_id, item=list(item))
    _check_keep(release, item, keep, staff)
    if keep == "live":
        _unpin(release, item)
    release.conflicts = [c for c in release.conflicts if c != list(item)]
    if not release.conflicts:
        release.go_live_at = max(release.go_live_at or now(), now())
        line.answer_again(release)
    audit.record(
        "release.settle", ("release", str(release.id)), actor=by, item=list(item), keep=keep
    )
    db.session.commit()
    bake_waiting(root)
    return release


def _unpin(release: Release, item: Item) -> None:
    of_item = ReleasePin.item_type == item[0], ReleasePin.item_key == item[1]
    db.session.execute(delete(ReleasePin).where(ReleasePin.release_id == release.id, *of_item))


def _check_keep(release: Release, item: Item, keep: str, staff: Staff) -> None:
    if keep not in ("live", "waiting"):
        raise Invalid("keep 应当是 live（保留现行）或 waiting（采用待发布）")
    own = releases.own_pins(release)
    if item not in own:
        message = f"第 {release.id} 号发布没有改这一项，只能撤销它，改好后重新组成"
        raise Conflict(message, release=release.id, item=list(item))
    edition = db.session.get_one(Edition, own[item].edition_id)
    editions.check_territory(staff, edition)
    if keep == "waiting" and staff.name in edition.authors:
        raise Conflict("不能为自己的修改裁决冲突，请另一位同事处理", item=list(item))


def call_off(release_id: int, *, by: str, reason: str) -> Release:
    """Withdraw a release that is not live yet; what waits on it moves to its base."""
    staff = allowed(by, "publish")
    line.lock()
    release = releases.get(release_id)
    check_territory(staff, release)
    answering = releases.timeline(releases.line())
    if release.state == "withdrawn" or (release in answering and release.is_live_at(now())):
        raise Conflict("只能撤销还没有生效的发布", release=release_id)
    if release.state in releases.PUBLISHED:
        line.leave(release, "withdrawn")
    release.state, release.reason = "withdrawn", reason
    audit.record("release.call_off", ("release", str(release.id)), actor=by, reason=reason)
    db.session.flush()
    return release


def differences_of(release: Release) -> dict[Item, str]:
    """Return what a release changes: on its base, or on what is live while it is a draft."""
    if release.state == "draft":
        base = releases.live(now())
    else:
        base = releases.get(release.base_id) if release.base_id else None
    before = releases.pins_of(base)
    after: Pins = {**before, **releases.own_pins(release)}
    return releases.differences(before, {i: p for i, p in after.items() if not p.withdrawn})

"""Releases in the database: what each pins, the line they stand in, and which one is live.

A release keeps only what it changes on its base. Published releases stand in one line from the
first to the newest scheduled one; each is the base of the next, so that a hot-fix is put under the
waiting ones by moving one link.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from backend.errors import Conflict, Invalid, NotFound
from backend.extensions import db
from backend.models import Edition, Release, ReleasePin, Staff
from backend.services import audit, editions
from backend.services.staff import allowed
from backend.services.stored import Item

PUBLISHED = ("approved", "held")
CHUNK = 500  # ids a statement
FEW = 100  # bodies fetched one by one


@dataclass(frozen=True, slots=True)
class Pin:
    """The edition an image holds of an item."""

    edition_id: int
    content_hash: str
    withdrawn: bool


Pins = Mapping[Item, Pin]


class Bodies(Mapping[Item, str]):
    """The bodies of pinned editions, fetched when they are asked for.

    Whoever asks for many in turn gets all that are left at once.
    """

    def __init__(self, editions: Mapping[Item, int]) -> None:
        self._editions = editions
        self._fetched: dict[int, str] = {}
        self._asked = 0

    def __getitem__(self, item: Item) -> str:
        edition = self._editions[item]
        if edition not in self._fetched:
            self._asked += 1
            self._fetch([edition] if self._asked <= FEW else self._missing())
        return self._fetched[edition]

    def fetch(self, items: Iterable[Item]) -> None:
        """Fetch those of some items that were not yet, in one go."""
        wanted = {self._editions[item] for item in items}
        self._fetch(sorted(wanted - self._fetched.keys()))

    def __iter__(self) -> Iterator[Item]:
        return iter(self._editions)

    def __len__(self) -> int:
        return len(self._editions)

    def _missing(self) -> list[int]:
        return [edition for edition in self._editions.values() if edition not in self._fetched]

    def _fetch(self, editions: list[int]) -> None:
        for start in range(0, len(editions), CHUNK):
            ids = editions[start : start + CHUNK]
            chunk = select(Edition.id, Edition.body).where(Edition.id.in_(ids))
            self._fetched.update(db.session.execute(chunk).tuples().all())


def get(release_id: int) -> Release:
    release = db.session.get(Release, release_id)
    if release is None:
        raise NotFound(f"没有第 {release_id} 号发布", release=release_id)
    return release


def every() -> list[Release]:
    return list(db.session.scalars(select(Release).order_by(Release.id)))


def line() -> list[Release]:
    """Return the published releases, each the base of the next."""
    published = select(Release).where(Release.state.in_(PUBLISHED))
    following = {release.base_id: release for release in db.session.scalars(published)}
    found, here = [], following.get(None)
    while here is not None:
        found.append(here)
        here = following.get(here.id)
    return found


def timeline(releases: Iterable[Release]) -> list[Release]:
    """Return the part of the line that answers or will answer: up to the first one held."""
    found: list[Release] = []
    for release in releases:
        if release.state != "approved":
            break
        found.append(release)
    return found


def live(now: datetime) -> Release | None:
    """Return the release that answers at an instant: the last one due that nothing holds."""
    due = [r for r in timeline(line()) if r.is_live_at(now)]
    return due[-1] if due else None


def base_for(go_live_at: datetime) -> Release | None:
    """Return the release that one going live at this instant stands on."""
    due = [r for r in timeline(line()) if r.is_live_at(go_live_at)]
    return due[-1] if due else None


def after(release: Release | None) -> list[Release]:
    """Return the releases that stand on a release, nearest first."""
    whole = line()
    return whole[whole.index(release) + 1 :] if release else whole


def pins_of(release: Release | None) -> dict[Item, Pin]:
    """Return everything a release's image holds: its base's pins under its own."""
    pins = newest_pins(release)
    return {item: pin for item, pin in sorted(pins.items()) if not pin.withdrawn}


def newest_pins(release: Release | None) -> dict[Item, Pin]:
    """Return what a release and those below it say of every item, withdrawals among it."""
    return {(t, k): pin for _, t, k, pin in _own_pins(_chain(release))}


def own_pins(release: Release) -> dict[Item, Pin]:
    """Return what a release changes on its base."""
    return {(t, k): pin for _, t, k, pin in _own_pins([release.id])}


def draft_pins() -> dict[int, Release]:
    """Return the draft releases by the editions they pin: what goes out together."""
    pinned = select(ReleasePin.edition_id, Release).join(Release).where(Release.state == "draft")
    return dict(db.session.execute(pinned.order_by(Release.id)).tuples().all())


def image_hash(pins: Pins) -> str:
    """Return the SHA-256 of what an image holds; the same on every machine and database."""
    lines = (f"{t}/{k} {pin.content_hash}\n" for (t, k), pin in sorted(pins.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def build(title: str, *, by: str, reason: str = "", only: Collection[int] | None = None) -> Release:
    """Gather approved changes that no release holds yet into a new draft release.

    All of them, or `only` those of some edition ids: the rest stays for another release. Of
    somebody limited to regions, those that are theirs to touch.
    """
    gathered = {edition.item: edition.id for edition in loose(allowed(by, "build"))}
    if not gathered:
        raise Conflict("没有已通过审核、还没发布的修改")
    if only is not None:
        gathered = _picked(gathered, only)
    return compose(title, gathered, by=by, reason=reason)


def _picked(gathered: Mapping[Item, int], only: Collection[int]) -> dict[Item, int]:
    if not only:
        raise Invalid("没有勾选任何一项")
    if gone := set(only) - set(gathered.values()):
        message = f"勾选的有 {len(gone)} 项已经进了别的发布，或有了更新的版本；请重新勾选"
        raise Conflict(message, editions=sorted(gone))
    return {item: edition for item, edition in gathered.items() if edition in only}


def loose(gatherer: Staff) -> list[Edition]:
    """Return the approved changes no release holds yet, of what is somebody's to touch."""
    pinned = select(ReleasePin.edition_id).join(Release).where(Release.state != "withdrawn")
    approved = select(Edition).where(Edition.state == "approved", Edition.id.not_in(pinned))
    newest = _newest_pinned()
    found = db.session.scalars(approved.order_by(Edition.number))
    last = {e.item: e for e in found if e.id > newest.get(e.item, 0)}
    return [edition for edition in last.values() if editions.is_theirs(gatherer, edition)]


def check_territory(staff: Staff, edition_ids: Iterable[int]) -> None:
    """Raise `Forbidden` unless everything these editions change is this person's to touch."""
    if staff.is_limited:
        changed = select(Edition).where(Edition.id.in_(list(edition_ids)))
        for edition in db.session.scalars(changed.order_by(Edition.id)):
            editions.check_territory(staff, edition)


def compose(title: str, changes: Mapping[Item, int], *, by: str, reason: str = "") -> Release:
    """Make a draft release of given editions (item → edition id)."""
    if not title.strip():
        raise Invalid("发布要有标题")
    release = Release(title=title.strip(), state="draft", created_by=by, reason=reason)
    release.pins = [
        ReleasePin(item_type=t, item_key=k, edition_id=edition)
        for (t, k), edition in sorted(changes.items())
    ]
    db.session.add(release)
    db.session.flush()
    audit.record(
        "release.build", ("release", str(release.id)), actor=by, title=title, items=len(changes)
    )
    return release


def differences(old: Pins, new: Pins) -> dict[Item, str]:
    """Return what changes from one image to another: item → added | changed | withdrawn."""
    found = {item: "withdrawn" for item in old if item not in new}
    for item, pin in new.items():
        if item not in old:
            found[item] = "added"
        elif old[item].content_hash != pin.content_hash:
            found[item] = "changed"
    return dict(sorted(found.items()))


def settle_states(now: datetime) -> int:
    """Mark editions by what the live release pins: released or superseded; return how many."""
    pinned = {pin.edition_id for pin in pins_of(live(now)).values()}
    released = set(db.session.scalars(select(Edition.id).where(Edition.state == "released")))
    _set_state("released", pinned - released)
    _set_state("superseded", released - pinned)
    return len(pinned ^ released)


def _set_state(state: str, editions: Iterable[int]) -> None:
    ids = sorted(editions)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        db.session.execute(update(Edition).where(Edition.id.in_(chunk)).values(state=state))


def _chain(release: Release | None) -> list[int]:
    """Return the ids from the first release to this one."""
    bases = dict(db.session.execute(select(Release.id, Release.base_id)).tuples().all())
    chain: list[int] = []
    here = release.id if release else None
    while here is not None:
        chain.append(here)
        here = bases[here]
    return chain[::-1]


def _own_pins(chain: list[int]) -> list[tuple[int, str, str, Pin]]:
    columns = select(
        ReleasePin.release_id, ReleasePin.item_type, ReleasePin.item_key,
        Edition.id, Edition.content_hash, Edition.body == "",
    ).join(Edition, Edition.id == ReleasePin.edition_id)  # fmt: skip
    rows = db.session.execute(columns.where(ReleasePin.release_id.in_(chain))).tuples()
    found = [(release, t, k, Pin(e, h, bool(w))) for release, t, k, e, h, w in rows]
    return sorted(found, key=lambda row: chain.index(row[0]))


def _newest_pinned() -> dict[Item, int]:
    """Return the newest edition of each item that was ever published: an older one is past."""
    pinned = (
        select(ReleasePin.item_type, ReleasePin.item_key, func.max(ReleasePin.edition_id))
        .join(Release)
        .where(Release.state.in_(PUBLISHED))
        .group_by(ReleasePin.item_type, ReleasePin.item_key)
    )
    return {(t, k): edition for t, k, edition in db.session.execute(pinned).tuples()}

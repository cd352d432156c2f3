"""What a release, or a single edition, would make of what readers see: before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select

from backend.clock import now
from backend.errors import Conflict
from backend.extensions import db
from backend.models import Edition, Release, ReleasePin
from backend.release.image import Image
from backend.release.line import image_of
from backend.services import audit, editions, golden, releases
from backend.services.checks.links import pointed_at
from backend.services.diff_lines import Line, lines
from backend.services.said import Namer, by_key
from backend.services.staff import allowed
from backend.services.stored import Item, document_of, leaves
from backend.text.references import references

PENDING = ("draft", "in_review")
NOT_DECIDED_WELL = ("rejected", "superseded")


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one item: `change` is added, changed or withdrawn."""

    item: Item
    change: str
    edition: Edition
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def lines(self, called: Namer = by_key) -> list[Line]:
        return lines(self.item[0], self.before, self.after, called)

    @property
    def title(self) -> str:
        return title_of(self.after or self.before, self.item[1])


class Proposal:
    """Some editions, laid over what they would go out on."""

    def __init__(self, base: Release | None, own: Mapping[Item, Edition]) -> None:
        self.base = base
        self.own = dict(sorted(own.items()))
        self._before = releases.pins_of(base)

    @classmethod
    def of_release(cls, release: Release) -> "Proposal":
        """Return what a release changes: on its base, or on what is live while it is a draft."""
        ids = {i: pin.edition_id for i, pin in releases.own_pins(release).items()}
        found = db.session.scalars(select(Edition).where(Edition.id.in_(ids.values())))
        own = {edition.item: edition for edition in found}
        if release.state in releases.PUBLISHED:
            return cls(releases.get(release.base_id) if release.base_id else None, own)
        return cls(releases.live(now()), own)

    @classmethod
    def of_edition(cls, edition: Edition) -> "Proposal":
        """Return what an edition would change on what is live."""
        return cls(releases.live(now()), {edition.item: edition})

    @cached_property
    def before(self) -> Image:
        return image_of(self._before)

    @cached_property
    def after(self) -> Image:
        """Return the image readers would get; pins as `publish` would lay them."""
        return image_of(self.pins)

    @property
    def pins(self) -> dict[Item, releases.Pin]:
        new = {
            item: releases.Pin(e.id, e.content_hash, e.is_withdrawal)
            for item, e in self.own.items()
        }
        return {i: p for i, p in {**self._before, **new}.items() if not p.withdrawn}

    @cached_property
    def differences(self) -> list[Difference]:
        """Return what changes for readers; what is the same as before is left out."""
        changed = releases.differences(self._before, self.pins)
        return [self._difference(item, change) for item, change in changed.items()]

    def _difference(self, item: Item, change: str) -> Difference:
        before = self.before[item] if item in self._before else None
        said = self.own[item].body
        return Difference(item, change, self.own[item], before, document_of(said) if said else None)

    @cached_property
    def answers(self) -> list[golden.Changed]:
        """Return the judged cases that would be answered otherwise."""
        touched = {item for item in self.own if item[0] in golden.ANSWERERS}
        return golden.changed(self.before, self.after) if touched else []

    def used_in(self, item: Item) -> list[tuple[Item, str]]:
        """Return what would show, name or cite an item, with titles."""
        after, key = self.after, item[1]
        near = (other for other, body in after.bodies.items() if key in body and other != item)
        using = [other for other in near if _uses(after[other], item)]
        return [(other, title_of(after[other])) for other in using]


def title_of(document: Mapping[str, Any] | None, otherwise: str = "") -> str:
    """Return what a document calls itself."""
    said = document or {}
    return str(said.get("title") or said.get("name") or otherwise)


def _uses(document: Mapping[str, Any], item: Item) -> bool:
    if any(target == item for _, target in pointed_at(document)):
        return True
    texts = (v for _, v in leaves(document) if isinstance(v, str) and "{{" in v)
    return item[0] == "standard" and any(r.key == item[1] for t in texts for r in references(t))


def approve_all(release: Release, *, by: str, comment: str = "") -> list[Edition]:
    """Approve everything of a release that waits for review; all of it or nothing.

    Raises `Forbidden` when some of it is one's own.
    """
    waiting = _pinned(release, "in_review")
    if not waiting:
        raise Conflict("这次发布里没有等待审核的修改", release=release.id)
    return [editions.approve(edition, by=by, comment=comment) for edition in waiting]


def newer(release: Release) -> dict[Item, Edition]:
    """Return the newer editions of what a draft release pins but nobody will approve any more."""
    gone = [e for e in _pinned(release, *NOT_DECIDED_WELL) if e.reviewer is None
            or e.state == "rejected"]  # fmt: skip
    latest = (editions.latest(edition.item) for edition in gone)
    return {e.item: e for e in latest if e is not None and e.state in (*PENDING, "approved")}


def merged(release: Release) -> dict[Item, Edition]:
    """Return the approved editions, newer than both sides, of what a held release disputes."""
    own = releases.own_pins(release)
    disputed = [(kind, key) for kind, key in release.conflicts if (kind, key) in own]
    live = releases.newest_pins(releases.live(now())) if disputed else {}
    found = {}
    for item in disputed:
        newest = editions.latest(item)
        sides = [own[item].edition_id, *([live[item].edition_id] if item in live else [])]
        if newest is not None and newest.state == "approved" and newest.id > max(sides):
            found[item] = newest
    return found


def take_newer(release: Release, item: Item, *, by: str) -> Edition:
    """Pin an item's newest edition in place of one that was sent back, overtaken, or merged."""
    allowed(by, "build")
    offered = {"draft": newer, "held": merged}.get(release.state)
    edition = offered(release).get(item) if offered else None
    if edition is None:
        raise Conflict("没有可以换上的新版本", release=release.id, item=list(item))
    pin = db.session.get_one(ReleasePin, (release.id, *item))
    audit.record(
        "release.take_newer", ("release", str(release.id)), actor=by,
        item=list(item), before=pin.edition_id, after=edition.id,
    )  # fmt: skip
    pin.edition_id = edition.id
    db.session.flush()
    return edition


def _pinned(release: Release, *states: str) -> list[Edition]:
    pinned = select(Edition).join(ReleasePin, ReleasePin.edition_id == Edition.id)
    of_it = pinned.where(ReleasePin.release_id == release.id, Edition.state.in_(states))
    return list(db.session.scalars(of_it.order_by(Edition.id)))

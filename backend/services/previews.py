"""Preview links: unguessable, for a while, taken back at any time, and good for looking only."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import select

from backend.clock import now
from backend.errors import Conflict, Invalid, NotFound
from backend.extensions import db
from backend.models import PreviewLink, PreviewOutcome, Release
from backend.services import audit, releases
from backend.services.staff import allowed
from backend.vocabulary import PREVIEW_VERDICT

SECRET_BYTES = 32
LONGEST = timedelta(days=30)
OWN = timedelta(hours=8)
MOST_OUTCOMES, LONGEST_NOTE, LONGEST_NAME = 20, 2000, 100
SHOWABLE = ("draft", "approved", "held")


class NoSuchPreview(NotFound):
    code = "no_such_preview"
    title = "预览链接不能用"


def share(
    release: Release, *, recipient: str, by: str, lasts: timedelta, day: date | None = None
) -> tuple[PreviewLink, str]:
    """Return a link for somebody outside, and its secret, which is kept nowhere."""
    recipient = recipient.strip()
    if not recipient or len(recipient) > LONGEST_NAME:
        raise Invalid(f"请写明链接给谁看，不超过 {LONGEST_NAME} 个字", field="recipient")
    if not timedelta(0) < lasts <= LONGEST:
        raise Invalid(f"有效期最长 {LONGEST.days} 天", field="lasts")
    return _issue(release, PreviewLink(recipient=recipient, day=day), by=by, until=now() + lasts)


def look(release: Release, *, by: str) -> tuple[PreviewLink, str]:
    """Return a link for one's own eyes, for a working day."""
    return _issue(release, PreviewLink(recipient=by, is_own=True), by=by, until=now() + OWN)


def redeem(secret: str) -> PreviewLink:
    """Return the link of a secret; raises `NoSuchPreview` for one unknown, expired or revoked."""
    of_it = select(PreviewLink).where(PreviewLink.digest == digest(secret))
    link = db.session.scalar(of_it)
    if link is None or not link.is_open(now()):
        raise NoSuchPreview("这个预览链接不存在、已过期或已被收回；请向发链接的同事再要一个")
    return link


def revoke(link_id: int, *, by: str) -> PreviewLink:
    """Take a link back; it opens nothing from now on."""
    staff = allowed(by, "preview")
    link = db.session.get(PreviewLink, link_id)
    if link is None:
        raise NotFound("没有这个预览链接", link=link_id)
    releases.check_territory(staff, _changed(link.release_id))
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = now(), by
        db.session.flush()
        audit.record("preview.revoke", _subject(link), actor=by, link=link.id)
    return link


def answer(link: PreviewLink, *, verdict: str, note: str) -> PreviewOutcome:
    """Keep what somebody who looked has to say; a problem has to be named."""
    note = note.strip()
    if verdict not in PREVIEW_VERDICT:
        raise Invalid("请选“没问题”或“有问题”", field="verdict")
    if verdict == "problem" and not note:
        raise Invalid("请写明哪里有问题", field="note")
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"最多写 {LONGEST_NOTE} 个字", field="note")
    if len(link.outcomes) >= MOST_OUTCOMES:
        raise Conflict("这个链接的意见已经够多了，请直接联系发链接的同事")
    outcome = PreviewOutcome(verdict=verdict, note=note)
    link.outcomes.append(outcome)
    db.session.flush()
    audit.record(
        "preview.answer", _subject(link), actor=f"预览：{link.recipient}"[:80],
        link=link.id, verdict=verdict, note=note,
    )  # fmt: skip
    return outcome


def shared(release: Release) -> list[PreviewLink]:
    """Return the links given to others, newest first."""
    given = select(PreviewLink).where(
        PreviewLink.release_id == release.id, PreviewLink.is_own.is_(False)
    )
    return list(db.session.scalars(given.order_by(PreviewLink.id.desc())))


def shown() -> list[Release]:
    """Return the releases that a link opens now."""
    is_open = PreviewLink.revoked_at.is_(None), PreviewLink.expires_at > now()
    of_them = Release.id.in_(select(PreviewLink.release_id).where(*is_open))
    return list(db.session.scalars(select(Release).where(of_them).order_by(Release.id)))


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _issue(
    release: Release, link: PreviewLink, *, by: str, until: datetime
) -> tuple[PreviewLink, str]:
    staff = allowed(by, "preview")
    releases.check_territory(staff, _changed(release.id))
    if release.state not in SHOWABLE:
        raise Conflict("已撤销的发布不能预览", release=release.id)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link.digest, link.release_id = digest(secret), release.id
    link.created_by, link.expires_at = by, until
    db.session.add(link)
    db.session.flush()
    if not link.is_own:
        audit.record(
            "preview.share", _subject(link), actor=by,
            link=link.id, recipient=link.recipient, expires_at=until.isoformat(),
        )  # fmt: skip
    return link, secret


def _changed(release_id: int) -> list[int]:
    pins = releases.own_pins(releases.get(release_id)).values()
    return [pin.edition_id for pin in pins]


def _subject(link: PreviewLink) -> tuple[str, str]:
    return "release", str(link.release_id)


__all__ = [
    "NoSuchPreview", "answer", "digest", "look", "redeem", "revoke", "share", "shared", "shown",
]  # fmt: skip

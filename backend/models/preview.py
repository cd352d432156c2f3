"""A look at a release before it is live, shared with somebody outside, and what they found."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.clock import now
from backend.extensions import Instant, Model
from backend.models.base import Code, Id, Name, Words, one_of
from backend.models.editorial import HASH_LENGTH
from backend.vocabulary import PREVIEW_VERDICT


class PreviewLink(Model):
    """A link to a release, known by the SHA-256 of its secret only; `recipient` is who it is for.

    `is_own` marks what a member of staff looks through: it is offered to nobody.
    """

    __tablename__ = "preview_link"

    id: Mapped[Id]
    digest: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), index=True)
    recipient: Mapped[Name]
    is_own: Mapped[bool] = mapped_column(default=False)
    day: Mapped[date | None]
    created_by: Mapped[str] = mapped_column(ForeignKey("staff.name"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_by: Mapped[str | None] = mapped_column(ForeignKey("staff.name"))
    outcomes: Mapped[list["PreviewOutcome"]] = relationship(order_by="PreviewOutcome.id")

    def is_open(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at


class PreviewOutcome(Model):
    """What somebody who looked has to say."""

    __tablename__ = "preview_outcome"
    __table_args__ = (one_of("verdict", PREVIEW_VERDICT),)

    id: Mapped[Id]
    link_id: Mapped[int] = mapped_column(ForeignKey("preview_link.id"), index=True)
    verdict: Mapped[Code]
    note: Mapped[Words]
    at: Mapped[datetime] = mapped_column(Instant, default=now)

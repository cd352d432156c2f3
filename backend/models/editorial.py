"""The editorial side: 版本, 发布 and the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from backend.clock import now
from backend.extensions import Instant, Model
from backend.models.base import KEY_LENGTH, Code, Id, Items, Name, Words, one_of
from backend.vocabulary import EDITION_STATE, ITEM_TYPE, RELEASE_STATE

OPEN_STATES = ("draft", "in_review")
HASH_LENGTH = 64


class Edition(Model):
    """One whole item as it was at one save; append-only but for its state (trigger).

    `body` is the canonical JSON of the stored form, or empty: the item is withdrawn. `co_authors`
    wrote some of it and may not review it either.
    """

    __tablename__ = "edition"
    __table_args__ = (
        one_of("item_type", ITEM_TYPE),
        one_of("state", EDITION_STATE),
        UniqueConstraint("item_type", "item_key", "number"),
        Index(
            "uq_edition_one_open",
            "item_type",
            "item_key",
            unique=True,
            sqlite_where=text("state IN ('draft', 'in_review')"),
            postgresql_where=text("state IN ('draft', 'in_review')"),
        ),
    )

    id: Mapped[Id]
    item_type: Mapped[Code]
    item_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), index=True)
    state: Mapped[Code]
    author: Mapped[str] = mapped_column(ForeignKey("staff.name"))
    co_authors: Mapped[Items]
    reviewer: Mapped[str | None] = mapped_column(ForeignKey("staff.name"))
    comment: Mapped[Words]
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def item(self) -> tuple[str, str]:
        return self.item_type, self.item_key

    @property
    def authors(self) -> set[str]:
        """Return everybody whose words it holds: none of them may approve or publish it."""
        return {self.author, *(self.co_authors or ())}

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_withdrawal(self) -> bool:
        return not self.body


class Release(Model):
    """发布: a full image, kept as what it changes on its base.

    Answers from `go_live_at` on, once approved and unless held. `claimed_by` marks who is baking.
    """

    __tablename__ = "release"
    __table_args__ = (one_of("state", RELEASE_STATE),)

    id: Mapped[Id]
    title: Mapped[Name]
    state: Mapped[Code]
    go_live_at: Mapped[datetime | None] = mapped_column(Instant)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"), index=True)
    image_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), default="")
    manifest_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), default="")
    renderer: Mapped[str] = mapped_column(String(20), default="")
    created_by: Mapped[str] = mapped_column(ForeignKey("staff.name"))
    approved_by: Mapped[str | None] = mapped_column(ForeignKey("staff.name"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    rollback_of: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
    reason: Mapped[Words]
    conflicts: Mapped[Items]
    claimed_by: Mapped[str] = mapped_column(String(80), default="")
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    pins: Mapped[list["ReleasePin"]] = relationship(cascade="all, delete-orphan")

    def is_live_at(self, instant: datetime) -> bool:
        return (
            self.state == "approved" and self.go_live_at is not None and self.go_live_at <= instant
        )


class ReleasePin(Model):
    """One item a release changes on its base."""

    __tablename__ = "release_pin"

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True)
    item_type: Mapped[str] = mapped_column(String(40), primary_key=True)
    item_key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)


class AuditEvent(Model):
    """Who did what to which thing; written in the same transaction, never changed (trigger)."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_subject", "subject_type", "subject_key"),)

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(Instant, default=now, index=True)
    actor: Mapped[str] = mapped_column(String(80), index=True)
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject_type: Mapped[Code]
    subject_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    origin: Mapped[Code]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

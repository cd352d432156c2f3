"""年度切换: a checklist of everything of the old year, one line settled after another."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from backend.clock import now
from backend.extensions import Instant, Model
from backend.models.base import KEY_LENGTH, Code, Id, Items, Name, Words, one_of
from backend.models.editorial import HASH_LENGTH
from backend.vocabulary import ITEM_TYPE, ROLLOVER_OUTCOME, ROLLOVER_STATE

PART_LENGTH = 300


class Rollover(Model):
    """One yearly update of some regions; `evidence` says by region what the new year rests on."""

    __tablename__ = "rollover"
    __table_args__ = (one_of("state", ROLLOVER_STATE),)

    id: Mapped[Id]
    title: Mapped[Name]
    to_year: Mapped[int]
    regions: Mapped[Items]
    state: Mapped[Code]
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_by: Mapped[str] = mapped_column(ForeignKey("staff.name"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    closed_by: Mapped[str | None] = mapped_column(ForeignKey("staff.name"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
    lock_version: Mapped[int] = mapped_column(Integer, default=1)
    lines: Mapped[list["RolloverLine"]] = relationship(
        order_by="RolloverLine.id", cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": lock_version}  # noqa: RUF012

    @property
    def is_open(self) -> bool:
        return self.state == "open"


class RolloverLine(Model):
    """One standard, window, route, office or guide of the old year, and what becomes of it.

    `part` tells a guide's routes apart; `seen_hash` is that of what was shown when it was decided;
    `entry` holds what was typed for one that changed.
    """

    __tablename__ = "rollover_line"
    __table_args__ = (
        one_of("item_type", ITEM_TYPE),
        one_of("outcome", ROLLOVER_OUTCOME, or_empty=True),
        UniqueConstraint("rollover_id", "item_type", "item_key", "part"),
    )

    id: Mapped[Id]
    rollover_id: Mapped[int] = mapped_column(ForeignKey("rollover.id", ondelete="CASCADE"))
    item_type: Mapped[Code]
    item_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    part: Mapped[str] = mapped_column(String(PART_LENGTH), default="")
    outcome: Mapped[Code] = mapped_column(default="")
    seen_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), default="")
    entry: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[Words]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.name"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    lock_version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": lock_version}  # noqa: RUF012

    @property
    def item(self) -> tuple[str, str]:
        return self.item_type, self.item_key

    @property
    def address(self) -> tuple[str, str, str]:
        return self.item_type, self.item_key, self.part

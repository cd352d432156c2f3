"""An uploaded table on its way into drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from backend.clock import now
from backend.extensions import Instant, Model
from backend.models.base import Code, Id, Items, Name, one_of
from backend.vocabulary import SHEET_RUN_STATE


class SheetRun(Model):
    """One table somebody uploaded: what it would change, and whether that was done.

    `seen` holds the hash of every item it touches, as it was when the table was checked.
    """

    __tablename__ = "sheet_run"
    __table_args__ = (one_of("state", SHEET_RUN_STATE),)

    id: Mapped[Id]
    sheet: Mapped[Code]
    file_name: Mapped[Name]
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    citation: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[Code]
    rows: Mapped[int] = mapped_column(default=0)
    problems: Mapped[Items]
    seen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_by: Mapped[str] = mapped_column(ForeignKey("staff.name"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)

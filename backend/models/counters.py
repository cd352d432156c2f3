"""Counts: attempts that are limited, and what is read most."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from backend.extensions import Instant, Model

MONTH_LENGTH = 7  # 2027-01


class Attempts(Model):
    """How often something that is limited was tried in the window that ends at `ends_at`."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    times: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)


class PageReads(Model):
    """How often a guide's page was read in a month, by all workers of all machines."""

    __tablename__ = "page_reads"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    month: Mapped[str] = mapped_column(String(MONTH_LENGTH), primary_key=True)
    times: Mapped[int]

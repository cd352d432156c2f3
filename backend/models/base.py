"""What every stored thing has in common."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.ext.declarative import declared_attr
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from backend.clock import now
from backend.extensions import Instant

KEY_LENGTH = 100

Id = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
Words = Annotated[str, mapped_column(Text, default="")]
Items = Annotated[list[Any], mapped_column(JSON, default=list)]
Code = Annotated[str, mapped_column(String(40))]
RegionCode = Annotated[str, mapped_column(ForeignKey("region.code"), index=True)]
Whole = Annotated[int | None, mapped_column(Integer)]


def one_of(column: str, codelist: Mapping[str, Any], *, or_empty: bool = False) -> CheckConstraint:
    """Return the constraint that a column holds a key of the codelist."""
    allowed = [*codelist, *([""] if or_empty else [])]
    listed = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def in_order(earlier: str, later: str) -> CheckConstraint:
    """Return the constraint that a half-open range [earlier, later) is not empty."""
    return CheckConstraint(f"{earlier} < {later}", name=f"{earlier}_before_{later}")


def children(order: str) -> Any:
    """Return the relationship to ordered parts that live and die with their whole."""
    return relationship(order_by=order, cascade="all, delete-orphan", lazy="selectin")


class Item:
    """A thing with an immutable key that editions are made of.

    `lock_version` counts every save, so that of two people who opened the same text only one wins.
    """

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    lock_version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.lock_version}  # type: ignore[attr-defined]


class Fact:
    """What every fact has: why it is doubtful, how we read it, and its citations."""

    doubt: Mapped[Words]
    reading: Mapped[Words]
    citations: Mapped[Items]

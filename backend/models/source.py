"""来源, and the index of what cites or mentions what."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.extensions import Model
from backend.models.base import KEY_LENGTH, Code, Id, Item, Items, Name, Words, one_of
from backend.schemas.fields import QUOTE_LIMIT
from backend.vocabulary import SOURCE_GRADE


class Source(Item, Model):
    __tablename__ = "source"
    __table_args__ = (one_of("grade", SOURCE_GRADE),)

    title: Mapped[Name]
    publisher: Mapped[Words]
    document_number: Mapped[Words]
    published_on: Mapped[date | None]
    retrieved_on: Mapped[date | None]
    url: Mapped[Words]
    grade: Mapped[Code]
    scope: Mapped[Words]
    defects: Mapped[Items]
    notes: Mapped[Items]


class Citation(Model):
    """引证, as an index over the items that hold them: a cited source cannot vanish."""

    __tablename__ = "citation"
    __table_args__ = (Index("ix_citation_item", "item_type", "item_key"),)

    id: Mapped[Id]
    item_type: Mapped[Code]
    item_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    pointer: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(ForeignKey("source.key"), index=True)
    where: Mapped[Words]
    quote: Mapped[str] = mapped_column(String(QUOTE_LIMIT))


class Reference(Model):
    """Which text or field of which item names which other item: the where-used index."""

    __tablename__ = "reference"
    __table_args__ = (
        Index("ix_reference_item", "item_type", "item_key"),
        Index("ix_reference_target", "target_type", "target_key"),
    )

    id: Mapped[Id]
    item_type: Mapped[Code]
    item_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    pointer: Mapped[str] = mapped_column(String(200))
    target_type: Mapped[Code]
    target_key: Mapped[str] = mapped_column(String(KEY_LENGTH))

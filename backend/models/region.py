"""行政区划: GB/T 2260 codes, and the chain a region inherits along."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.extensions import Model
from backend.models.base import Name, one_of
from backend.vocabulary import REGION_KIND, REGION_LEVEL


class Region(Model):
    """A region; `aliases` are names people type, joined by 、 as in regions.csv."""

    __tablename__ = "region"
    __table_args__ = (one_of("level", REGION_LEVEL), one_of("kind", REGION_KIND))

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[Name]
    level: Mapped[str] = mapped_column(String(20))
    parent: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="administrative")
    aliases: Mapped[str] = mapped_column(String(200), default="")

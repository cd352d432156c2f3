"""Where one goes: 办理渠道 and 经办机构."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.extensions import Model
from backend.models.base import (
    KEY_LENGTH,
    Code,
    Fact,
    Id,
    Item,
    Items,
    Name,
    RegionCode,
    Words,
    children,
    one_of,
)
from backend.vocabulary import CHANNEL_KIND, CHANNEL_STATUS, DATUM, PHONE_PURPOSE


class Channel(Item, Fact, Model):
    __tablename__ = "channel"
    __table_args__ = (one_of("kind", CHANNEL_KIND), one_of("status", CHANNEL_STATUS))

    kind: Mapped[Code]
    name: Mapped[Name]
    aliases: Mapped[Items]
    operator: Mapped[Words]
    is_official: Mapped[bool]
    region: Mapped[RegionCode]
    excludes: Mapped[Items]
    how_to_open: Mapped[Words]
    url: Mapped[Words]
    app_id: Mapped[Words]
    status: Mapped[Code]
    successor: Mapped[str] = mapped_column(String(KEY_LENGTH), default="")
    note: Mapped[Words]


class Office(Item, Fact, Model):
    """A place with a counter; `lat` and `lng` are decimal degrees in `datum`."""

    __tablename__ = "office"
    __table_args__ = (
        one_of("datum", DATUM, or_empty=True),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_on_earth"),
        CheckConstraint("lng BETWEEN -180 AND 180", name="lng_on_earth"),
        CheckConstraint(
            "(lat IS NULL AND lng IS NULL)"
            " OR (lat IS NOT NULL AND lng IS NOT NULL AND datum <> '')",
            name="coordinates_with_datum",
        ),
    )

    name: Mapped[Name]
    aliases: Mapped[Items]
    region: Mapped[RegionCode]
    address: Mapped[Words]
    phones: Mapped[list["Phone"]] = children("Phone.position")
    hours: Mapped[Words]
    lat: Mapped[float | None]
    lng: Mapped[float | None]
    datum: Mapped[Code]
    services: Mapped[Items]
    verified_on: Mapped[date | None]
    note: Mapped[Words]


class Phone(Model):
    __tablename__ = "phone"
    __table_args__ = (one_of("purpose", PHONE_PURPOSE),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    raw: Mapped[Name]
    e164: Mapped[str] = mapped_column(String(20), default="")
    area_code_inferred: Mapped[bool]
    purpose: Mapped[Code]

"""办事指南 with its routes and ordered steps."""

from datetime import date

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from backend.extensions import Model
from backend.models.base import (
    Code,
    Fact,
    Id,
    Item,
    Items,
    Name,
    RegionCode,
    Whole,
    Words,
    children,
    in_order,
    one_of,
)
from backend.vocabulary import ACTOR, COMPLETENESS, ROUTE_STATUS, SERVICE


class Guide(Item, Fact, Model):
    __tablename__ = "guide"
    __table_args__ = (
        one_of("service", SERVICE),
        one_of("completeness", COMPLETENESS),
        in_order("valid_from", "valid_to"),
    )

    title: Mapped[Name]
    aliases: Mapped[Items]
    region: Mapped[RegionCode]
    excludes: Mapped[Items]
    service: Mapped[Code]
    life_events: Mapped[Items]
    audience: Mapped[Items]
    policy_year: Mapped[Whole]
    summary: Mapped[Words]
    completeness: Mapped[Code]
    partial_reason: Mapped[Words]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    conditions: Mapped[Items]
    materials: Mapped[Items]
    time_limits: Mapped[Items]
    notes: Mapped[Items]
    faqs: Mapped[Items]
    standards: Mapped[Items]
    windows: Mapped[Items]
    rules: Mapped[Items]
    offices: Mapped[Items]
    related: Mapped[Items]
    legal_basis: Mapped[Items]
    routes: Mapped[list["Route"]] = children("Route.position")


class Route(Fact, Model):
    """办理途径: one channel from its first tap to the last."""

    __tablename__ = "route"
    __table_args__ = (one_of("status", ROUTE_STATUS),)

    id: Mapped[Id]
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[Name]
    channel: Mapped[str] = mapped_column(ForeignKey("channel.key"), index=True)
    audience: Mapped[Items]
    status: Mapped[Code]
    status_reason: Mapped[Words]
    verified_on: Mapped[date | None]
    verified_by: Mapped[Words]
    steps: Mapped[list["Step"]] = children("Step.position")


class Step(Fact, Model):
    """步骤. `path` is the ordered nodes of its menu path."""

    __tablename__ = "step"
    __table_args__ = (one_of("actor", ACTOR),)

    id: Mapped[Id]
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[Words]
    actor: Mapped[Code]
    path: Mapped[Items]

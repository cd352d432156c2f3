"""标准 with dated values, and 参保缴费期. Money is fen, ratios basis points, ranges half-open."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

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
from backend.schemas.fields import FULL_RATIO
from backend.vocabulary import BOUND, MEASURE, PER, SCHEME, STANDARD_KIND, VALUE_KIND


class Standard(Item, Model):
    """A series: what one group pays, or what it is paid, year after year."""

    __tablename__ = "standard"
    __table_args__ = (one_of("kind", STANDARD_KIND), one_of("scheme", SCHEME))

    title: Mapped[Name]
    aliases: Mapped[Items]
    kind: Mapped[Code]
    region: Mapped[RegionCode]
    excludes: Mapped[Items]
    scheme: Mapped[Code]
    audience: Mapped[Items]
    dimensions: Mapped[Items]
    note: Mapped[Words]
    contribution_values: Mapped[list["ContributionValue"]] = children("ContributionValue.position")
    benefit_values: Mapped[list["BenefitValue"]] = children("BenefitValue.position")


class ContributionValue(Fact, Model):
    """One price of one policy year. No two of a year may be payable on the same day (trigger)."""

    __tablename__ = "contribution_value"
    __table_args__ = (
        one_of("kind", VALUE_KIND),
        one_of("per", PER),
        in_order("cover_from", "cover_to"),
        in_order("pay_from", "pay_to"),
        CheckConstraint("total_fen = personal_fen + subsidy_fen", name="total_adds_up"),
        CheckConstraint(
            "personal_fen >= 0 AND subsidy_fen >= 0 AND total_fen >= 0", name="fen_not_negative"
        ),
        CheckConstraint("base_min_fen <= base_max_fen", name="bases_in_order"),
        CheckConstraint(
            f"employer_rate_bp BETWEEN 0 AND {FULL_RATIO} "
            f"AND personal_rate_bp BETWEEN 0 AND {FULL_RATIO}",
            name="rates_are_ratios",
        ),
    )

    id: Mapped[Id]
    standard_id: Mapped[int] = mapped_column(
        ForeignKey("standard.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(Integer)
    policy_year: Mapped[int]
    kind: Mapped[Code]
    cover_from: Mapped[date]
    cover_to: Mapped[date]
    pay_from: Mapped[date | None]
    pay_to: Mapped[date | None]
    per: Mapped[Code]
    personal_fen: Mapped[Whole]
    subsidy_fen: Mapped[Whole]
    total_fen: Mapped[Whole]
    base_min_fen: Mapped[Whole]
    base_max_fen: Mapped[Whole]
    employer_rate_bp: Mapped[Whole]
    personal_rate_bp: Mapped[Whole]
    verified_on: Mapped[date | None]
    note: Mapped[Words]


class BenefitValue(Fact, Model):
    __tablename__ = "benefit_value"
    __table_args__ = (one_of("kind", VALUE_KIND), in_order("cover_from", "cover_to"))

    id: Mapped[Id]
    standard_id: Mapped[int] = mapped_column(
        ForeignKey("standard.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(Integer)
    policy_year: Mapped[int]
    kind: Mapped[Code]
    cover_from: Mapped[date]
    cover_to: Mapped[date]
    verified_on: Mapped[date | None]
    note: Mapped[Words]
    cells: Mapped[list["BenefitCell"]] = children("BenefitCell.position")


class BenefitCell(Fact, Model):
    """One stated benefit: basis points for a ratio, fen for a deductible or a cap."""

    __tablename__ = "benefit_cell"
    __table_args__ = (
        one_of("measure", MEASURE),
        one_of("op", BOUND),
        one_of("per", PER, or_empty=True),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint(f"measure <> 'ratio' OR amount <= {FULL_RATIO}", name="ratio_is_a_ratio"),
    )

    id: Mapped[Id]
    value_id: Mapped[int] = mapped_column(
        ForeignKey("benefit_value.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(Integer)
    dims: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    measure: Mapped[Code]
    op: Mapped[Code]
    amount: Mapped[int]
    per: Mapped[Code]
    note: Mapped[Words]


class EnrolmentWindow(Item, Fact, Model):
    """参保缴费期 [opens_on, closes_on). No two of one series may overlap (trigger)."""

    __tablename__ = "enrolment_window"
    __table_args__ = (one_of("scheme", SCHEME), in_order("opens_on", "closes_on"))

    title: Mapped[Name]
    region: Mapped[RegionCode]
    excludes: Mapped[Items]
    scheme: Mapped[Code]
    audience: Mapped[Items]
    policy_year: Mapped[int]
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    note: Mapped[Words]
    verified_on: Mapped[date | None]

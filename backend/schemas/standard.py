"""标准: contribution standards and benefit standards, each a series of dated values.

Amounts are fen, ratios basis points (8500 = 85 %), date ranges half-open. What is left out was not
stated; 0 was stated as nothing.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from backend.schemas.evidence import evidence
from backend.schemas.fields import (
    FULL_RATIO,
    Day,
    Many,
    Open,
    Ratio,
    Stored,
    Whole,
    Year,
    choice,
    day,
    many_texts,
    maybe,
    need,
    nested,
    region_code,
    slug,
    whole,
)
from backend.vocabulary import (
    BOUND,
    DIMENSION,
    MEASURE,
    PER,
    SCHEME,
    STANDARD_KIND,
    VALUE_KIND,
)


class ContributionValueSchema(Stored):
    """What one policy year costs; total = personal + subsidy where all three are stated.

    `pay_from` and `pay_to` left out: paid from the start to the end of the cover year.
    """

    policy_year = Year(required=True)
    kind = choice(VALUE_KIND, load_default="confirmed")
    cover_from = Day(required=True)
    cover_to = Day(required=True)
    pay_from = day()
    pay_to = day()
    per = choice(PER, load_default="year")
    personal_fen = whole()
    subsidy_fen = whole()
    total_fen = whole()
    base_min_fen = whole()
    base_max_fen = whole()
    employer_rate_bp = whole(Ratio)
    personal_rate_bp = whole(Ratio)
    verified_on = day()
    note = maybe()
    doubt, reading, citations = evidence()


class BenefitCellSchema(Stored):
    """One stated benefit: `amount` is basis points for a ratio, fen for money, else a number."""

    dims = Open(load_default=dict)
    measure = choice(MEASURE)
    op = choice(BOUND, load_default="eq")
    amount = Whole(required=True)
    per = choice(PER, load_default="")
    note = maybe()
    doubt, reading, citations = evidence()

    @validates_schema
    def check_ratio(self, data: Mapping[str, Any], **_: Any) -> None:
        if data.get("measure") == "ratio" and data.get("amount", 0) > FULL_RATIO:
            raise ValidationError(Ratio.too_large, "amount")


class BenefitValueSchema(Stored):
    """What one policy year pays, cell by cell."""

    policy_year = Year(required=True)
    kind = choice(VALUE_KIND, load_default="confirmed")
    cover_from = Day(required=True)
    cover_to = Day(required=True)
    verified_on = day()
    note = maybe()
    doubt, reading, citations = evidence()
    cells = nested(BenefitCellSchema)


class StandardSchema(Stored):
    """标准: `contribution_values` for a contribution, `benefit_values` for a benefit."""

    key = slug()
    title = need()
    aliases = many_texts()
    kind = choice(STANDARD_KIND)
    region = region_code()
    excludes = Many(region_code(required=False))
    scheme = choice(SCHEME)
    audience = many_texts()
    dimensions = Many(choice(DIMENSION, required=False))
    note = maybe()
    contribution_values = nested(ContributionValueSchema)
    benefit_values = nested(BenefitValueSchema)


class WindowSchema(Stored):
    """参保缴费期: open on [opens_on, closes_on); an end left out was not stated."""

    key = slug()
    title = need()
    region = region_code()
    excludes = Many(region_code(required=False))
    scheme = choice(SCHEME)
    audience = many_texts()
    policy_year = Year(required=True)
    opens_on = day()
    closes_on = day()
    note = maybe()
    verified_on = day()
    doubt, reading, citations = evidence()

"""规则 and 导办问答: decisions as data."""

from sqlalchemy.orm import Mapped

from backend.extensions import Model
from backend.models.base import Code, Item, Items, Name, RegionCode, Words, one_of
from backend.vocabulary import RULE_SUBJECT


class Rule(Item, Model):
    __tablename__ = "rule"
    __table_args__ = (one_of("subject", RULE_SUBJECT),)

    title: Mapped[Name]
    region: Mapped[RegionCode]
    excludes: Mapped[Items]
    subject: Mapped[Code]
    note: Mapped[Words]
    facts: Mapped[Items]
    constraints: Mapped[Items]
    rows: Mapped[Items]


class Questionnaire(Item, Model):
    __tablename__ = "questionnaire"

    title: Mapped[Name]
    aliases: Mapped[Items]
    region: Mapped[RegionCode]
    excludes: Mapped[Items]
    questions: Mapped[Items]
    outcomes: Mapped[Items]

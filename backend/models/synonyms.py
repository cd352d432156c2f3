"""搜索用词: what people type and what the content calls it."""

from sqlalchemy.orm import Mapped

from backend.extensions import Model
from backend.models.base import Item, Items, Name, Words


class Synonyms(Item, Model):
    __tablename__ = "synonyms"

    title: Mapped[Name]
    note: Mapped[Words]
    synonyms: Mapped[Items]
    contrasts: Mapped[Items]
    corrections: Mapped[Items]
    hints: Mapped[Items]
    stop_words: Mapped[Items]

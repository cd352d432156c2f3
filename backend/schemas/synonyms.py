"""搜索用词: what people type and what the content calls it."""

from backend.schemas.fields import Many, Stored, choice, many_texts, maybe, need, nested, slug
from backend.vocabulary import ITEM_TYPE


class AlikeSchema(Stored):
    """Words that stand for one another in a search."""

    words = Many(need(), required=True)
    note = maybe()


class CorrectionSchema(Stored):
    """A common wrong character, and what was meant."""

    wrong = need()
    right = need()


class HintSchema(Stored):
    """Words that ask for one type of results."""

    type = choice(ITEM_TYPE)
    words = Many(need(), required=True)


class SynonymsSchema(Stored):
    """The words of one language."""

    key = slug()
    title = need()
    note = maybe()
    synonyms = nested(AlikeSchema)
    corrections = nested(CorrectionSchema)
    hints = nested(HintSchema)
    stop_words = many_texts()

"""搜索用词: what people type and what the content calls it."""

from backend.schemas.fields import Flag, Many, Stored, choice, many_texts, maybe, need, nested, slug
from backend.vocabulary import ITEM_TYPE


class AlikeSchema(Stored):
    """Words that stand for one another in a search.

    An `aspect` is asked of many things, such as 材料: it tells less which thing is meant.
    """

    words = Many(need(), required=True)
    aspect = Flag(load_default=False)
    note = maybe()


class CorrectionSchema(Stored):
    """A common wrong character, and what was meant."""

    wrong = need()
    right = need()


class HintSchema(Stored):
    """Words that ask for one type of results."""

    type = choice(ITEM_TYPE)
    words = Many(need(), required=True)


class ContrastSchema(Stored):
    """Two sides of which a thing has one: who asks for one is not served by the other.

    Without the other side: what only serves who asks for it, such as 取消.
    """

    one = Many(need(), required=True)
    other = many_texts()


class SynonymsSchema(Stored):
    """The words of one language."""

    key = slug()
    title = need()
    note = maybe()
    synonyms = nested(AlikeSchema)
    contrasts = nested(ContrastSchema)
    corrections = nested(CorrectionSchema)
    hints = nested(HintSchema)
    stop_words = many_texts()

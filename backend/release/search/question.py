"""A query taken apart: what it asks, and for which places."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.release.search import places, rank
from backend.release.search.lookup import Opened
from backend.release.search.places import Place
from backend.text.normal import compact, normalised
from backend.text.query import MOST_CHARACTERS, units

LONGEST_READ = 400  # characters of a query that are looked at at all


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the places it is asked for; `rest` is the text without their names."""

    asked: rank.Asked
    focus: tuple[Place, ...]
    named: bool
    cut: bool
    rest: str

    @property
    def spoken(self) -> bool:
        """Tell whether how names are read may matter."""
        return any(v.kind != "text" for unit in self.asked.units for v in unit.variants)


def question(opened: Opened, typed: str, chosen: Place) -> Question:
    """Take a query apart; a place it names stands before the chosen one."""
    whole = normalised(typed[:LONGEST_READ])
    text = opened.lexicon.corrected(whole[:MOST_CHARACTERS]).strip()
    named = places.named(text, opened.called(text), chosen, opened.has_content)
    rest = _without(text, [found.word for found in named])
    asked = rank.Asked(
        units(rest, opened.lexicon, opened.rarity) or units(text, opened.lexicon, lambda _: 1.0),
        compact(text),
        [found.word for found in named],
        opened.lexicon.hinted(compact(text)),
    )
    focus = tuple(dict.fromkeys(found.place for found in named)) or (chosen,)
    cut = len(whole) > MOST_CHARACTERS or len(typed) > LONGEST_READ
    return Question(asked, focus, bool(named), cut, compact(rest))


def _without(text: str, words: Sequence[str]) -> str:
    """Return a text with the first of each place name taken out, what stood on its sides apart."""
    for word in words:
        text = text.replace(word, " ", 1)
    return text

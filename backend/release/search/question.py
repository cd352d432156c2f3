"""A query taken apart: what it asks, and for which places."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.release.search.lookup import Opened
from backend.release.search.names import Wanted
from backend.release.search.places import Place, Reader
from backend.release.search.rank import Asked, whole_of
from backend.text.normal import compact, normalised
from backend.text.query import MOST_CHARACTERS, Unit, units
from backend.vocabulary import SERVICE

LONGEST_READ = 400  # characters of a query that are looked at at all


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the places it is asked for; `rest` is the text without their names."""

    asked: Asked
    focus: tuple[Place, ...]
    named: bool
    cut: bool
    rest: str
    short: bool

    @property
    def for_office(self) -> bool:
        """Tell whether a query names a place and asks where to go or whom to call there.

        So does who names a town and hardly anything else.
        """
        town = self.short and any(place.level == "town" for place in self.focus)
        return self.named and (town or "office" in self.asked.types)


def question(opened: Opened, typed: str, chosen: Place) -> Question:
    """Take a query apart; a place it names stands before the chosen one."""
    whole = normalised(typed[:LONGEST_READ])
    text = opened.lexicon.corrected(whole[:MOST_CHARACTERS]).strip()
    called = opened.gazetteer.called(text)
    reader = Reader(chosen, called, opened.lexicon.word_at, opened.has_content)
    named = reader.named(text)
    rest = _without(text, [found.word for found in named])
    found = units(rest, opened.lexicon, opened.rarity)
    meant = reader.meant(named)
    return Question(
        _asked(opened, text, rest, found, [each.word for each in named]),
        meant or (chosen,),
        bool(meant),
        len(whole) > MOST_CHARACTERS or len(typed) > LONGEST_READ,
        compact(rest),
        len(found) <= 1,
    )


def _asked(
    opened: Opened, text: str, rest: str, found: Sequence[Unit], words: Sequence[str]
) -> Asked:
    lexicon, plain, services = opened.lexicon, compact(text), _services(found)
    sought = found or units(text, lexicon, lambda _: 1.0)  # nothing but places, or empty words
    types = lexicon.hinted(plain)
    return Asked(
        Wanted(sought, words, whole_of(sought, words), opened.telling),
        plain,
        types - {"channel"} if services else types,  # what is done in a channel, a guide tells
        services,
        lexicon.unwanted(compact(rest)),
    )


def _services(found: Sequence[Unit]) -> frozenset[str]:
    """Return the services a query asks for by their name or a synonym of it."""
    words = {v.text for unit in found for v in unit.variants if v.kind == "text"}
    return frozenset(service for service, label in SERVICE.items() if label in words)


def _without(text: str, words: Sequence[str]) -> str:
    """Return a text with the first of each place name taken out, what stood on its sides apart."""
    for word in words:
        text = text.replace(word, " ", 1)
    return text

"""A query taken apart: what it asks, and for which places."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.release.search.gazetteer import Called
from backend.release.search.lookup import Opened
from backend.release.search.names import Wanted
from backend.release.search.places import Named, Place, Reader
from backend.release.search.rank import Asked, whole_of
from backend.text.normal import bigrams, compact, normalised
from backend.text.query import MOST_CHARACTERS, Unit, units
from backend.vocabulary import SERVICE

ELSEWHERE, IN_PROVINCE = "外地", "省内外地"
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
        return self.named and ((self.short and self.of_town) or "office" in self.asked.types)

    @property
    def of_town(self) -> bool:
        """Tell whether a town is named: of what one does there, its office knows."""
        return self.named and any(place.level == "town" for place in self.focus)


def question(opened: Opened, typed: str, chosen: Place) -> Question:
    """Take a query apart; a place it names stands before the chosen one."""
    whole = normalised(typed[:LONGEST_READ])
    text = opened.lexicon.corrected(whole[:MOST_CHARACTERS]).strip()
    reader = Reader(chosen, _called(opened, text), opened.lexicon.word_at, opened.has_content)
    named = reader.named(text)
    meant = reader.meant(named)
    focus = meant or (chosen,)
    rest = _without(text, named, focus, meant)
    letters = any(run.isascii() and run.isalpha() for run in rest.split())
    here = opened.gazetteer.initials(focus) if letters else ()
    found = units(rest, opened.lexicon, opened.rarity, here)
    return Question(
        _asked(opened, text, rest, found, [each.word for each in named]),
        focus,
        bool(meant),
        len(whole) > MOST_CHARACTERS or len(typed) > LONGEST_READ,
        compact(rest),
        len(found) <= 1,
    )


def _called(opened: Opened, text: str) -> Called:
    """Return the places that parts of a text call; misspelt, only those anybody wrote about."""
    odd = _odd(opened, text)
    called = opened.gazetteer.called(text, odd)
    for pair in set(odd) & called.keys():
        called[pair] = [
            (place, full) for place, full in called[pair]
            if place.name.startswith(pair) or opened.has_content(place.code)
        ]  # fmt: skip
    return {word: places for word, places in called.items() if places}


def _odd(opened: Opened, text: str) -> list[str]:
    """Return the pairs of Han characters with which a text begins and that nobody ever wrote.

    Behind one that is misspelt something known goes on: 身圳+少儿, but not 遵医+嘱买.
    """
    begun = [bigrams(run) for run in text.split() if len(run) > 1 and not run.isascii()]
    odd = [p[0] for p in begun if not opened.rarity(p[0]) and all(map(opened.rarity, p[2:3]))]
    return [pair for pair in odd if not pair.isascii()]


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


def _without(
    text: str, named: Sequence[Named], focus: Sequence[Place], meant: Sequence[Place]
) -> str:
    """Return a text with each place name taken out, what stood on its sides apart.

    A place that one goes to from the one that is meant is, whatever its name, somewhere else.
    """
    for found in named:
        away = found.bound_for and found.place not in meant
        text = text.replace(found.word, _somewhere(found.place, focus) if away else " ", 1)
    return text


def _somewhere(place: Place, focus: Sequence[Place]) -> str:
    return IN_PROVINCE if any(set(place.chain[:-1]) & set(f.chain) for f in focus) else ELSEWHERE

"""How well an entry answers a query: explained, and nothing but values in and values out.

An entry's worth is, on a scale of 0 to 1, how much of the query one of its names holds and how much
of that name the query holds, the same for its title, and what the rest of its text holds:

    worth = 0.5 × best name (share of the query × (0.7 + 0.3 × share of the name))
            or 0.8 × share of the query in one menu path or one of its questions
          + 0.1 × title, likewise
          + 0.4 × share of the query anywhere (a name counts 1, other text 0.6)
          + 0.15 for a name that is the query itself (0.3 for what has a name of its own: an app)

and then × where it is from (`places.footing`) × what it is: 1.1 for a type the words ask for, 1.06
for a service, 0.75 for the other of two sides. Each unit counts by how rare it is. A place that is
named counts as a unit which everything from there holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from backend.release.search.candidate import Candidate, Found
from backend.release.search.entries import PROPER
from backend.release.search.names import Wanted, held_by, is_whole_name
from backend.release.search.places import Footing
from backend.text.lexicon import Contrast, is_proper
from backend.text.query import Unit

NAME_SHARE, TITLE_SHARE, ANYWHERE_SHARE, TEXT_FACTOR = 0.5, 0.1, 0.4, 0.6
FACTORS = {"paths": 0.8, "faqs": 0.8}  # of what holds a query, compared with a name that does
EXACT, HINTED, SERVES = 0.15, 1.1, 1.06
EXACT_PROPER = 0.3  # who types the name of a channel or an office means that very thing
MENTIONED = 0.05  # whose whole name is in the query
CONTRARY = 0.75  # what has the other of two sides: 职工 for who asks for 学生
TYPE_FACTOR = {"guide": 1.0, "standard": 0.97, "channel": 0.95, "office": 0.95,
               "questionnaire": 0.9, "rule": 0.88}  # fmt: skip
PLACE_WEIGHT = 2.0  # of a place that a query names
WEIGHT_SHARE = 1 / 20_000  # of an entry's weight: decides between equals
CLUE = 0.85  # of the worth of what is partial, beside whole answers
NEARER = 0.8  # of the worth of the nation's way a place's own must have to stand before it
ANSWERS = 0.5  # from this worth on an entry answers; below, it only resembles
RESEMBLES = 0.12

Spelt = list[tuple[bytes, float]]


@dataclass(frozen=True)
class Asked:
    """What a query asks: how it is held against names, its plain text, the kinds it asks for.

    `unwanted` are the sides it does not ask for.
    """

    wanted: Wanted
    plain: str
    types: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    unwanted: Sequence[Contrast] = ()

    @property
    def units(self) -> Sequence[Unit]:
        return self.wanted.units

    @cached_property
    def spelt(self) -> list[tuple[float, Spelt]]:
        """Return each unit's weight and how it may be written, in UTF-8 as texts are kept."""
        return [
            (u.weight, [(v.text.encode(), v.factor) for v in u.variants if v.kind == "text"])
            for u in self.units
        ]

    @cached_property
    def lettered(self) -> bool:
        return any(unit.text.isascii() and unit.text.isalpha() for unit in self.units)

    @cached_property
    def spoken(self) -> bool:
        """Tell whether how names are read may matter."""
        return any(v.kind != "text" for unit in self.units for v in unit.variants)


def whole_of(units: Sequence[Unit], places: Sequence[str]) -> float:
    """Return what all of a query weighs."""
    return sum(unit.weight for unit in units) + (PLACE_WEIGHT if places else 0.0)


def ranked(asked: Asked, candidate: Candidate, footing: Footing, standing: float) -> Found:
    """Return a candidate with its worth; `standing` is what it counts for as it stands today."""
    own = PLACE_WEIGHT if footing.own and asked.wanted.places else 0.0
    held = held_by(asked.wanted, candidate.names, candidate.spoken, own)
    best = held.best
    raw = NAME_SHARE * max(best, _best_of(asked, candidate, best, own))
    raw += TITLE_SHARE * (best if candidate.type in PROPER else held.scores[0])
    raw += ANYWHERE_SHARE * _anywhere(asked, held.units, candidate.text, own)
    raw += _called(asked, candidate)
    worth = raw * footing.factor * standing * _fitting(asked, candidate)
    worth += candidate.weight * WEIGHT_SHARE
    return Found(candidate, footing.how, worth, held.scores.index(best))


def _called(asked: Asked, candidate: Candidate) -> float:
    """Return what counts for an entry that a query calls by its name."""
    proper = candidate.type in PROPER
    if is_whole_name(asked.plain, candidate.names, candidate.spoken):
        return EXACT_PROPER if proper else EXACT
    if not proper or asked.services:  # what is done there, a guide tells
        return 0.0
    mentioned = any(is_proper(name) and name in asked.plain for name in candidate.names)
    return MENTIONED if mentioned else 0.0


def _fitting(asked: Asked, candidate: Candidate) -> float:
    """Return what the kind of an entry counts for what was asked."""
    factor = TYPE_FACTOR[candidate.type]
    if candidate.type in asked.types:
        factor *= HINTED
    if candidate.head.get("service") in asked.services:
        factor *= SERVES
    title = candidate.names[0]
    for contrast in asked.unwanted:
        if contrast.is_one_sided(title):
            factor *= CONTRARY
    return factor


def _best_of(asked: Asked, candidate: Candidate, best: float, own: float) -> float:
    """Return how well the best menu path or question answers, if better than the best name.

    They are told apart only if one might be.
    """
    for kind, factor in FACTORS.items():
        texts = candidate.head.get(kind, ())
        share = factor / (asked.wanted.whole or 1.0)
        if texts and share * (own + _held(asked.units, "\n".join(texts))) > best:
            best = max(best, share * (own + max(_held(asked.units, text) for text in texts)))
    return best


def _held(units: Sequence[Unit], text: str) -> float:
    held = 0.0
    for unit in units:
        for variant in unit.variants:
            if variant.kind == "text" and variant.text in text:
                held += unit.weight * variant.factor
                break
    return held


def _anywhere(asked: Asked, held: Sequence[float], text: bytes, own: float) -> float:
    """Return how much of a query an entry holds at all: names count 1, other text less."""
    if not asked.units:
        return 0.0
    if asked.lettered:
        text = text.lower()
    said = sum(
        weight * (factor if factor > TEXT_FACTOR else max(factor, _in_text(spelt, text)))
        for (weight, spelt), factor in zip(asked.spelt, held, strict=True)
    )
    return (own + said) / asked.wanted.whole


def _in_text(spelt: Spelt, text: bytes) -> float:
    for word, factor in spelt:
        if word in text:
            return TEXT_FACTOR * factor
    return 0.0


def in_order(found: Iterable[Found]) -> list[Found]:
    """Return results best first: answers, then what only resembles one.

    What is partial is no answer. Of a place of its own it is a clue all the same, and stands before
    answers that are much less to the point; what is said of the whole nation stands behind them.
    Where a place tells its own way, the nation's way to the same end comes after it.
    """
    found = list(found)
    ways = _own_ways(found)
    return sorted(found, key=lambda each: (*_place(each, ways), each.candidate.key))


def _own_ways(found: Iterable[Found]) -> dict[str, float]:
    """Return by service how well what the places asked for, or those above, tell of it answers."""
    ways: dict[str, float] = {}
    for each in found:
        near = each.how in ("here", "above") and not each.candidate.is_national
        if near and _service(each) and _answers(each):
            ways[_service(each)] = max(ways.get(_service(each), 0.0), _standing(each))
    return ways


def _place(found: Found, ways: Mapping[str, float]) -> tuple[float, ...]:
    """Return what results are sorted by, the least first."""
    standing = _standing(found)
    own = ways.get(_service(found), 0.0) if found.candidate.is_national else 0.0
    yields = NEARER * standing <= own < standing
    counted = own if yields else standing
    return not _answers(found), _is_astray(found), -counted, yields, -standing


def _service(found: Found) -> str:
    return str(found.candidate.head.get("service", ""))


def _answers(found: Found) -> bool:
    return found.worth >= ANSWERS and not is_mere_clue(found)


def _is_astray(found: Found) -> bool:
    """Tell whether what only resembles an answer is from elsewhere, or only said of the nation.

    What has a name of its own is meant wherever it is.
    """
    if _answers(found) or found.candidate.type in PROPER:
        return False
    return found.how == "elsewhere" or (found.how != "here" and is_mere_clue(found))


def is_mere_clue(found: Found) -> bool:
    return found.candidate.is_partial and found.candidate.is_national


def _standing(found: Found) -> float:
    return found.worth * (CLUE if found.candidate.is_partial else 1.0)

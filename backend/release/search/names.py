"""How well an entry's names hold a query. Pure, and asked for every candidate: it counts bits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from backend.text.query import Unit, Variant

COVER_FLOOR = 0.7  # of a name's worth is had by holding the query; the rest by holding nothing else

Present = list[tuple[int, float, list[Variant]]]  # unit number, its weight, variants that occur
Aloud = tuple[str, str]  # a name's syllables, each between spaces, and its initials


def all_of(name: str) -> int:
    """Return all characters of a name, as bits."""
    return (1 << len(name)) - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What names are held against: units, the words of places, what a full match weighs.

    `telling` says, as bits, which characters of a name say something.
    """

    units: Sequence[Unit]
    places: Sequence[str]
    whole: float
    telling: Callable[[str], int] = all_of


@dataclass(frozen=True, slots=True)
class Held:
    """How well each name answers, and what each unit comes to in any of them."""

    scores: Sequence[float]
    units: list[float]

    @property
    def best(self) -> float:
        return max(self.scores)


def held_by(wanted: Wanted, names: Sequence[str], spoken: str, own: float) -> Held:
    """Return how names hold a query; `own` is what they hold of it by where they are from."""
    held = [0.0] * len(wanted.units)
    present = _present(wanted.units, "\n".join(names), spoken)
    if not present and not own:
        return Held([0.0] * len(names), held)
    scores, best = [], 0.0
    for name, aloud in zip(names, _aloud(spoken), strict=False):
        share, covered = _covered(present, name, aloud, held)
        score = (own + share) / wanted.whole
        if score > best:  # a name that says nothing else would be the best one
            score *= _cover(wanted, name, covered)
            best = max(best, score)
        else:
            score *= COVER_FLOOR
        scores.append(score)
    return Held(scores, held)


def _present(units: Sequence[Unit], names: str, spoken: str) -> Present:
    """Return which variants occur in any name: most occur in none, and are asked for only once."""
    found: Present = []
    for number, unit in enumerate(units):
        variants = [v for v in unit.variants if v.text in (names if v.kind == "text" else spoken)]
        if variants:
            found.append((number, unit.weight, variants))
    return found


def _aloud(spoken: str) -> Iterator[Aloud]:
    if not spoken:
        return repeat(("", ""))
    sounds, initials = (part.split("|") for part in spoken.split("\n"))
    return zip(sounds, initials, strict=True)


def _covered(present: Present, name: str, aloud: Aloud, held: list[float]) -> tuple[float, int]:
    """Return what the units in a name weigh, and the characters they cover, as bits.

    What each unit comes to is noted in `held`.
    """
    share, covered = 0.0, 0
    for number, weight, variants in present:
        for variant in variants:
            if span := _span(variant, name, aloud):
                share += variant.factor * weight
                held[number] = max(held[number], variant.factor)
                covered |= span
                break
    return share, covered


def _cover(wanted: Wanted, name: str, covered: int) -> float:
    """Return what a name counts for by how much of what it says is asked for."""
    for word in wanted.places:
        covered |= _mask(name, word)
    telling = wanted.telling(name)
    of_name = (covered & telling).bit_count() / telling.bit_count()
    return COVER_FLOOR + (1 - COVER_FLOOR) * of_name


def _span(variant: Variant, name: str, aloud: Aloud) -> int:
    """Return the characters of a name that a variant covers, as bits."""
    if variant.kind == "text":
        return _mask(name, variant.text)
    if variant.kind == "initials":
        return _mask(aloud[1], variant.text)
    at = aloud[0].find(variant.text)
    if at < 0:
        return 0
    first = aloud[0].count(" ", 0, at + 1) - 1
    return ((1 << len(variant.text.split())) - 1) << first


def _mask(text: str, part: str) -> int:
    at = text.find(part)
    return ((1 << len(part)) - 1) << at if at >= 0 else 0


def is_whole_name(plain: str, names: Sequence[str], spoken: str) -> bool:
    """Tell whether a query is a whole name: as written, in pinyin, or in initials."""
    if not plain.isascii() or not spoken:
        return plain in names
    sounds, initials = spoken.split("\n")
    return plain in sounds.replace(" ", "").split("|") or plain in initials.split("|")

"""How well a result answers a query: explained, and nothing but values in and values out.

A result's worth is, on a scale of 0 to 1, how much of the query one of its names holds and how much
of that name the query holds, with what the rest of its text holds on top:

    worth = 0.6 × best name (share of the query × (0.7 + 0.3 × share of the name))
            or 0.8 × share of the query in one menu path
          + 0.4 × share of the query anywhere (a name counts 1, other text 0.6)

and then × where it is from (`places.relation`), × 1.1 for a type the words ask for, + 0.15 for a
name that is the query itself (0.3 for what has a name of its own, such as an app). Each unit of
the query counts by how rare it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backend.text.query import Unit, Variant

NAME_SHARE, ANYWHERE_SHARE, TEXT_FACTOR = 0.6, 0.4, 0.6
COVER_FLOOR = 0.7
PATH_FACTOR = 0.8  # of a menu path that holds the query, compared with a name that does
EXACT, HINTED = 0.15, 1.1
EXACT_PROPER = 0.3  # who types the name of a channel or an office means that very thing
PROPER = frozenset({"channel", "office"})
TYPE_FACTOR = {"guide": 1.0, "standard": 0.97, "channel": 0.95, "office": 0.95,
               "questionnaire": 0.9, "rule": 0.88}  # fmt: skip
VERY_PLACE = 0.5  # an office of the very place one names when asking for an office
EXCLUDED = 0.4  # what does not hold in the reader's region
WEIGHT_SHARE = 1 / 20_000  # of an entry's weight: decides between equals
ANSWERS = 0.5  # from this worth on a result answers; below, it only resembles
RESEMBLES = 0.12


Spelt = list[tuple[bytes, float]]


@dataclass(frozen=True)
class Asked:
    """A query as ranking sees it: its units, its plain text, the place words in it."""

    units: Sequence[Unit]
    plain: str
    places: Sequence[str]
    hinted: frozenset[str]

    @cached_property
    def whole(self) -> float:
        return sum(unit.weight for unit in self.units)

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


@dataclass(frozen=True, slots=True)
class Worth:
    """How well an entry answers, before and after its region is counted, and by which name."""

    worth: float
    raw: float
    name: int


def worth(asked: Asked, head: Mapping[str, Any], text: bytes, spoken: str, place: float) -> Worth:
    """Return how well an entry answers; `place` is what its region counts for."""
    names: list[str] = head["names"]
    present = _present(asked.units, "\n".join(names), spoken)
    best, name, held = _best_name(asked, names, spoken, present)
    if paths := head.get("paths"):
        best = max(best, _best_path(asked, paths, best))
    if asked.lettered:
        text = text.lower()
    anywhere = sum(
        weight * (factor if factor > TEXT_FACTOR else max(factor, _in_text(spelt, text)))
        for (weight, spelt), factor in zip(asked.spelt, held, strict=True)
    )
    raw = NAME_SHARE * best + ANYWHERE_SHARE * anywhere / asked.whole if asked.units else 0.0
    if asked.plain in names:
        raw += EXACT_PROPER if head["type"] in PROPER else EXACT
    factor = place * TYPE_FACTOR[head["type"]] * (HINTED if head["type"] in asked.hinted else 1.0)
    return Worth(raw * factor + head["weight"] * WEIGHT_SHARE, raw, name)


Present = list[tuple[int, float, list[Variant]]]  # unit number, its weight, variants that occur


def _present(units: Sequence[Unit], names: str, spoken: str) -> Present:
    """Return which variants occur in any name: most occur in none, and are asked for only once."""
    found: Present = []
    for number, unit in enumerate(units):
        variants = [v for v in unit.variants if v.text in (names if v.kind == "text" else spoken)]
        if variants:
            found.append((number, unit.weight, variants))
    return found


def _best_name(
    asked: Asked, names: Sequence[str], spoken: str, present: Present
) -> tuple[float, int, list[float]]:
    """Return how well the best name answers, which it is, and what each unit comes to in any."""
    held = [0.0] * len(asked.units)
    best, which = 0.0, 0
    if not present:
        return best, which, held
    sounds, initials = (part.split("|") for part in (spoken or "\n").split("\n"))
    for number, name in enumerate(names):
        aloud = (sounds[number], initials[number]) if spoken else ("", "")
        scored = _name(asked, name, aloud, present, held)
        if scored > best:
            best, which = scored, number
    return best, which, held


def _name(
    asked: Asked, name: str, aloud: tuple[str, str], present: Present, held: list[float]
) -> float:
    share, covered = 0.0, 0
    for number, weight, variants in present:
        for variant in variants:
            if span := _span(variant, name, aloud):
                share += variant.factor * weight
                held[number] = max(held[number], variant.factor)
                covered |= span
                break
    if not share:
        return 0.0
    for word in asked.places:
        covered |= _mask(name, word)
    of_name = covered.bit_count() / len(name)
    return share / asked.whole * (COVER_FLOOR + (1 - COVER_FLOOR) * of_name)


def _span(variant: Variant, name: str, aloud: tuple[str, str]) -> int:
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


def _best_path(asked: Asked, paths: Sequence[str], best: float) -> float:
    """Return how well the best menu path answers; they are told apart only if one might be best."""
    most = PATH_FACTOR * _held(asked.units, "\n".join(paths)) / (asked.whole or 1.0)
    if most <= best or len(paths) == 1:
        return most
    return PATH_FACTOR * max(_held(asked.units, path) for path in paths) / asked.whole


def _held(units: Sequence[Unit], text: str) -> float:
    held = 0.0
    for unit in units:
        for variant in unit.variants:
            if variant.kind == "text" and variant.text in text:
                held += unit.weight * variant.factor
                break
    return held


def _in_text(spelt: Spelt, text: bytes) -> float:
    for word, factor in spelt:
        if word in text:
            return TEXT_FACTOR * factor
    return 0.0


def in_order(found: Iterable[tuple[Worth, Mapping[str, Any]]]) -> list[tuple[Worth, Any]]:
    """Return results best first: whole answers, then partial ones, then what only resembles."""
    return sorted(found, key=lambda pair: (_tier(*pair), -pair[0].worth, pair[1]["key"]))


def _tier(found: Worth, head: Mapping[str, Any]) -> int:
    if found.worth < ANSWERS:
        return 2
    return 1 if is_partial(head) else 0


def is_partial(head: Mapping[str, Any]) -> bool:
    return bool(head.get("completeness") == "partial")

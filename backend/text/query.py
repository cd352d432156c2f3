"""What somebody typed, taken apart: units that a result should hold, each with its variants.

A unit is a word the lexicon knows, a pair of neighbouring characters of what it does not know, a
number, or a row of letters; letters may be a word, full pinyin, or initials. How much a unit counts
comes from how rare it is, which the caller knows.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from backend.text.lexicon import EMPTY_CHARACTERS, Lexicon
from backend.text.normal import bigrams
from backend.text.pinyin import split, split_open, syllables

Kind = Literal["text", "sound", "initials"]
MOST_CHARACTERS = 40  # of a query; what follows is not looked at
MOST_UNITS = 12  # of a query; the heaviest
SYNONYM, HOMOPHONE, OPEN_SOUND = 0.85, 0.7, 0.9  # how much a variant counts
EMPTY_SHARE = 0.25  # of the weight of a pair with an empty character
COMMON_SHARE = 0.25  # of a word's weight comes from the commonest word of its group
ASPECT_SHARE = 0.5  # of the weight of a word that many things are asked about, such as 材料
SHORTEST_HOMOPHONE = 2
LETTERS_WEIGHT = 3.0  # of a syllable or an initial
MOST_INITIALS = 10
_RUNS = re.compile(r"[a-z]+|\d+|[^a-z\d ]+")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way a unit may be written: as text, as ` spaced syllables `, or as initials."""

    kind: Kind
    text: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a query with its weight, the variants that satisfy it, the plain one first."""

    text: str
    weight: float
    variants: tuple[Variant, ...]


Rarity = Callable[[str], float]  # of a pair of characters; 0 when no document holds it


def units(text: str, lexicon: Lexicon, rarity: Rarity) -> list[Unit]:
    """Return the units of a normalised and corrected query, the places it names taken out."""
    found: list[Unit] = []
    for run in _RUNS.findall(text[:MOST_CHARACTERS]):
        if run.isascii():
            found.append(_number(run) if run.isdigit() else _letters(run, rarity))
        else:
            found += _words(run, lexicon, rarity)
    telling = {unit.text: unit for unit in found if unit.weight > 0}
    return _heaviest(_once(telling.values()))


def _heaviest(found: list[Unit]) -> list[Unit]:
    """Return the units that tell most, in the order they were typed."""
    heaviest = sorted(found, key=lambda unit: -unit.weight)[:MOST_UNITS]
    return [unit for unit in found if unit in heaviest]


def _once(found: Iterable[Unit]) -> list[Unit]:
    """Return units without those that an earlier one stands for: 要什么 says all that 材料 says."""
    kept: list[Unit] = []
    for unit in found:
        for at, earlier in enumerate(kept):
            if any(v.text == unit.text and v.factor == SYNONYM for v in earlier.variants):
                kept[at] = _either(earlier, unit)
                break
        else:
            kept.append(unit)
    return kept


def _either(one: Unit, other: Unit) -> Unit:
    """Return what either of two units says, each of their words counting fully."""
    factors: dict[tuple[Kind, str], float] = {}
    for variant in (*one.variants, *other.variants):
        name = (variant.kind, variant.text)
        factors[name] = max(factors.get(name, 0.0), variant.factor)
    variants = (Variant(kind, text, factor) for (kind, text), factor in factors.items())
    return Unit(one.text, max(one.weight, other.weight), tuple(variants))


def _words(run: str, lexicon: Lexicon, rarity: Rarity) -> Iterator[Unit]:
    at, unknown = 0, ""
    while at < len(run):
        word = lexicon.word_at(run, at)
        if not word:
            unknown, at = unknown + run[at], at + 1
            continue
        yield from _pairs(unknown, rarity)
        unknown, at = "", at + len(word)
        if word in lexicon.alike:
            share = ASPECT_SHARE if word in lexicon.aspects else 1.0
            yield _known(word, lexicon.alike[word], rarity, share)
    yield from _pairs(unknown, rarity)


def _known(word: str, alike: tuple[str, ...], rarity: Rarity, share: float) -> Unit:
    variants = (Variant("text", word), *(Variant("text", other, SYNONYM) for other in alike))
    weights = [weight for w in (word, *alike) if (weight := _weight(w, rarity))]
    if not weights:
        return Unit(word, 0.0, variants)
    own = weights[0]  # of a word nobody wrote, what the usual one for it weighs
    return Unit(word, (own + (min(weights) - own) * COMMON_SHARE) * share, variants)


def _weight(word: str, rarity: Rarity) -> float:
    pairs = bigrams(word)
    return float(sum(map(rarity, pairs)) / len(pairs) ** 0.5)


def _pairs(unknown: str, rarity: Rarity) -> Iterator[Unit]:
    if not unknown or (len(unknown) == 1 and unknown in EMPTY_CHARACTERS):
        return
    for pair in bigrams(unknown):
        rare = rarity(pair)
        variants = [Variant("text", pair)]
        if not rare and len(pair) == SHORTEST_HOMOPHONE:
            variants.append(Variant("sound", _spaced(syllables(pair)), HOMOPHONE))
        share = EMPTY_SHARE if EMPTY_CHARACTERS & set(pair) else 1.0
        yield Unit(pair, (rare or LETTERS_WEIGHT / 2) * share, tuple(variants))


def _number(run: str) -> Unit:
    return Unit(run, LETTERS_WEIGHT * max(1.0, len(run) / 4), (Variant("text", run),))


def _letters(run: str, rarity: Rarity) -> Unit:
    variants, weight = [Variant("text", run)], LETTERS_WEIGHT
    if read := split(run):
        variants.append(Variant("sound", _spaced(read)))
        weight = LETTERS_WEIGHT * len(read)
    elif read := split_open(run):
        variants.append(Variant("sound", _spaced(read).rstrip(), OPEN_SOUND))
        weight = LETTERS_WEIGHT * len(read)
    if 1 < len(run) <= MOST_INITIALS:
        variants.append(Variant("initials", run, OPEN_SOUND))
        weight = max(weight, LETTERS_WEIGHT * len(run) / 2)
    return Unit(run, weight, tuple(variants))


def _spaced(read: list[str]) -> str:
    return f" {' '.join(read)} "

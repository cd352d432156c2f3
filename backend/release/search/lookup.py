"""A release's search folder, opened read-only and memory-mapped: candidates and entries."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import tantivy
from tantivy import Occur, Order, Query

from backend.release.search.candidate import Candidate
from backend.release.search.gazetteer import Gazetteer
from backend.release.search.index import FOLDER, INDEX, WORDS
from backend.release.search.places import Place
from backend.release.search.shelf import Shelves
from backend.release.search.terms import (
    LONGEST_OPENING,
    SHORTEST_NUMBER,
    WHOLE_GUIDE,
    kept_of,
)
from backend.release.store import Store
from backend.text.lexicon import Lexicon
from backend.text.normal import bigrams
from backend.text.pinyin import sound_pairs
from backend.text.query import Unit, Variant
from backend.vocabulary import NATION

NAME_BOOST, NUMBER_BOOST = 3.0, 8.0
MOST_PAIRS, MOST_VARIANT_PAIRS = 14, 16  # looked up; of a query's pairs the rarest
MOST_VARIANTS = 4  # of a unit
NEAR, EVERYWHERE = 24, 8  # candidates that are ranked
MOST_OFFICES = 12  # of the places one names
ONLY_IN_TEXT = 0.8  # of the weight of a pair of characters that is in no name
KEPT_OPEN, KEPT_NAMES, KEPT_RARITIES = 3, 4096, 10_000
HEAD, TEXT, SPOKEN, CARD = range(4)  # the parts of a record


class Opened:
    """One search folder. Nothing is ever written; threads share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        index = tantivy.Index.open(str(self.folder / INDEX))
        index.config_reader("manual", 0)
        self.schema = index.schema
        self.searcher = index.searcher()
        self.gazetteer = Gazetteer(self.folder)
        self.shelves = Shelves(self.folder)
        self.telling: Callable[[str], int] = lru_cache(KEPT_NAMES)(self.lexicon.telling)
        self.rarity: Callable[[str], float] = lru_cache(KEPT_RARITIES)(self._rarity)

    @cached_property
    def lexicon(self) -> Lexicon:
        words = orjson.loads((self.folder / WORDS).read_bytes())
        return Lexicon.of(words["synonyms"], words["proper"])

    def _rarity(self, pair: str) -> float:
        """Return how telling a pair of characters is; 0 when nothing holds it."""
        held = self.searcher.doc_freq("text", pair)
        if not held:
            return 0.0
        share = 1.0 if self.searcher.doc_freq("name", pair) else ONLY_IN_TEXT
        return share * math.log(1 + self.searcher.num_docs / held)

    def has_content(self, code: str) -> bool:
        return self.searcher.doc_freq("within", code) > 0

    def candidates(self, units: Sequence[Unit], focus: Sequence[Place]) -> list[int]:
        """Return the addresses of entries that may answer: of the places first, then of any."""
        if not units:
            return []
        asked = _any(self._parts(units))
        near = _all([self._at(focus), asked])
        return list(dict.fromkeys([*self._found(near, NEAR), *self._found(asked, EVERYWHERE)]))

    def offices(self, focus: Sequence[Place]) -> list[int]:
        """Return the addresses of the offices of some places themselves."""
        here = _any(self._term("place", place.code) for place in focus)
        return self._found_usual(_all([self._term("type", "office"), here]), MOST_OFFICES)

    def popular(self, focus: Sequence[Place], limit: int) -> list[int]:
        """Return the most used guides of some places and of the regions above them; else of any."""
        guide = self._term("type", WHOLE_GUIDE)
        return self._nearest(guide, focus, limit) or self._found_usual(guide, limit)

    def opening(self, begun: str, focus: Sequence[Place] | None, limit: int) -> list[int]:
        """Return the most used entries one of whose names begins so, of some places or of any."""
        term = self._term("opening", begun[:LONGEST_OPENING])
        if focus is None:
            return self._found_usual(term, limit)
        return self._nearest(term, focus, limit)

    def read(self, addresses: Iterable[int], *, spoken: bool) -> list[Candidate]:
        """Return entries as they are ranked, with how their names are read where that matters."""
        wanted = (HEAD, TEXT, SPOKEN) if spoken else (HEAD, TEXT)
        parts = ((address, self.shelves.parts(address, wanted)) for address in addresses)
        return [self._candidate(address, *found) for address, found in parts]

    def _candidate(self, address: int, head: bytes, text: bytes, spoken: bytes = b"") -> Candidate:
        return Candidate(address, orjson.loads(head), text, spoken.decode())

    def card(self, address: int) -> tuple[Mapping[str, Any], str]:
        """Return what a result shows of an entry besides, and its text."""
        card, text = self.shelves.parts(address, (CARD, TEXT))
        return orjson.loads(card), text.decode()

    def _parts(self, units: Sequence[Unit]) -> list[Query]:
        """Return what to look for: each pair, what stands for it, how it sounds, each number."""
        plain = _pairs(unit.variants[:1] for unit in units)
        varied = _pairs(self._usual_variants(unit) for unit in units)
        found = [q for unit in units for v in unit.variants for q in self._sounding(v)]
        found += [q for unit in units for q in self._number(unit.text)]
        for pair in self._rarest(plain, MOST_PAIRS):
            found += [self._named(pair, NAME_BOOST), self._term("text", pair)]
        alone = {u.text for u in units if len(u.text) == 1 and not self.rarity(u.text)}
        found += [self._term("character", character) for character in sorted(alone)]
        for pair in [pair for pair in varied if pair not in plain][:MOST_VARIANT_PAIRS]:
            called = self.searcher.doc_freq("name", pair)
            named = self._named(pair, NAME_BOOST * varied[pair] / 2)
            found.append(named if called else self._term("text", pair))
        return found

    def _usual_variants(self, unit: Unit) -> list[Variant]:
        """Return what most usually stands for a unit, of what anything holds."""
        others = (v for v in unit.variants[1:] if v.kind == "text" and self._is_held(v.text))
        return list(islice(others, MOST_VARIANTS))

    def _is_held(self, text: str) -> bool:
        return all(map(self.rarity, bigrams(text)))

    def _named(self, pair: str, boost: float) -> Query:
        return Query.boost_query(self._term("name", pair), boost)

    def _number(self, text: str) -> list[Query]:
        if not text.isdigit() or len(text) < SHORTEST_NUMBER:
            return []
        return [Query.boost_query(self._term("number", text), NUMBER_BOOST)]

    def _rarest(self, pairs: Iterable[str], most: int) -> list[str]:
        known = [pair for pair in sorted(pairs) if self.rarity(pair)]
        return sorted(known, key=self.rarity, reverse=True)[:most]

    def _sounding(self, variant: Variant) -> list[Query]:
        if variant.kind == "text":
            return []
        if variant.kind == "initials":
            terms = [self._term("initials", pair) for pair in bigrams(variant.text)]
        else:
            terms = [self._term("sound", pair) for pair in sound_pairs(variant.text.split())]
        return [Query.boost_query(term, NAME_BOOST) for term in terms]

    def _at(self, focus: Sequence[Place]) -> Query:
        """Return the query for what a place, a region above it or one below it has."""
        codes = {code for place in focus for code in place.chain}
        above = [self._term("place", code) for code in sorted(codes)]
        below = [self._term("within", place.code) for place in focus]
        return Query.const_score_query(_any([*above, *below]), 0.0)

    def _nearest(self, query: Query, focus: Sequence[Place], limit: int) -> list[int]:
        """Return the most usual of some places, and then of the whole nation."""
        local = [place for place in focus if place.code != NATION]
        near = [replace(place, chain=place.chain[:-1]) for place in local]
        found = self._found_usual(_all([self._at(near), query]), limit) if near else []
        if len(found) < limit:
            nation = self._term("place", NATION)
            found += self._found_usual(_all([nation, query]), limit - len(found))
        return list(dict.fromkeys(found))

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self.schema, field, text, kept_of(field))

    def _found(self, query: Query, limit: int) -> list[int]:
        return self._addresses(self.searcher.search(query, limit, count=False).hits)

    def _found_usual(self, query: Query, limit: int) -> list[int]:
        """Return what holds a query, the most usual first."""
        found = self.searcher.search(
            query, limit, count=False, order_by_field="usual", order=Order.Desc
        )
        return self._addresses(found.hits)

    def _addresses(self, hits: Sequence[tuple[object, Any]]) -> list[int]:
        found = self.searcher.fast_field_values("address", [place for _, place in hits])
        return [int(address) for address in found if address is not None]


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _pairs(variants: Iterable[Iterable[Variant]]) -> dict[str, float]:
    """Return the pairs of characters of written variants, and how much each counts at most."""
    found: dict[str, float] = {}
    for variant in (v for several in variants for v in several if v.kind == "text"):
        for pair in bigrams(variant.text):
            found[pair] = max(found.get(pair, 0), variant.factor)
    return found


@lru_cache(maxsize=KEPT_OPEN)
def opened(store: Store) -> Opened:
    """Return a release's search, kept open; the last few of a worker are.

    A folder that was baked again is another store, though its name is the same.
    """
    return Opened(store.folder)

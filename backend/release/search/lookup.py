"""A release's search folder, opened read-only and memory-mapped: candidates and entries."""

import math
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import orjson
import tantivy
from tantivy import Occur, Order, Query

from backend.release.search.candidate import Candidate
from backend.release.search.index import ENTRIES, FOLDER, INDEX, LONGEST_OPENING, kept_of
from backend.release.search.places import Place, candidates
from backend.text.lexicon import Lexicon
from backend.text.normal import bigrams
from backend.text.pinyin import sound_pairs
from backend.text.query import Unit, Variant

MEMORY_MAP = 1 << 28
NAME_BOOST, TEXT_BOOST, NUMBER_BOOST = 3.0, 1.0, 8.0
MOST_PAIRS, MOST_VARIANT_PAIRS = 14, 16  # looked up; the rarest of a query's pairs
NEAR, EVERYWHERE = 24, 12  # candidates that are ranked
SHORTEST_NUMBER = 3
KEPT_OPEN = 3
MOST_OFFICES = 12
KEPT_NAMES = 4096
ONLY_IN_TEXT = 0.8  # of the weight of a pair of characters that is in no name


class Opened:
    """One search folder. Threads each have their own connection; nothing is ever written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self.index = tantivy.Index.open(str(self.folder / INDEX))
        self.index.config_reader("manual", 0)
        self.schema = self.index.schema
        self.searcher = self.index.searcher()
        self._local = threading.local()

    @cached_property
    def lexicon(self) -> Lexicon:
        found = self.connection.execute("SELECT value FROM meta WHERE name = 'synonyms'").fetchone()
        return Lexicon.of(orjson.loads(found[0]))

    @cached_property
    def telling(self) -> Callable[[str], int]:
        """Return what tells how much of a name says something; it remembers the last it saw."""
        return lru_cache(maxsize=KEPT_NAMES)(self.lexicon.telling)

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    def rarity(self, pair: str) -> float:
        """Return how telling a pair of characters is; 0 when nothing holds it."""
        if pair not in self._rarities:
            if len(self._rarities) > 10_000:  # noqa: PLR2004 - a bound, so that nobody fills it
                self._rarities.clear()
            held = self.searcher.doc_freq("text", pair)
            share = 1.0 if self.searcher.doc_freq("name", pair) else ONLY_IN_TEXT
            rare = share * math.log(1 + self.searcher.num_docs / held) if held else 0.0
            self._rarities[pair] = rare
        return self._rarities[pair]

    def place(self, code: str) -> Place | None:
        """Return a region by its code."""
        row = self.connection.execute(
            "SELECT code, name, level, chain FROM region WHERE code = ?", (code,)
        ).fetchone()
        return _place(row) if row else None

    def called(self, text: str) -> dict[str, list[tuple[Place, bool]]]:
        """Return the places called by any part of a text, and whether that is their full name."""
        words = list(dict.fromkeys(candidates(text)))
        marks = ",".join("?" * len(words))
        rows = self.connection.execute(
            "SELECT place.name, full, region.code, region.name, level, chain FROM place"  # noqa: S608
            f" JOIN region ON region.code = place.code WHERE place.name IN ({marks})",
            words,
        )
        found: dict[str, list[tuple[Place, bool]]] = {}
        for word, full, *region in rows:
            found.setdefault(word, []).append((_place(region), bool(full)))
        return found

    def has_content(self, code: str) -> bool:
        return self.searcher.doc_freq("within", code) > 0

    def candidates(self, units: Sequence[Unit], focus: Sequence[Place]) -> list[int]:
        """Return the numbers of entries that may answer: of the places first, then of any."""
        if not units:
            return []
        asked = Query.boolean_query([(Occur.Should, q) for q in self._parts(units)])
        near = Query.boolean_query([(Occur.Must, self._at(focus)), (Occur.Must, asked)])
        return list(dict.fromkeys([*self._ids(near, NEAR), *self._ids(asked, EVERYWHERE)]))

    def offices(self, focus: Sequence[Place]) -> list[int]:
        """Return the numbers of the offices of some places themselves."""
        here = Query.boolean_query(
            [(Occur.Should, self._term("place", place.code)) for place in focus]
        )
        office = self._term("type", "office")
        query = Query.boolean_query([(Occur.Must, office), (Occur.Must, here)])
        return self._ids(query, MOST_OFFICES, by_weight=True)

    def popular(self, focus: Sequence[Place], limit: int) -> list[int]:
        """Return the most used guides of some places and of the regions above them."""
        guide = self._term("type", "guide")
        query = Query.boolean_query([(Occur.Must, self._at(focus)), (Occur.Must, guide)])
        return self._ids(query, limit, by_weight=True)

    def opening(self, begun: str, focus: Sequence[Place] | None, limit: int) -> list[int]:
        """Return the most used entries one of whose names begins so, of some places or of any."""
        term = self._term("opening", begun[:LONGEST_OPENING])
        if focus is None:
            return self._ids(term, limit, by_weight=True)
        query = Query.boolean_query([(Occur.Must, self._at(focus)), (Occur.Must, term)])
        return self._ids(query, limit, by_weight=True)

    def read(self, numbers: Iterable[int], *, spoken: bool) -> list[Candidate]:
        """Return entries as they are ranked, with how their names are read where that matters."""
        said = "spoken" if spoken else "''"
        marks, numbers = _marks(numbers)
        rows = self.connection.execute(
            f"SELECT id, head, text, {said} FROM entry WHERE id IN ({marks})",  # noqa: S608
            numbers,
        )
        return [
            Candidate(number, orjson.loads(head), text, said) for number, head, text, said in rows
        ]

    def cards(self, numbers: Iterable[int]) -> dict[int, tuple[Mapping[str, Any], str]]:
        """Return (card, text) of entries by number."""
        marks, numbers = _marks(numbers)
        rows = self.connection.execute(
            f"SELECT id, card, text FROM entry WHERE id IN ({marks})",  # noqa: S608
            numbers,
        )
        return {number: (orjson.loads(card), text.decode()) for number, card, text in rows}

    def _parts(self, units: Sequence[Unit]) -> list[Query]:
        """Return what to look for: each pair, what stands for it, how it sounds, each number."""
        plain = _pairs(unit.variants[:1] for unit in units)
        varied = _pairs(unit.variants[1:] for unit in units)
        found = [q for unit in units for v in unit.variants for q in self._sounding(v)]
        found += [q for unit in units for q in self._number(unit.text)]
        for pair in self._rarest(plain, MOST_PAIRS):
            found += [self._named(pair, NAME_BOOST), self._term("text", pair)]
        alone = {u.text for u in units if len(u.text) == 1 and not self.rarity(u.text)}
        found += [self._term("character", character) for character in sorted(alone)]
        for pair in self._rarest(varied.keys() - plain.keys(), MOST_VARIANT_PAIRS):
            found.append(self._named(pair, NAME_BOOST * varied[pair] / 2))
        return found

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
        above = [(Occur.Should, self._term("place", code)) for code in sorted(codes)]
        below = [(Occur.Should, self._term("within", place.code)) for place in focus]
        return Query.const_score_query(Query.boolean_query([*above, *below]), 0.0)

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self.schema, field, text, kept_of(field))

    def _ids(self, query: Query, limit: int, *, by_weight: bool = False) -> list[int]:
        order: dict[str, Any] = (
            {"order_by_field": "weight", "order": Order.Desc} if by_weight else {}
        )
        hits = self.searcher.search(query, limit, count=False, **order).hits
        numbers = self.searcher.fast_field_values("id", [address for _, address in hits])
        return [int(number) for number in numbers if number is not None]

    @property
    def connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            file = self.folder / ENTRIES
            connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
            connection.execute(f"PRAGMA mmap_size = {MEMORY_MAP}")
            self._local.connection = connection
        return connection


def _pairs(variants: Iterable[Iterable[Variant]]) -> dict[str, float]:
    """Return the pairs of characters of written variants, and how much each counts at most."""
    found: dict[str, float] = {}
    for variant in (v for several in variants for v in several if v.kind == "text"):
        for pair in bigrams(variant.text):
            found[pair] = max(found.get(pair, 0), variant.factor)
    return found


def _place(row: Sequence[str]) -> Place:
    code, name, level, chain = row
    return Place(code, name, level, tuple(chain.split(" ")))


def _marks(numbers: Iterable[int]) -> tuple[str, list[int]]:
    listed = list(numbers)
    return ",".join("?" * len(listed)), listed


@lru_cache(maxsize=KEPT_OPEN)
def opened(folder: Path) -> Opened:
    """Return a release's search, kept open; the last few of a worker are."""
    return Opened(folder)

"""The places of a release by code and by every name, in a small database of its own.

Provinces and cities are also known by how they are read, for those who type pinyin.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from backend.release.image import Image
from backend.release.search.places import Place, candidates
from backend.text.pinyin import initials, syllables
from backend.vocabulary import NATION

FILE = "places.sqlite"
SCHEMA = """
CREATE TABLE region (code TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL,
                     chain TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (name TEXT NOT NULL, code TEXT NOT NULL, full INTEGER NOT NULL,
                    PRIMARY KEY (name, code)) WITHOUT ROWID;
"""
READ_ALOUD = frozenset({"province", "city"})  # 北安, a county, reads like 备案
MEMORY_MAP = 1 << 24

Called = dict[str, list[tuple[Place, bool]]]


def write(image: Image, folder: Path) -> None:
    """Write the places of an image."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for statement in SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO region VALUES (?, ?, ?, ?)", _regions(image))
        connection.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?)", _names(image))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _regions(image: Image) -> Iterator[tuple[str, str, str, str]]:
    for region in image.regions.by_code.values():
        yield region.code, region.name, region.level, " ".join(image.regions.chain(region.code))


def _names(image: Image) -> Iterator[tuple[str, str, int]]:
    for region in image.regions.by_code.values():
        yield region.name, region.code, 1
        aliases = list(filter(None, region.aliases.split("、")))
        yield from ((alias, region.code, 0) for alias in aliases)
        if region.level in READ_ALOUD:
            yield from (("".join(syllables(n)), region.code, 0) for n in (region.name, *aliases))


class Gazetteer:
    """Places by code and by name. Threads each have their own connection."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._local = threading.local()

    def place(self, code: str) -> Place | None:
        """Return a region by its code."""
        row = self._connection.execute(
            "SELECT code, name, level, chain FROM region WHERE code = ?", (code,)
        ).fetchone()
        return _place(row) if row else None

    def called(self, text: str, odd: Iterable[str] = ()) -> Called:
        """Return the places called by any part of a text, and whether that is their full name.

        `odd` are pairs of characters nobody writes, which may be meant for what sounds like them
        and has one of their characters: 身圳 for 深圳, but 伤害 is not 上海.
        """
        sounds = {pair: "".join(syllables(pair)) for pair in odd}
        found = self._named([*candidates(text), *sounds.values()])
        misspelt = {
            pair: [
                (place, full) for place, full in found.get(sound, ()) if _share(pair, place.name)
            ]
            for pair, sound in sounds.items()
        }
        return found | {pair: places for pair, places in misspelt.items() if places}

    def _named(self, words: Iterable[str]) -> Called:
        words = list(dict.fromkeys(words))
        marks = ",".join("?" * len(words))
        rows = self._connection.execute(
            "SELECT place.name, full, region.code, region.name, level, chain FROM place"  # noqa: S608
            f" JOIN region ON region.code = place.code WHERE place.name IN ({marks})",
            words,
        )
        found: Called = {}
        for word, full, *region in rows:
            found.setdefault(word, []).append((_place(region), bool(full)))
        return found

    def initials(self, focus: Iterable[Place]) -> list[str]:
        """Return the initials of places and of those they lie in: sz and szs for 深圳市."""
        codes = {code for place in focus for code in place.chain if code != NATION}
        places = [place for code in sorted(codes) if (place := self.place(code))]
        names = {name for place in places for name in (place.name, place.name[:-1])}
        return sorted({initials(syllables(name)) for name in names if len(name) > 1})

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self._file}?mode=ro&immutable=1", uri=True)
            connection.execute(f"PRAGMA mmap_size = {MEMORY_MAP}")
            self._local.connection = connection
        return connection


def _share(pair: str, name: str) -> bool:
    """Tell whether a pair and a name have the same character at the same place."""
    return any(one == other for one, other in zip(pair, name, strict=False))


def _place(row: Sequence[str]) -> Place:
    code, name, level, chain = row
    return Place(code, name, level, tuple(chain.split(" ")))

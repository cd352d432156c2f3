"""A baked folder, opened read-only and memory-mapped: look-ups by path and day."""

import gzip
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from backend.errors import Unavailable
from backend.release.folder import PAGES, is_whole, manifest_hash_of
from backend.release.negotiate import EITHER, OFFERED

MEMORY_MAP = 1 << 30
_FIND = (
    "SELECT page.valid_to, body.hash, body.plain, {packed} FROM page"
    " JOIN body ON body.id = page.body LEFT JOIN front ON front.id = body.front"
    " WHERE page.path = ? AND page.valid_from <= ? ORDER BY page.valid_from DESC LIMIT 1"
)
_PACKED = {name: f"front.{name}, body.{name}" for name in OFFERED}
FINDERS = {name: _FIND.format(packed=packed) for name, packed in _PACKED.items()}
FINDERS["identity"] = FINDERS["gzip"]  # what is not kept plain is unpacked
FINDERS[EITHER] = _FIND.format(packed=", ".join(_PACKED.values()))
SLICES = (
    "SELECT page.path, body.hash, body.plain, front.gzip, body.gzip FROM page"
    " JOIN body ON body.id = page.body LEFT JOIN front ON front.id = body.front"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A page's bytes on a day: until when they hold, and how they are encoded."""

    hash: str
    holds_until: date
    body: bytes
    encoding: str

    @property
    def etag(self) -> str:
        """Return a strong entity tag; each encoding is a representation of its own."""
        suffix = "" if self.encoding == "identity" else f"-{self.encoding}"
        return f'"{self.hash[:32]}{suffix}"'


class Damaged(Unavailable):
    code = "release_damaged"
    title = "发布文件已损坏"


class Store:
    """One release folder. Threads each have their own connection; nothing is ever written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()

    def verify(self, manifest_hash: str = "") -> None:
        """Raise `Damaged` unless the folder is byte for byte what was baked."""
        try:
            known = not manifest_hash or manifest_hash_of(self.folder) == manifest_hash
        except OSError as error:
            raise Damaged(f"发布文件夹读不出来：{error}", folder=self.folder.name) from error
        if not (known and is_whole(self.folder)):
            raise Damaged("发布文件与清单对不上", folder=self.folder.name)

    def is_there(self) -> bool:
        """Tell whether this thread can read it: a folder may go while it is kept open."""
        try:
            return self.folder.exists() and self._connection is not None
        except sqlite3.OperationalError:
            return False

    def find(self, path: str, day: date, encoding: str) -> Found | None:
        """Return a page as it is on a day, or None when there is no such page."""
        row = self._connection.execute(FINDERS[encoding], (path, day.isoformat())).fetchone()
        if row is None:
            return None
        valid_to, name, plain, *packed = row
        until = date.fromisoformat(valid_to)
        if plain is not None or encoding == "identity":
            return Found(name, until, _unpacked(plain, *packed[:2]), "identity")
        if encoding == EITHER:
            bodies = {name: _joined(*packed[2 * n : 2 * n + 2]) for n, name in enumerate(OFFERED)}
            encoding = min(OFFERED, key=lambda name: len(bodies[name]))
            return Found(name, until, bodies[encoding], encoding)
        return Found(name, until, _joined(*packed), encoding)

    def document(self, item_type: str, key: str) -> dict[str, Any] | None:
        """Return the stored form of an item that is asked live, such as a standard."""
        row = self._connection.execute(
            "SELECT document FROM item WHERE type = ? AND key = ?", (item_type, key)
        ).fetchone()
        return orjson.loads(row[0]) if row and row[0] else None

    def page(self, path: str, day: date) -> dict[str, Any] | None:
        """Return a page's content."""
        found = self.find(path, day, "identity")
        return orjson.loads(found.body) if found else None

    def items(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return (hash, title) of everything the image holds, by (type, key)."""
        rows = self._connection.execute("SELECT type, key, hash, title FROM item")
        return {(t, k): (h, title) for t, k, h, title in rows}

    def counts(self) -> dict[str, int]:
        return dict(
            self._connection.execute(
                "SELECT type, count(*) FROM item WHERE type <> 'regions' GROUP BY type"
            )
        )

    def slices(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield (path, hash, bytes) of every slice."""
        for path, name, *parts in self._connection.execute(SLICES):
            yield path, name, _unpacked(*parts)

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                f"file:{self.folder / PAGES}?mode=ro&immutable=1", uri=True
            )
            connection.execute(f"PRAGMA mmap_size = {MEMORY_MAP}")
            self._local.connection = connection
        return connection


def _unpacked(plain: bytes | None, front: bytes | None, gzipped: bytes | None) -> bytes:
    return gzip.decompress(_joined(front, gzipped)) if plain is None else plain


def _joined(front: bytes | None, own: bytes | None) -> bytes:
    return (front or b"") + (own or b"")

"""pages.sqlite: every slice of every page, what each page is made of, and what is asked live."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from backend.release import glance
from backend.release.image import Image
from backend.release.packing import Front
from backend.release.pages import Page, Slice, slices
from backend.release.plan import Plan

KEPT_DOCUMENTS = frozenset({"standard"})  # whose estimates are asked live

SCHEMA = """
CREATE TABLE page (path TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                   body TEXT NOT NULL, PRIMARY KEY (path, valid_from)) WITHOUT ROWID;
CREATE TABLE front (hash TEXT PRIMARY KEY, gzip BLOB NOT NULL, br BLOB NOT NULL);
CREATE TABLE body (hash TEXT PRIMARY KEY, front TEXT REFERENCES front (hash),
                   plain BLOB, gzip BLOB, br BLOB);
CREATE TABLE made_of (path TEXT PRIMARY KEY, inputs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (type TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, title TEXT NOT NULL,
                   glance BLOB NOT NULL, document TEXT, PRIMARY KEY (type, key)) WITHOUT ROWID;
"""


def write(image: Image, file: Path) -> int:
    """Bring a file, new or copied from a base, to what an image says.

    Pages made of the same as in the base stay; return how many had to be rendered.
    """
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        rendered = _Writer(connection).write(image)
        connection.execute("COMMIT")
    return rendered


def listed(file: Path) -> dict[str, list[list[str]]]:
    """Return [from, to, SHA-256] of every slice of every page, by path."""
    pages: dict[str, list[list[str]]] = {}
    with contextlib.closing(sqlite3.connect(file)) as connection:
        asked = "SELECT path, valid_from, valid_to, body FROM page ORDER BY 1, 2"
        for path, *piece in connection.execute(asked):
            pages.setdefault(path, []).append(piece)
    return pages


class _Writer:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
        self.known = dict(connection.execute("SELECT path, inputs FROM made_of"))
        self.bodies = {row[0] for row in connection.execute("SELECT hash FROM body")}
        self.fronts = {row[0] for row in connection.execute("SELECT hash FROM front")}
        self.shared: dict[object, list[Slice]] = {}

    def write(self, image: Image) -> int:
        planned, rendered = set(), 0
        for page in Plan(image).pages():
            planned.add(page.path)
            inputs = page.inputs
            if self.known.get(page.path) != inputs:
                self._replace(page, inputs)
                rendered += 1
        for path in self.known.keys() - planned:
            self._remove(path)
        self._write_items(image)
        if self.known:
            self._drop_orphans()
        return rendered

    def _replace(self, page: Page, inputs: str) -> None:
        if page.path in self.known:
            self._remove(page.path)
        rows = [
            (page.path, s.starts.isoformat(), s.ends.isoformat(), self._body(s))
            for s in self._slices(page)
        ]
        self.connection.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", rows)
        self.connection.execute("INSERT INTO made_of VALUES (?, ?)", (page.path, inputs))

    def _slices(self, page: Page) -> list[Slice]:
        if page.share is None:
            return slices(page)
        if page.share not in self.shared:
            self.shared[page.share] = slices(page)
        return self.shared[page.share]

    def _body(self, piece: Slice) -> str:
        name = piece.hash
        if name not in self.bodies:
            packed = piece.packed()
            row = name, self._front(piece.front), packed.plain, packed.gzip, packed.br
            self.connection.execute("INSERT INTO body VALUES (?, ?, ?, ?, ?)", row)
            self.bodies.add(name)
        return name

    def _front(self, front: Front | None) -> str | None:
        if front is None:
            return None
        if front.hash not in self.fronts:
            row = front.hash, front.gzip, front.br
            self.connection.execute("INSERT INTO front VALUES (?, ?, ?)", row)
            self.fronts.add(front.hash)
        return front.hash

    def _remove(self, path: str) -> None:
        self.connection.execute("DELETE FROM page WHERE path = ?", (path,))
        self.connection.execute("DELETE FROM made_of WHERE path = ?", (path,))

    def _drop_orphans(self) -> None:
        self.connection.execute("DELETE FROM body WHERE hash NOT IN (SELECT body FROM page)")
        self.connection.execute(
            "DELETE FROM front WHERE hash NOT IN (SELECT front FROM body WHERE front IS NOT NULL)"
        )

    def _write_items(self, image: Image) -> None:
        self.connection.execute("DELETE FROM item")
        self.connection.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", _items(image))


def _items(image: Image) -> Iterator[tuple[str, str, str, str, bytes, str | None]]:
    for item, name in image.hashes.items():
        seen = image.glance(item)
        kept = image.bodies[item] if item[0] in KEPT_DOCUMENTS else None
        yield (*item, name, seen.title, glance.stored(seen), kept)

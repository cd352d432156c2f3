"""pages.sqlite: every slice of every page, what each page is made of, and what is asked live."""

import contextlib
import sqlite3
from collections.abc import Collection
from itertools import chain, count
from pathlib import Path

from backend.release import glance
from backend.release.glance import Glance
from backend.release.image import Image
from backend.release.packing import Front
from backend.release.pages import PAGE_OF, Page, Slice, slices
from backend.release.plan import Plan
from backend.services import regions
from backend.services.stored import Item

PAGE_SIZE = 32_768  # bytes: most bodies are shorter, so that few are torn over several
KEPT_DOCUMENTS = frozenset({"standard"})  # whose estimates are asked live

SCHEMA = """
CREATE TABLE page (path TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                   body INTEGER NOT NULL REFERENCES body (id), PRIMARY KEY (path, valid_from))
             WITHOUT ROWID;
CREATE TABLE front (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, gzip BLOB NOT NULL,
                    br BLOB NOT NULL);
CREATE TABLE body (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, front INTEGER REFERENCES front (id),
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
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
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
        asked = (
            "SELECT path, valid_from, valid_to, hash FROM page"
            " JOIN body ON body.id = page.body ORDER BY 1, 2"
        )
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
        self.bodies: dict[str, int] = dict(connection.execute("SELECT hash, id FROM body"))
        self.fronts: dict[str, int] = dict(connection.execute("SELECT hash, id FROM front"))
        self.numbers = count(max([*self.bodies.values(), *self.fronts.values()], default=0) + 1)
        self.items = {
            (kind, key): name
            for kind, key, name in connection.execute("SELECT type, key, hash FROM item")
        }
        self.shared: dict[object, list[Slice]] = {}
        self.dropped: set[int] = set()

    def write(self, image: Image) -> int:
        changed = [
            item for item in image.hashes.keys() | self.items.keys()
            if image.hashes.get(item) != self.items.get(item)
        ]  # fmt: skip
        rendered = self._write_pages(Plan(image), image, changed)
        self._write_items(image, changed)
        if self.known:
            self._drop_orphans()
        return rendered

    def _write_pages(self, plan: Plan, image: Image, changed: list[Item]) -> int:
        reached, codes = self._touched(plan, image, changed)
        rendered, planned = 0, set()
        for page in chain(plan.pages_of(reached), plan.lists(codes)):
            planned.add(page.path)
            rendered += self._brought_up(page)
        untouched = {_home_of(item) for item in image.hashes} - {_home_of(item) for item in reached}
        untouched |= {f"/regions/{code}" for code in image.regions.by_code.keys() - set(codes)}
        for path in self.known.keys() - planned:
            if _owner(path) not in untouched:
                self._remove(path)
        return rendered

    def _touched(
        self, plan: Plan, image: Image, changed: list[Item]
    ) -> tuple[Collection[Item], Collection[str]]:
        """Return the items and the regions whose pages may read differently."""
        if not self.items or regions.ITEM in changed:
            return image.hashes.keys(), image.regions.by_code.keys()
        before = self._glances(changed)
        return plan.reached_by(changed, before), list(plan.regions_showing(changed, before))

    def _glances(self, items: list[Item]) -> list[Glance]:
        """Return how items were seen last."""
        asked = "SELECT glance FROM item WHERE type = ? AND key = ?"
        found = (self.connection.execute(asked, item).fetchone() for item in items)
        return [glance.read(row[0]) for row in found if row]

    def _brought_up(self, page: Page) -> bool:
        """Render a page unless it is there already, made of the same; tell whether it was."""
        inputs = page.inputs
        if self.known.get(page.path) == inputs:
            return False
        if page.path in self.known:
            self._remove(page.path)
        rows = [
            (page.path, s.starts.isoformat(), s.ends.isoformat(), self._body(s))
            for s in self._slices(page)
        ]
        self.connection.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", rows)
        self.connection.execute("INSERT INTO made_of VALUES (?, ?)", (page.path, inputs))
        return True

    def _slices(self, page: Page) -> list[Slice]:
        if page.share is None:
            return slices(page)
        if page.share not in self.shared:
            self.shared[page.share] = slices(page)
        return self.shared[page.share]

    def _body(self, piece: Slice) -> int:
        """Return the number of a slice's bytes, written unless they are there already."""
        name = piece.hash
        if name not in self.bodies:
            packed, number = piece.packed(), next(self.numbers)
            row = number, name, self._front(piece.front), packed.plain, packed.gzip, packed.br
            self.connection.execute("INSERT INTO body VALUES (?, ?, ?, ?, ?, ?)", row)
            self.bodies[name] = number
        return self.bodies[name]

    def _front(self, front: Front | None) -> int | None:
        if front is None:
            return None
        if front.hash not in self.fronts:
            row = next(self.numbers), front.hash, front.gzip, front.br
            self.connection.execute("INSERT INTO front VALUES (?, ?, ?, ?)", row)
            self.fronts[front.hash] = row[0]
        return self.fronts[front.hash]

    def _remove(self, path: str) -> None:
        bodies = self.connection.execute("SELECT body FROM page WHERE path = ?", (path,))
        self.dropped.update(body for (body,) in bodies)
        self.connection.execute("DELETE FROM page WHERE path = ?", (path,))
        self.connection.execute("DELETE FROM made_of WHERE path = ?", (path,))

    def _drop_orphans(self) -> None:
        """Remove the bodies no page shows any more, and the fronts no body goes on from."""
        shown = self.connection.execute("SELECT body FROM page")
        orphans = self.dropped.difference(body for (body,) in shown)
        self.connection.executemany("DELETE FROM body WHERE id = ?", ((o,) for o in orphans))
        self.connection.execute(
            "DELETE FROM front WHERE id NOT IN (SELECT front FROM body WHERE front IS NOT NULL)"
        )

    def _write_items(self, image: Image, changed: list[Item]) -> None:
        self.connection.executemany("DELETE FROM item WHERE type = ? AND key = ?", changed)
        rows = (_row(image, item) for item in changed if item in image)
        self.connection.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", rows)


def _row(image: Image, item: Item) -> tuple[str, str, str, str, bytes, str | None]:
    seen = image.glance(item)
    kept = image.bodies[item] if item[0] in KEPT_DOCUMENTS else None
    return (*item, image.hashes[item], seen.title, glance.stored(seen), kept)


def _home_of(item: Item) -> str:
    return f"{PAGE_OF.get(item[0], '')}{item[1]}"


def _owner(path: str) -> str:
    """Return the page whose item a page belongs to: /standards/x of /standards/x/chart.svg."""
    return "/".join(path.split("/")[:3])

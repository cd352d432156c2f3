"""Bake an image into an immutable folder: pages.sqlite and manifest.json.

What a bake writes depends on nothing but the image and the renderer, so that every machine that
bakes the same image gets the same manifest hash. Pages whose inputs a base has already rendered
are taken over from it.
"""

import contextlib
import fcntl
import gzip
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import orjson

from backend.errors import Unavailable
from backend.failpoints import failpoint
from backend.release.image import Image
from backend.release.pages import RENDERER, Page, Slice, slices
from backend.release.plan import Plan
from backend.release.search import index as search_index
from backend.services.stored import Item

PAGES, MANIFEST, CHECKSUM = "pages.sqlite", "manifest.json", "pages.sha256"
LOCK = ".lock"
FOLDER_MODE = 0o755  # a web server in front may read it
GZIP_LEVEL, BROTLI_QUALITY = 6, 5
SMALLEST_COMPRESSED = 500  # bytes; below it a compressed body saves nothing
KEPT_DOCUMENTS = frozenset({"standard"})  # whose estimates are asked live

SCHEMA = """
CREATE TABLE page (path TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                   body TEXT NOT NULL, PRIMARY KEY (path, valid_from)) WITHOUT ROWID;
CREATE TABLE body (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE,
                   identity BLOB NOT NULL, gzip BLOB, br BLOB);
CREATE TABLE made_of (path TEXT PRIMARY KEY, inputs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (type TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, title TEXT NOT NULL,
                   document TEXT, PRIMARY KEY (type, key)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Baked:
    """A finished folder, the hash of its manifest, and how many pages had to be rendered."""

    folder: Path
    manifest_hash: str
    rendered: int


def folder_name(image_hash: str) -> str:
    """Return the folder of an image: what it holds, and who rendered it."""
    return f"{image_hash[:16]}-{RENDERER}"


def bake(image: Image, image_hash: str, root: Path, *, base: Path | None = None) -> Baked:
    """Bake an image under `root` and return the folder; one that is there and whole is kept.

    Everything is written to a temporary folder, synced, and renamed: a reader never sees a half.
    Raises `Unavailable` when it cannot be written, as on a full disk.
    """
    try:
        with sole_baker(root):
            return _kept_or_baked(image, image_hash, root / folder_name(image_hash), base)
    except (OSError, sqlite3.Error) as error:
        message = f"写不进发布文件夹，请检查磁盘空间和权限：{error}"
        raise Unavailable(message, folder=str(root)) from error


@contextlib.contextmanager
def sole_baker(root: Path) -> Iterator[None]:
    """Hold the lock under which this machine bakes: one process at a time."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _kept_or_baked(image: Image, image_hash: str, target: Path, base: Path | None) -> Baked:
    if is_whole(target) and _manifest(image_hash, target) == (target / MANIFEST).read_bytes():
        return Baked(target, manifest_hash_of(target), 0)
    put_aside(target)
    sweep(target.parent)
    return _bake(image, image_hash, target, base)


def _bake(image: Image, image_hash: str, target: Path, base: Path | None) -> Baked:
    work = Path(tempfile.mkdtemp(prefix=".baking-", dir=target.parent))
    work.chmod(FOLDER_MODE)
    base = base if base is not None and is_whole(base) else None
    try:
        rendered = _write_pages(image, work / PAGES, base)
        search_index.write(image, work, base)
        failpoint("bake.rendered")
        _write_manifest(image_hash, work)
        _sync(work)
        failpoint("bake.synced")
        work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _sync_folder(target.parent)
    failpoint("bake.renamed")
    return Baked(target, manifest_hash_of(target), rendered)


def manifest_hash_of(folder: Path) -> str:
    """Return the SHA-256 of a folder's manifest."""
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def sweep(root: Path) -> int:
    """Remove what interrupted bakes left behind; return how many. Only under the lock."""
    left = list(root.glob(".baking-*"))
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _write_pages(image: Image, file: Path, base: Path | None) -> int:
    """Write pages.sqlite, taking over what a whole base made of the same; return the rest."""
    if base is not None:
        shutil.copyfile(base / PAGES, file)
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        rendered = _Writer(connection).write(image)
        connection.execute("COMMIT")
    finally:
        connection.close()
    return rendered


class _Writer:
    """Brings a pages.sqlite, new or copied from a base, to what an image says."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
        self.known = dict(connection.execute("SELECT path, inputs FROM made_of"))
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
        if not self.connection.execute("SELECT 1 FROM body WHERE hash = ?", (name,)).fetchone():
            self.connection.execute(
                "INSERT INTO body (hash, identity, gzip, br) VALUES (?, ?, ?, ?)",
                (name, piece.body, *_compressed(piece.body)),
            )
        return name

    def _remove(self, path: str) -> None:
        self.connection.execute("DELETE FROM page WHERE path = ?", (path,))
        self.connection.execute("DELETE FROM made_of WHERE path = ?", (path,))

    def _drop_orphans(self) -> None:
        self.connection.execute("DELETE FROM body WHERE hash NOT IN (SELECT body FROM page)")

    def _write_items(self, image: Image) -> None:
        self.connection.execute("DELETE FROM item")
        self.connection.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?)", _items(image))


def _items(image: Image) -> Iterator[tuple[str, str, str, str, str | None]]:
    for item in image.bodies:
        kept = image.bodies[item] if item[0] in KEPT_DOCUMENTS else None
        yield (*item, image.hashes[item], _title(image, item), kept)


def _title(image: Image, item: Item) -> str:
    if item[0] == "regions":
        return "行政区划"
    document = image[item]
    return str(document.get("title") or document["name"])


def _compressed(body: bytes) -> tuple[bytes | None, bytes | None]:
    if len(body) < SMALLEST_COMPRESSED:
        return None, None
    return (
        gzip.compress(body, GZIP_LEVEL, mtime=0),
        brotli.compress(body, quality=BROTLI_QUALITY),
    )


def _write_manifest(image_hash: str, work: Path) -> None:
    (work / MANIFEST).write_bytes(_manifest(image_hash, work))
    (work / CHECKSUM).write_text(checksum(work / PAGES), "ascii")


def _manifest(image_hash: str, folder: Path) -> bytes:
    """Return what manifest.json holds: the SHA-256 of every slice of every page, and of search."""
    baked = {"search": search_index.digest(folder), "pages": listed(folder)}
    return orjson.dumps({"renderer": RENDERER, "image": image_hash, **baked})


def listed(folder: Path) -> dict[str, list[list[str]]]:
    """Return [from, to, SHA-256] of every slice of every page that pages.sqlite holds, by path."""
    connection = sqlite3.connect(folder / PAGES)
    pages: dict[str, list[list[str]]] = {}
    rows = connection.execute("SELECT path, valid_from, valid_to, body FROM page ORDER BY 1, 2")
    for path, *piece in rows:
        pages.setdefault(path, []).append(piece)
    connection.close()
    return pages


def is_whole(folder: Path) -> bool:
    """Tell whether the pages of a folder are byte for byte what was baked."""
    try:
        written = (folder / CHECKSUM).read_bytes()
        same = checksum(folder / PAGES).encode() == written and (folder / MANIFEST).exists()
        return same and search_index.is_whole(folder)
    except OSError:
        return False


def put_aside(folder: Path) -> None:
    """Move a damaged folder out of the way, for a person to look at."""
    if folder.exists():
        folder.rename(folder.with_name(f".damaged-{folder.name}-{time.time_ns()}"))


def checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    for file in filter(Path.is_file, folder.iterdir()):  # search syncs its own
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Write the index of an image: tantivy over pairs of characters, and the entries beside it.

`search/index` finds candidates, `search/entries.sqlite` holds what they are ranked and shown by.
tantivy names its files at random, so the folder is not part of the manifest; `search.sha256` lists
what was written, byte for byte, and a folder that does not agree is baked again.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
import tantivy

from backend.release.image import Image
from backend.release.search.entries import (
    FORMAT,
    SEARCHED,
    Entry,
    entry,
    inputs_of,
    openings,
    plain_text,
    region_names,
)
from backend.services import regions
from backend.services.stored import Item
from backend.text.normal import narrowed
from backend.text.pinyin import initials, sound_pairs

FOLDER, CHECKSUMS = "search", "search.sha256"
INDEX, ENTRIES = "index", "entries.sqlite"
SYNONYMS: Item = ("synonyms", "zh")
PAIRS, SINGLES, OPENINGS, WORDS, RAW = "pairs", "singles", "openings", "words", "raw"
LONGEST_OPENING = 12
HEAP = 64_000_000  # bytes; smaller makes more, smaller segments
SHORTEST_NUMBER = 4
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE made_of (item TEXT PRIMARY KEY, inputs TEXT NOT NULL, id INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE entry (id INTEGER PRIMARY KEY, head BLOB NOT NULL, text BLOB NOT NULL,
                    spoken TEXT NOT NULL, card BLOB NOT NULL);
CREATE TABLE region (code TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL,
                     chain TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (name TEXT NOT NULL, code TEXT NOT NULL, full INTEGER NOT NULL,
                    PRIMARY KEY (name, code)) WITHOUT ROWID;
"""


def schema() -> Any:
    """Return the fields of the index; positions are not kept, nothing asks for phrases."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("weight", stored=False, fast=True)
    for name, tokens in (
        ("name", PAIRS), ("text", PAIRS), ("character", SINGLES), ("sound", WORDS),
        ("initials", PAIRS),
        ("opening", OPENINGS), ("number", WORDS), ("place", RAW), ("within", RAW), ("type", RAW),
    ):  # fmt: skip
        kept = kept_of(name)
        builder.add_text_field(name, stored=False, tokenizer_name=tokens, index_option=kept)
    return builder.build()


def kept_of(field: str) -> str:
    """Return what the index keeps of a field's terms: how often they occur, or only where."""
    return "freq" if field in ("name", "text") else "basic"


def register(index: Any) -> None:
    """Name the ways of cutting text into terms, in a new or an opened index."""
    cut = tantivy.Tokenizer
    for name, tokenizer in (
        (PAIRS, cut.ngram(2, 2, False)), (SINGLES, cut.ngram(1, 1, False)),
        (OPENINGS, cut.ngram(1, LONGEST_OPENING, True)),
        (WORDS, cut.whitespace()), (RAW, cut.raw()),
    ):  # fmt: skip
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())


def write(image: Image, work: Path, base: Path | None) -> int:
    """Write the search folder of an image under `work`; return how many entries were made anew.

    Entries made of the same as in the base are taken over from it.
    """
    folder = work / FOLDER
    if base is not None and is_whole(base):
        shutil.copytree(base / FOLDER, folder)
    else:
        (folder / INDEX).mkdir(parents=True)
    with _opened(folder / ENTRIES) as connection:
        made = _Writer(image, folder, connection).write()
    (work / CHECKSUMS).write_text(checksums(folder), "ascii")
    _sync(folder)
    return made


def is_whole(baked: Path) -> bool:
    """Tell whether a baked folder's search is byte for byte what this code wrote."""
    try:
        return (baked / CHECKSUMS).read_text("ascii") == checksums(baked / FOLDER)
    except OSError:
        return False


def checksums(folder: Path) -> str:
    """Return the format and the SHA-256 of every file of a search folder, one a line."""
    lines = [f"format {FORMAT} {version('tantivy')}"]
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".lock":
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
            lines.append(f"{digest}  {file.relative_to(folder).as_posix()}")
    return "\n".join(lines) + "\n"


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


class _Writer:
    """Brings a search folder, new or copied from a base, to what an image says."""

    def __init__(self, image: Image, folder: Path, connection: sqlite3.Connection) -> None:
        self.image = image
        self.connection = connection
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
        rows = connection.execute("SELECT item, inputs, id FROM made_of")
        self.known = {item: (inputs, number) for item, inputs, number in rows}
        self.next_id = max((number for _, number in self.known.values()), default=0) + 1
        self.index = tantivy.Index(schema(), str(folder / INDEX), reuse=True)
        register(self.index)
        self.names: dict[tuple[str, ...], tuple[str, ...]] = {}

    def write(self) -> int:
        self._write_regions()
        self._set("synonyms", self.image.bodies.get(SYNONYMS, "{}"))
        changed, gone = self._changes()
        if changed or gone or not self.known:
            self._replace(changed, gone)
        return len(changed)

    def _changes(self) -> tuple[dict[Item, str], list[str]]:
        """Return what has to be indexed anew, with its inputs, and what goes."""
        regions_hash = self.image.hashes[regions.ITEM]
        items = [item for kind in SEARCHED for item in self.image.of_type(kind)]
        inputs = {item: inputs_of(self.image, item, regions_hash) for item in items}
        changed = {
            item: made for item, made in inputs.items()
            if self.known.get("/".join(item), ("",))[0] != made
        }  # fmt: skip
        return changed, sorted(self.known.keys() - {"/".join(item) for item in items})

    def _replace(self, changed: dict[Item, str], gone: Iterable[str]) -> None:
        writer = self.index.writer(HEAP, 1)
        replaced = [name for item in changed if (name := "/".join(item)) in self.known]
        for name in (*gone, *replaced):
            writer.delete_documents_by_term("id", self.known[name][1])
            self._execute("DELETE FROM entry WHERE id = ?", self.known[name][1])
            self._execute("DELETE FROM made_of WHERE item = ?", name)
        for item, inputs in changed.items():
            self._add(writer, entry(self.image, item), inputs)
        writer.commit()
        writer.wait_merging_threads()

    def _add(self, writer: Any, found: Entry, inputs: str) -> None:
        name = "/".join(found.item)
        number = self.known[name][1] if name in self.known else self.next_id
        self.next_id += name not in self.known
        self._execute("INSERT INTO made_of VALUES (?, ?, ?)", name, inputs, number)
        text = narrowed("\n".join(found.lines)).encode()
        parts = _head(found), text, found.spoken, orjson.dumps(found.card)
        self._execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", number, *parts)
        document = tantivy.Document()
        document.add_unsigned("id", number)
        document.add_unsigned("weight", found.weight)
        for field, value in terms(found, openings(found, self._names_of(found.chain))):
            document.add_text(field, value)
        writer.add_document(document)

    def _names_of(self, chain: tuple[str, ...]) -> tuple[str, ...]:
        if chain not in self.names:
            self.names[chain] = region_names(self.image, chain)
        return self.names[chain]

    def _execute(self, statement: str, *values: object) -> None:
        self.connection.execute(statement, values)

    def _set(self, name: str, value: str) -> None:
        self.connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _write_regions(self) -> None:
        """Write the region list and its names, unless the base has that very list."""
        wanted = self.image.hashes[regions.ITEM]
        row = self.connection.execute("SELECT value FROM meta WHERE name = 'regions'").fetchone()
        if row == (wanted,):
            return
        tree = self.image.regions
        self.connection.execute("DELETE FROM region")
        self.connection.execute("DELETE FROM place")
        rows = ((r.code, r.name, r.level, " ".join(tree.chain(r.code)))
                for r in tree.by_code.values())  # fmt: skip
        self.connection.executemany("INSERT INTO region VALUES (?, ?, ?, ?)", rows)
        insert = "INSERT OR IGNORE INTO place VALUES (?, ?, ?)"
        self.connection.executemany(insert, _places(self.image))
        self._set("regions", wanted)


def _head(found: Entry) -> bytes:
    kind, key = found.item
    head = {"type": kind, "key": key, "chain": found.chain, "weight": found.weight,
            "names": found.names, **found.head}  # fmt: skip
    return orjson.dumps(head)


def _places(image: Image) -> Iterator[tuple[str, str, int]]:
    for region in image.regions.by_code.values():
        yield region.name, region.code, 1
        for alias in filter(None, region.aliases.split("、")):
            yield alias, region.code, 0


def terms(found: Entry, opened: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (field, value) of everything an entry is found by."""
    for name, read in zip(found.names, found.read, strict=True):
        yield "name", name
        yield "character", name
        yield "sound", " ".join([*read, *sound_pairs(read)])
        yield "initials", initials(read)
    said = plain_text(narrowed("\n".join(found.lines)))
    yield "text", "\n".join((*found.names, said)).lower()
    for opening in opened:
        yield "opening", opening
    for number in found.card.get("phones", ()):
        ends = range(SHORTEST_NUMBER, len(number) + 1)
        yield "number", " ".join(sorted({p for n in ends for p in (number[:n], number[-n:])}))
    yield "place", found.region
    yield "type", found.item[0]
    for code in found.chain:
        yield "within", code


def _sync(folder: Path) -> None:
    for file in sorted(folder.rglob("*")):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

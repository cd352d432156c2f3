"""Write the search folder of an image: what finds entries, and the entries themselves.

`index` is tantivy's, over pairs of characters; `entries-*.bin` holds what entries are ranked and
shown by, `places.sqlite` the regions and their names, `words.json` the search words, `made_of.json`
what each entry was made of. tantivy names its files at random, so the manifest lists the folder by
what it was made of (`digest`); `search.xxh3` lists it byte for byte, and a folder that does not
agree is baked again.
"""

import contextlib
import hashlib
import os
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
import tantivy

from backend.release.checksum import checksum
from backend.release.image import Document, Image
from backend.release.search import gazetteer, terms
from backend.release.search.entries import entry, region_names
from backend.release.search.made_of import MADE_OF, Change, MadeOf, name_of
from backend.release.search.shelf import SHELVES, Shelf
from backend.services.stored import Item
from backend.text.lexicon import is_proper
from backend.text.normal import compact

FORMAT = "3"  # raise it when the same documents would be indexed otherwise
FOLDER, CHECKSUMS = "search", "search.xxh3"
INDEX, WORDS = "index", "words.json"
SYNONYMS: Item = ("synonyms", "zh")
HEAP, SMALL_HEAP = 64_000_000, 16_000_000  # bytes; smaller makes more, smaller segments
SMALL = 100  # entries
REWRITTEN = frozenset({"meta.json", ".managed.json", MADE_OF, WORDS, SHELVES[1]})


def write(image: Image, work: Path, base: Path | None) -> int:
    """Write the search folder of an image under `work`; return how many entries were made anew.

    Entries made of the same as in the base, which must be whole, are taken over from it.
    """
    folder = work / FOLDER
    known = MadeOf.read(base / FOLDER) if base is not None else MadeOf()
    change = known.change_to(image)
    if base is None or change.is_whole:
        change, linked = MadeOf().change_to(image), _begun(image, folder)
    else:
        linked = _taken_over(base, folder)
    _Writer(image, folder, change).write()
    (folder / WORDS).write_bytes(orjson.dumps(_words(image)))
    (work / CHECKSUMS).write_text(_checksums(folder, linked), "ascii")
    _sync(folder)
    return len(change.changed)


def _begun(image: Image, folder: Path) -> dict[str, str]:
    """Begin a folder in which nothing is taken over."""
    (folder / INDEX).mkdir(parents=True)
    gazetteer.write(image, folder)
    return {}


def _words(image: Image) -> dict[str, Any]:
    """Return the search words, and the names of channels: who types one means it in one piece."""
    items = image.of_type("channel")
    image.read_ahead(items)
    channels = (image[item] for item in items)
    called = {n for c in channels for n in (c["name"], *(a["name"] for a in c.get("aliases", ())))}
    proper = sorted(name for name in map(compact, called) if is_proper(name))
    return {"synonyms": _synonyms(image), "proper": proper}


def _synonyms(image: Image) -> Document:
    if SYNONYMS not in image:
        return {}
    return image[SYNONYMS]


def is_whole(baked: Path) -> bool:
    """Tell whether a baked folder's search is byte for byte what this code wrote."""
    try:
        return (baked / CHECKSUMS).read_text("ascii") == _checksums(baked / FOLDER, {})
    except OSError:
        return False


def digest(baked: Path) -> str:
    """Return the SHA-256 of what a baked folder's search was made of: the same on every machine."""
    words = (baked / FOLDER / WORDS).read_bytes()
    made_of = MadeOf.read(baked / FOLDER).told()
    return hashlib.sha256(b"\n".join((FORMAT.encode(), words, made_of))).hexdigest()


def _taken_over(base: Path, folder: Path) -> dict[str, str]:
    """Bring a base's files into a folder; return the checksums of those that are the very same.

    Files that are never written again are linked: two releases have them on disk once.
    """
    shutil.copytree(base / FOLDER, folder, copy_function=_brought, ignore=_locks)
    lines = (base / CHECKSUMS).read_text("ascii").splitlines()[1:]
    listed = (line.partition("  ") for line in lines)
    return {name: known for known, _, name in listed if Path(name).name not in REWRITTEN}


def _brought(source: str, target: str) -> None:
    if Path(source).name not in REWRITTEN:
        with contextlib.suppress(OSError):  # another disk, or one without links
            os.link(source, target)
            return
    shutil.copyfile(source, target)


def _locks(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".lock")]


def _checksums(folder: Path, known: dict[str, str]) -> str:
    """Return the format and the checksum of every file of a search folder, one a line."""
    lines = [f"format {FORMAT} {version('tantivy')}"]
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".lock":
            name = file.relative_to(folder).as_posix()
            lines.append(f"{known.get(name) or checksum(file)}  {name}")
    return "\n".join(lines) + "\n"


class _Writer:
    """Brings a search folder, new or taken over from a base, to what an image says."""

    def __init__(self, image: Image, folder: Path, change: Change) -> None:
        self.image = image
        self.folder = folder
        self.change = change
        self.schema = terms.schema()
        self.names: dict[tuple[str, ...], tuple[str, ...]] = {}

    def write(self) -> None:
        index = tantivy.Index(self.schema, str(self.folder / INDEX), reuse=True)
        terms.register(index)
        for name in SHELVES:
            (self.folder / name).touch()
        if self.change.size:
            self._apply(index.writer(SMALL_HEAP if self.change.size < SMALL else HEAP, 1))
        self.change.made().write(self.folder)

    def _apply(self, writer: Any) -> None:
        for address in self.change.withdrawn:
            # by query: by term, tantivy-py takes a number for a signed one and deletes nothing
            there = tantivy.Query.term_query(self.schema, "address", address)
            writer.delete_documents_by_query(there)
        shelf = Shelf(self.folder, 1 if self.change.known.items else 0)
        for item in self.change.changed:
            self.change.addresses[name_of(item)] = self._put(writer, shelf, item)
        shelf.close()
        writer.commit()
        writer.wait_merging_threads()

    def _put(self, writer: Any, shelf: Shelf, item: Item) -> int:
        chain = self.image.regions.chain(self.image[item]["region"])
        places = self._names_of(chain)
        found = entry(self.image, item, self.change.references[item], places)
        address = shelf.put(found.parts)
        writer.add_document(terms.document(found, address, places))
        return address

    def _names_of(self, chain: tuple[str, ...]) -> tuple[str, ...]:
        if chain not in self.names:
            self.names[chain] = region_names(self.image, chain)
        return self.names[chain]


def _sync(folder: Path) -> None:
    for file in sorted(folder.rglob("*")):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

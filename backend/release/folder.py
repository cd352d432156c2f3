"""A baked folder: what lies in it, and whether it is as it was baked."""

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from backend.release import glance
from backend.release.checksum import checksum
from backend.release.glance import Glance
from backend.release.pages import RENDERER
from backend.release.search import index as search_index
from backend.services.stored import Item

PAGES, MANIFEST, CHECKSUM = "pages.sqlite", "manifest.json", "pages.xxh3"


@dataclass(frozen=True, slots=True)
class Base:
    """A folder that was found whole: what is made of the same is taken over from it."""

    folder: Path

    @classmethod
    def found_at(cls, folder: Path) -> "Base | None":
        return cls(folder) if is_whole(folder) else None

    def glances(self, hashes: Mapping[Item, str]) -> dict[Item, Glance]:
        """Return the glances of those items that are still what they were."""
        with closing(sqlite3.connect(self.folder / PAGES)) as connection:
            rows = connection.execute("SELECT type, key, hash, glance FROM item")
            return {
                (kind, key): glance.read(text)
                for kind, key, name, text in rows
                if hashes.get((kind, key)) == name
            }


def folder_name(image_hash: str) -> str:
    """Return the folder of an image: what it holds, and who rendered it."""
    return f"{image_hash[:16]}-{RENDERER}"


def manifest_hash_of(folder: Path) -> str:
    """Return the SHA-256 of a folder's manifest."""
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


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
    with contextlib.suppress(FileNotFoundError):  # it may be gone, or be going
        folder.rename(folder.with_name(f".damaged-{folder.name}-{time.time_ns()}"))

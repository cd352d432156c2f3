"""Bake an image into an immutable folder: pages.sqlite and manifest.json.

What a bake writes depends on nothing but the image and the renderer, so that every machine that
bakes the same image gets the same manifest hash. Pages whose inputs a base has already rendered
are taken over from it.
"""

import contextlib
import fcntl
import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from backend.errors import Unavailable
from backend.failpoints import failpoint
from backend.release import pages_file
from backend.release.checksum import checksum
from backend.release.folder import (
    CHECKSUM,
    MANIFEST,
    PAGES,
    Base,
    folder_name,
    is_whole,
    manifest_hash_of,
    put_aside,
)
from backend.release.image import Image
from backend.release.pages import RENDERER
from backend.release.pages_file import listed
from backend.release.search import index as search_index

LOCK = ".lock"
FOLDER_MODE = 0o755  # a web server in front may read it


@dataclass(frozen=True, slots=True)
class Baked:
    """A finished folder, the hash of its manifest, and how many pages had to be rendered."""

    folder: Path
    manifest_hash: str
    rendered: int


def bake(image: Image, image_hash: str, root: Path, *, base: Base | None = None) -> Baked:
    """Bake an image under `root` and return the folder; one that is there and whole is kept.

    Everything is written to a temporary folder, synced, and renamed: a reader never sees a half.
    Raises `Unavailable` when it cannot be written, as on a full disk.
    """
    try:
        with sole_baker(root), uncollected():
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


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Keep the cycle collector away from many small objects that stay: there are no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _kept_or_baked(image: Image, image_hash: str, target: Path, base: Base | None) -> Baked:
    if is_whole(target) and _manifest(image_hash, target) == (target / MANIFEST).read_bytes():
        return Baked(target, manifest_hash_of(target), 0)
    put_aside(target)
    sweep(target.parent)
    return _bake(image, image_hash, target, base)


def _bake(image: Image, image_hash: str, target: Path, base: Base | None) -> Baked:
    work = Path(tempfile.mkdtemp(prefix=".baking-", dir=target.parent))
    work.chmod(FOLDER_MODE)
    try:
        rendered = _write_pages(image, work / PAGES, base)
        search_index.write(image, work, base.folder if base else None)
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


def remove(folder: Path) -> None:
    """Remove a folder in one step: nobody finds half of it. Only under the lock."""
    going = folder.rename(folder.with_name(f".going-{folder.name}"))
    shutil.rmtree(going, ignore_errors=True)


def sweep(root: Path) -> int:
    """Remove what was interrupted half-way; return how many. Only under the lock."""
    left = [*root.glob(".baking-*"), *root.glob(".going-*")]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _write_pages(image: Image, file: Path, base: Base | None) -> int:
    """Write pages.sqlite, taking over from the base what is made of the same; return the rest."""
    if base is not None:
        shutil.copyfile(base.folder / PAGES, file)
    return pages_file.write(image, file)


def _write_manifest(image_hash: str, work: Path) -> None:
    (work / MANIFEST).write_bytes(_manifest(image_hash, work))
    (work / CHECKSUM).write_text(checksum(work / PAGES), "ascii")


def _manifest(image_hash: str, folder: Path) -> bytes:
    """Return what manifest.json holds: the SHA-256 of every slice of every page, and of search."""
    baked = {"search": search_index.digest(folder), "pages": listed(folder / PAGES)}
    return orjson.dumps({"renderer": RENDERER, "image": image_hash, **baked})


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

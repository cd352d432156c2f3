"""Check that a folder is what was published: byte by byte, and by baking it once more."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import orjson

from backend.models import Release
from backend.release.bake import bake
from backend.release.folder import MANIFEST, PAGES, folder_name
from backend.release.line import image_of
from backend.release.pages import RENDERER
from backend.release.pages_file import listed
from backend.release.search import index as search_index
from backend.release.store import Damaged, Store
from backend.release.timeline import manifest_of
from backend.services import releases


def verify(release: Release, root: Path) -> int:
    """Compare every page with its SHA-256 and the folder with the database; return the pages.

    Raises `Damaged` naming the first thing that differs.
    """
    store = Store(root / folder_name(release.image_hash))
    store.verify(manifest_of(release))
    manifest = _manifest(store.folder)
    _require("/search", search_index.digest(store.folder) == manifest["search"])
    held, wanted = listed(store.folder / PAGES), manifest["pages"]
    for path in sorted(held.keys() | wanted.keys()):
        _require(path, held.get(path) == wanted.get(path))
    for path, name, body in store.slices():
        _require(path, hashlib.sha256(body).hexdigest() == name)
    return len(held)


def _manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = orjson.loads((folder / MANIFEST).read_bytes())
    return manifest


def _require(path: str, agrees: bool) -> None:
    if not agrees:
        raise Damaged(f"页面 {path} 与清单对不上", page=path)


def rebake(release: Release) -> None:
    """Bake the release anew, from nothing, and compare the manifests."""
    image = image_of(releases.pins_of(release))
    with tempfile.TemporaryDirectory() as scratch:
        again = bake(image, release.image_hash, Path(scratch))
    if release.renderer == RENDERER and again.manifest_hash != release.manifest_hash:
        raise Damaged("重新渲染的结果与发布时不同", expected=release.manifest_hash)

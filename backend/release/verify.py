"""Check that a folder is what was published: byte by byte, and by baking it once more."""

import hashlib
import tempfile
from pathlib import Path

from backend.models import Release
from backend.release.bake import bake, folder_name
from backend.release.publish import image_of
from backend.release.store import Damaged, Store
from backend.services import releases


def verify(release: Release, root: Path) -> int:
    """Compare every page with its SHA-256 and the folder with the database; return the pages.

    Raises `Damaged` naming the first thing that differs.
    """
    store = Store(root / folder_name(release.image_hash))
    store.verify(release.manifest_hash)
    pages = set()
    for path, name, body in store.slices():
        if hashlib.sha256(body).hexdigest() != name:
            raise Damaged(f"页面 {path} 与清单对不上", page=path)
        pages.add(path)
    return len(pages)


def rebake(release: Release) -> None:
    """Bake the release anew, from nothing, and compare the manifests."""
    image = image_of(releases.pins_of(release))
    with tempfile.TemporaryDirectory() as scratch:
        again = bake(image, release.image_hash, Path(scratch))
    if again.manifest_hash != release.manifest_hash:
        raise Damaged("重新渲染的结果与发布时不同", expected=release.manifest_hash)

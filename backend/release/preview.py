"""A release that is not out yet, baked and opened as if it were; readers never meet it."""

import threading
import time
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from backend.clock import now
from backend.models import Release
from backend.release.bake import bake, remove, sole_baker, sweep
from backend.release.folder import Base, folder_name
from backend.release.line import image_of
from backend.release.pages import RENDERER
from backend.release.proposal import Proposal
from backend.release.reader import Served
from backend.release.store import Damaged, Store
from backend.release.timeline import Entry
from backend.services import previews, releases

KEPT_OPEN = 4  # previews that stay open in each process
KEPT_FOR = timedelta(days=14)  # since it was baked, when no link shows it any more


class Previews:
    """Opens what is asked for, and keeps the last few open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._open: dict[str, Store] = {}
        self._lock = threading.Lock()

    def served(self, release: Release) -> Served:
        """Return a release as it would answer: its changes over what it would go out on.

        That may change meanwhile, and what is shown with it.
        """
        pins = _pins(release)
        image_hash = releases.image_hash(pins)
        at = release.go_live_at or now()
        entry = Entry(release.id, release.title, at.timestamp(), image_hash, "")
        with self._lock:
            store = self._open.pop(image_hash, None)
            if store is None or not store.is_there():
                store = self._opened(pins, image_hash)
            self._open[image_hash] = store  # the newest last
            for oldest in list(self._open)[:-KEPT_OPEN]:
                del self._open[oldest]
        return Served(entry, store)

    def _opened(self, pins: releases.Pins, image_hash: str) -> Store:
        """Open a folder that is there and whole, or bake it."""
        store = Store(self.root / folder_name(image_hash))
        try:
            store.verify()
        except Damaged:
            base = _base(self.root)
            bake(image_of(pins, base), image_hash, self.root, base=base)
        return store


def needed() -> set[str]:
    """Return the names of the folders that a release has, or an open link shows."""
    held = [release.image_hash for release in releases.every() if release.image_hash]
    shown = [releases.image_hash(_pins(release)) for release in previews.shown()]
    return set(map(folder_name, held + shown))


def forget(root: Path, needed: Collection[str]) -> int:
    """Remove what this renderer baked long ago and nobody needs; return how many folders.

    Those of another renderer are not ours to judge: its processes may still answer out of them.
    """
    oldest = time.time() - KEPT_FOR.total_seconds()
    with sole_baker(root):
        sweep(root)
        idle = [
            folder
            for folder in root.glob(f"[!.]*-{RENDERER}")
            if folder.name not in needed and folder.stat().st_mtime < oldest
        ]
        for folder in idle:
            remove(folder)
    return len(idle)


def _pins(release: Release) -> releases.Pins:
    if release.state in releases.PUBLISHED:
        return releases.pins_of(release)
    return Proposal.of_release(release).pins


def _base(root: Path) -> Base | None:
    live = releases.live(now())
    return Base.found_at(root / folder_name(live.image_hash)) if live else None

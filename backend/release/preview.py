"""A release that is not out yet, baked and opened as if it were; readers never meet it."""

import shutil
import threading
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from backend.clock import now
from backend.models import Release
from backend.release.bake import bake, sole_baker
from backend.release.folder import Base, folder_name
from backend.release.line import image_of
from backend.release.proposal import Proposal
from backend.release.reader import Served
from backend.release.store import Damaged, Store
from backend.release.timeline import Entry
from backend.services import releases

KEPT_OPEN = 4  # previews that stay open in each process
KEPT_FOR = timedelta(days=14)


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
            store = self._open.pop(image_hash, None) or self._opened(pins, image_hash)
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


def forget(root: Path, every: Iterable[Release]) -> int:
    """Remove folders that no release needs and nobody looked into lately; return how many."""
    needed = {folder_name(release.image_hash) for release in every if release.image_hash}
    oldest = time.time() - KEPT_FOR.total_seconds()
    with sole_baker(root):
        idle = [
            folder
            for folder in root.iterdir()
            if folder.is_dir() and not folder.name.startswith(".")
            and folder.name not in needed and folder.stat().st_mtime < oldest
        ]  # fmt: skip
        for folder in idle:
            shutil.rmtree(folder, ignore_errors=True)
    return len(idle)


def _pins(release: Release) -> releases.Pins:
    if release.state in releases.PUBLISHED:
        return releases.pins_of(release)
    return Proposal.of_release(release).pins


def _base(root: Path) -> Base | None:
    live = releases.live(now())
    return Base.found_at(root / folder_name(live.image_hash)) if live else None

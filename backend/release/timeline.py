"""Which release answers at an instant: worked out by every worker for itself, from a short list.

The list comes from the database; a copy lies beside the folders, so that a worker that starts
while the database is away answers all the same.
"""

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from backend.clock import now
from backend.models import Release
from backend.release.pages import RENDERER

COPY = "timeline.json"
ABANDONED = 3600  # seconds after which nobody is writing a copy any more


@dataclass(frozen=True, slots=True)
class Entry:
    """A release that answers, or will, from `go_live` (seconds since 1970) on."""

    id: int
    title: str
    go_live: float
    image_hash: str
    manifest_hash: str

    @property
    def go_live_at(self) -> str:
        """Return the instant as RFC 3339, in UTC, in full: rounded, it would be another's."""
        return datetime.fromtimestamp(self.go_live, now().tzinfo).isoformat()


def entries(releases: Iterable[Release]) -> tuple[Entry, ...]:
    """Return the entries of a timeline; each release answers until the next one does."""
    return tuple(
        Entry(r.id, r.title, r.go_live_at.timestamp(), r.image_hash, manifest_of(r))
        for r in releases
        if r.go_live_at is not None
    )


def manifest_of(release: Release) -> str:
    """Return the hash a baked folder must have, or "" when another renderer baked it last."""
    return release.manifest_hash if release.renderer == RENDERER else ""


def save_copy(root: Path, found: Iterable[Entry]) -> None:
    """Put the list beside the folders, whole or not at all."""
    _sweep(root)
    descriptor, name = tempfile.mkstemp(prefix=".timeline-", dir=root)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump([asdict(entry) for entry in found], file, ensure_ascii=False)
        Path(name).replace(root / COPY)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(root: Path) -> None:
    """Remove copies that were begun and, by a kill, never put in place."""
    for left in root.glob(".timeline-*"):
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - ABANDONED:
                left.unlink()


def read_copy(root: Path) -> tuple[Entry, ...]:
    """Return the copy, or nothing when there is none that can be read."""
    try:
        stored = json.loads((root / COPY).read_text("utf-8"))
        return tuple(Entry(**entry) for entry in stored)
    except (OSError, ValueError, TypeError):
        return ()

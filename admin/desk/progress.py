"""How far a long import of somebody's got: told through a file, as the database is busy with it."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

FOLDER = "progress"
NOTHING = {"done": 0, "of": 0}


@contextmanager
def of(staff_id: int) -> Iterator[Callable[[int, int], None]]:
    """Give a function that tells how much of how much is done; it is forgotten at the end."""
    file = _file(staff_id)
    file.parent.mkdir(exist_ok=True)
    try:
        yield lambda done, total: _write(file, {"done": done, "of": total})
    finally:
        file.unlink(missing_ok=True)


def read(staff_id: int) -> dict[str, int]:
    """Return how far somebody's import got; nothing where none is under way on this machine."""
    try:
        told: dict[str, int] = json.loads(_file(staff_id).read_text("utf-8"))
    except (OSError, ValueError):
        return NOTHING
    return told


def _write(file: Path, told: dict[str, int]) -> None:
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as new:
        json.dump(told, new)
    Path(new.name).replace(file)


def _file(staff_id: int) -> Path:
    return Path(current_app.config["DATA_DIR"]) / FOLDER / f"{staff_id}.json"

"""How the panel speaks to people."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEAKING = sorted(
    path for kind in ("py", "html", "js") for path in (ROOT / "admin").rglob(f"*.{kind}")
)


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_everybody_is_spoken_to_politely(path):
    assert "你" not in path.read_text("utf-8"), "say 您"

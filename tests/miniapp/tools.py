"""The mini-program's own tools, which run in Node: build, lint, jest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MINIAPP = ROOT / "miniapp_mock"
SOURCE = MINIAPP / "miniprogram"
BUILT = MINIAPP / "dist"
PROBE = Path(__file__).parent / "probe"
PATIENCE = 600  # seconds; the first use installs the tools


def run(script, *arguments):
    """Run a script of package.json; it tells on its own when npm cannot install what it needs."""
    return subprocess.run(
        [MINIAPP / "tools.sh", sys.executable, script, *map(str, arguments)],
        check=False, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip


def built(source, out):
    """Build a source into a folder; return what the builder said."""
    done = run("build", source, out)
    assert done.returncode == 0, done.stderr
    return done.stdout

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


def run(*script):
    """Run a script of package.json with what it takes; npm that cannot install says so itself."""
    return subprocess.run(
        [MINIAPP / "tools.sh", sys.executable, *map(str, script)],
        check=False, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip


def built(source, out):
    """Build a source into a folder; return what the builder said."""
    done = run("build", source, out)
    assert done.returncode == 0, done.stderr
    return done.stdout


def installed():
    """Have the tools installed, for who reads a file of one of them."""
    done = run()
    assert done.returncode == 0, done.stderr

"""Requests a second, side by side in one run: our pages, constant bytes, and the ordinary way."""

import contextlib
import re
import shutil
import statistics
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from backend.config import ROOT
from tests.bench.serving import running

ROUNDS, SECONDS = 5, 2
CONNECTIONS = (1, 32, 256)
SERVERS = {
    "constant": "tests.bench.servers:constant",
    "pages": "wsgi:app",
    "ordinary": "tests.bench.servers:ordinary()",
}
SCRIPT = """
local paths = {%s}
request = function()
  local path = paths[math.random(#paths)]
  return wrk.format("GET", path, {["Accept-Encoding"] = "gzip", ["If-None-Match"] = %s})
end
"""


def measure(data):
    """Return req/s, p50 and p99 (ms) of every server at each number of connections.

    Rounds go from server to server in turn, so that a busy moment hurts all alike.
    """
    if not shutil.which("wrk"):
        raise SystemExit("没有 wrk：请先安装（Debian：apt-get install wrk）")
    with contextlib.ExitStack() as stack:
        servers = {
            name: stack.enter_context(running(target, data, _paths()[0])).base
            for name, target in SERVERS.items()
        }
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        paths = _paths()
        found = {}
        for connections in CONNECTIONS:
            found[connections] = _rounds(servers, _script(folder, paths, None), connections)
        tags = _script(folder, paths[:1], _tag(servers["pages"] + paths[0]))
        found["304"] = _rounds({"pages": servers["pages"]}, tags, 32)
    return found


def _paths():
    guides = sorted((ROOT / "content" / "guides").rglob("*.yaml"))
    return [f"/api/v1/guides/{file.stem}" for file in guides]


def _script(folder, paths, tag):
    name = folder / f"{'tagged' if tag else 'plain'}.lua"
    quoted = ", ".join(f'"{path}"' for path in paths)
    name.write_text(SCRIPT % (quoted, f"'{tag}'" if tag else "nil"), "utf-8")
    return name


def _tag(url):
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        return answer.headers["ETag"]


def _rounds(servers, script, connections):
    results = {name: [] for name in servers}
    for number in range(ROUNDS):
        names = list(servers)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            results[name].append(_wrk(servers[name], script, connections))
    return results


def _wrk(base, script, connections):
    threads = min(2, connections)
    said = subprocess.check_output(
        ["wrk", "-t", str(threads), "-c", str(connections), "-d", f"{SECONDS}s", "--latency",
         "-s", str(script), base],
        text=True,
    )  # fmt: skip
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return rate, _milliseconds(said, "50%"), _milliseconds(said, "99%")


def _milliseconds(said, share):
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", said).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def medians(rounds):
    """Return the median of each figure over the rounds."""
    return tuple(statistics.median(column) for column in zip(*rounds, strict=True))


def ratio(ours, theirs):
    """Return the median of the per-round ratios of requests a second."""
    return statistics.median(a[0] / b[0] for a, b in zip(ours, theirs, strict=True))

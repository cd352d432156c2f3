"""The figures of the project, printed side by side: `make bench`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import orjson

from backend.config import ROOT
from tests.bench import http, parsing, search, search_speed

SIZES = (100, 1_000, 10_000)
FIRST_ANSWER, PRIVATE = 5, 10  # seconds; megabytes a worker beyond an empty app
LINE = "{:<44} {:>12} {:>12} {:>8}"


def main():
    missed = [*parsing.rows(LINE), *bakes(), *workers()]
    missed += [*search.rows(LINE), *search_speed.rows(LINE), *requests()]
    print("\n全部达到" if not missed else f"\n没有达到：{'、'.join(missed)}")
    return 1 if missed else 0


def bakes():
    """Print what bakes cost on one core; yield the names of bounds that are missed."""
    print(LINE.format("渲染（一个核）", "墙钟 s", "CPU s", "上限 s"))
    for size in SIZES:
        cost = orjson.loads(_run("-m", "tests.bench.bakes", str(size)))
        largest = size == SIZES[-1]
        bound = 10 if largest else None
        yield from _row(f"全部 {size} 份指南，轻的（6 KB）", cost["light"], bound)
        yield from _row(f"全部 {size} 份指南，像现有的（12 KB）", cost["full"], bound)
        yield from _row(f"　只改一份（城市，{size}）", cost["city"], 1)
        yield from _row(f"　只改一份（全国，{size}）", cost["nation"], None)


def _row(name, cost, bound):
    wall, cpu = cost
    print(LINE.format(name, f"{wall:.2f}", f"{cpu:.2f}", bound or ""))
    if bound and cpu > bound:
        yield name


def workers():
    """Print what a worker holds for itself; yield the names of bounds that are missed."""
    found = orjson.loads(_run("-m", "tests.bench.workers", str(SIZES[-1])))
    beyond = found["full"] - found["empty"]
    print("\n" + LINE.format(f"进程（{SIZES[-1]} 份指南）", "", "", "上限"))
    print(LINE.format("　启动到第一个回答", f"{found['seconds']:.2f} s", "", "5"))
    print(
        LINE.format("　私有内存，比空应用多", f"{beyond:.1f} MB", f"{found['empty']:.1f} MB", "10")
    )
    if found["seconds"] > FIRST_ANSWER:
        yield "启动到第一个回答"
    if beyond > PRIVATE:
        yield "私有内存"


def requests():
    """Print requests a second beside each other; yield the names of bounds that are missed."""
    with tempfile.TemporaryDirectory() as data:
        _run("-m", "flask", "--app", "wsgi", "ready", DATA_DIR=data)
        found = http.measure(Path(data))
    for connections in http.CONNECTIONS:
        yield from _compared(connections, found[connections])
    rate, p50, p99 = http.medians(found["304"]["pages"])
    print(LINE.format("304，32 个连接", f"{rate:.0f}", f"{p50:.2f}", f"{p99:.1f}"))


def _compared(connections, rounds):
    print("\n" + LINE.format(f"{connections} 个连接", "次/秒", "p50 ms", "p99 ms"))
    for name, figures in rounds.items():
        rate, p50, p99 = http.medians(figures)
        print(LINE.format(name, f"{rate:.0f}", f"{p50:.2f}", f"{p99:.1f}"))
    for other, bound in (("constant", 0.9), ("ordinary", 10)):
        found = http.ratio(rounds["pages"], rounds[other])
        print(LINE.format(f"　pages / {other}", f"{found:.2f}", "", f"≥ {bound}"))
        if connections == 32 and found < bound:
            yield f"pages / {other}"


def _run(*arguments, **settings):
    env = {**os.environ, "LOG_FORMAT": "text", **settings}  # noqa: TID251
    return subprocess.check_output([sys.executable, *arguments], cwd=ROOT, env=env)


if __name__ == "__main__":
    sys.exit(main())

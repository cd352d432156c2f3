"""The menu-path parser takes time in step with the length, whatever it is given."""

import time
from statistics import median

from backend.text.menupath import parse
from tests.text.test_menupath_properties import RUNS, UNCLOSED

SHORT, LONG = 8_000, 64_000
ROUNDS = 5
BOUND = 24  # eight times as long; a square would take sixty-four times the time


def measure():
    """Return the worst ratio of CPU time between a long and a short text, and its piece."""
    ratios = ((_ratio(piece), piece) for piece in (*UNCLOSED, *RUNS))
    return max(ratios)


def rows(line):
    """Print the worst ratio; yield its name if it misses the bound."""
    worst, piece = measure()
    name = f"解析路径：长 8 倍，最慢的是 {piece!r}"
    print(line.format(name, f"{worst:.1f} 倍", "", f"≤ {BOUND}"))
    if worst > BOUND:
        yield name


def _ratio(piece):
    return median(_seconds(piece, LONG) / _seconds(piece, SHORT) for _ in range(ROUNDS))


def _seconds(piece, size):
    text = piece * (size // len(piece))
    start = time.process_time()
    parse(text)
    return time.process_time() - start

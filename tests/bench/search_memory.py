"""A worker's own memory for search: `python -m tests.bench.search_memory FOLDER`, in megabytes.

Opens a baked folder's search in a process of its own, as a worker does, and reads what answers to
the judged queries are made of. What lies in mapped files is everybody's and does not count.
"""

import sys
from datetime import date
from pathlib import Path

from backend.release.search.answer import ranked
from backend.release.search.lookup import Opened
from backend.release.search.question import question
from tests.bench.search import SETS, judged

DAY = date(2026, 11, 22)


def private_megabytes() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1024


def grown(folder: Path) -> float:
    """Return by how many megabytes this process grows when it opens and asks a search folder."""
    asked = [(one.query, one.region) for one in judged(SETS["more"])]
    before = private_megabytes()
    opened = Opened(folder)
    nation = opened.gazetteer.place("100000")
    for query, region in asked:
        place = opened.gazetteer.place(region) or nation
        for found in ranked(opened, question(opened, query, place), DAY):
            opened.card(found.candidate.address)
    return private_megabytes() - before


if __name__ == "__main__":
    sys.stdout.write(f"{grown(Path(sys.argv[1])):.1f}")

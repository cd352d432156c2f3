"""CPU of searches at 10 000 guides: `python -m tests.bench.search_speed [guides]`.

Prints, for each class of query, the median and the 99th percentile of the thread's CPU time of one
whole answer, what building the index and a one-guide release cost, and how much of a worker's
memory is its own. Every query is asked in several passes and its least time counts: other load on
the machine only ever adds.
"""

import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backend.config import ROOT
from backend.release.image import Image
from backend.release.search import index
from backend.release.search.answer import search
from backend.release.search.lookup import Opened
from backend.release.search.places import Place
from backend.release.search.show import Shown
from backend.release.search.suggest import suggest
from backend.services.stored import Item
from backend.text.canonical import read
from tests.bench.search import SETS, judged, shown_of
from tests.bench.synthetic import content, edited, ordinary_guide

REGIONS = ("100000", "440000", "440300", "440784", "120000")
QUERIES, PASSES, LIMIT = 200, 3, 20
SEED = 1
HOSTILE = "异地就医 OR (\"*:^~\\' \0😀ａa1"
BOUND_MS, BOUND_MB, BOUND_S = 5, 8, 0.3


@dataclass(frozen=True)
class Timing:
    """CPU milliseconds of the queries of one class, put to one door; how many found nothing."""

    door: str
    name: str
    spent: list[float]
    empty: int

    @property
    def half(self) -> float:
        return sorted(self.spent)[len(self.spent) // 2]

    @property
    def most(self) -> float:
        return sorted(self.spent)[int(len(self.spent) * 0.99)]

    def __str__(self) -> str:
        timing = f"p50 {self.half:6.2f} ms  p99 {self.most:6.2f} ms"
        return f"{self.door:8} {self.name:14} {timing}  without results {self.empty}"


def classes(titles: list[str]) -> dict[str, Callable[[random.Random], str]]:
    """Return makers of queries: pieces of titles that are there, and what people type."""
    asked = [one.query for file in SETS.values() for one in judged(file)]

    def piece(length: int) -> Callable[[random.Random], str]:
        def make(chance: random.Random) -> str:
            title = chance.choice(titles)
            at = chance.randrange(max(1, len(title) - length))
            return title[at : at + length]

        return make

    letters = [q for q in asked if q.isascii() and not q.isdigit()]
    return {
        "1 character": piece(1), "2 characters": piece(2), "4 characters": piece(4),
        "phrase": piece(9), "title": lambda chance: chance.choice(titles),
        "as typed": lambda chance: chance.choice(asked),
        "letters": lambda chance: chance.choice(letters),
        "long": lambda chance: "".join(chance.choices(titles, k=12)),
        "hostile": lambda chance: "".join(chance.choices(HOSTILE, k=10_000)),
    }  # fmt: skip


def documents(guides: int) -> dict[Item, dict]:
    words = read((ROOT / "content" / "synonyms.yaml").read_text("utf-8")).data
    return {**content(guides), index.SYNONYMS: words}


def cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def built(guides: int, one: Path, other: Path) -> tuple[Image, float, float]:
    """Return an image, and the CPU seconds its index took, and that of a release of one guide.

    Documents and glances are there beforehand, as a bake has them of its own or from its base.
    """
    made = documents(guides)
    image = Image.of(made)
    item = ordinary_guide(made)
    changed = Image.of(made | {item: edited(made[item])})
    for known in (image, changed):
        _ = [known.glance(item) for item in known.hashes]
    _ = [image[item] for item in image.bodies]
    gc.collect()
    gc.freeze()
    whole = cpu(lambda: index.write(image, one, None))
    return image, whole, cpu(lambda: index.write(changed, other, one))


def timings(image: Image, opened: Opened) -> Iterator[Timing]:
    shown, chance = shown_of(image), random.Random(SEED)
    titles = [image[item]["title"] for item in image.of_type("guide")]
    places = [opened.gazetteer.place(code) for code in REGIONS]
    for name, make in classes(titles).items():
        asked = [(make(chance), places[number % len(places)]) for number in range(QUERIES)]
        for answer in (search, suggest):
            passes = [_passed(answer, opened, shown, asked) for _ in range(PASSES)]
            spent = [min(each) for each in zip(*(p[0] for p in passes), strict=True)]
            yield Timing(answer.__name__, name, spent, passes[0][1])


def _passed(
    answer: Callable[..., dict], opened: Opened, shown: Shown, asked: list[tuple[str, Place]]
) -> tuple[list[float], int]:
    spent, empty = [], 0
    for typed, place in asked:
        began = time.thread_time()
        found = answer(opened, shown, typed, place, LIMIT)
        spent.append((time.thread_time() - began) * 1000)
        empty += not found["results"] or found.get("matched") == "nothing"
    return spent, empty


def memory(folder: Path) -> float:
    """Return the megabytes of its own that another process needs to search a folder."""
    command = [sys.executable, "-m", "tests.bench.search_memory", str(folder)]
    return float(subprocess.check_output(command, cwd=ROOT))


def rows(line: str, guides: int = 10_000) -> Iterator[str]:
    """Print how quick search is; yield the names of bounds that are missed."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        image, whole, single = built(guides, Path(one), Path(other))
        print("\n" + line.format(f"搜索，{guides} 份指南", "", "CPU", "上限"))
        print(line.format("建全部索引（算在全部渲染里）", "", f"{whole:.2f} s", ""))
        yield from _row(line, "只改一份", single, BOUND_S, "s")
        yield from _row(line, "一个进程自己的内存", memory(Path(other)), BOUND_MB, "MB")
        for timing in timings(image, Opened(Path(other))):
            yield from _row(line, f"{timing.door} {timing.name}，p99", timing.most, BOUND_MS, "ms")


def _row(line: str, name: str, found: float, bound: float, unit: str) -> Iterator[str]:
    print(line.format(name, "", f"{found:.2f} {unit}", f"{bound:g}"))
    if found > bound:
        yield name


def main(guides: int) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        image, whole, single = built(guides, Path(one), Path(other))
        size = sum(file.stat().st_size for file in Path(one).rglob("*") if file.is_file()) / 1e6
        print(f"{guides} guides: built in {whole:.2f} s CPU, {size:.1f} MB")
        print(f"one-guide release: {single:.2f} s CPU")
        print(f"memory of a worker's own: {memory(Path(other)):.1f} MB")
        for timing in timings(image, Opened(Path(other))):
            print(timing)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)

"""CPU of searches at 10 000 guides: `python -m tests.bench.search_speed [guides]`.

Prints, for each class of query, the median and the 99th percentile of the thread's CPU time of one
whole answer, and what building the index and a one-guide release cost.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from backend.config import ROOT
from backend.release.image import Image
from backend.release.search import index
from backend.release.search.answer import search
from backend.release.search.lookup import Opened
from backend.release.search.suggest import suggest
from backend.services.stored import Item
from backend.text.canonical import read
from tests.bench.search import SETS, judged, shown_of
from tests.bench.synthetic import content, edited, ordinary_guide

REGIONS = ("100000", "440000", "440300", "440784", "120000")
ROUNDS, LIMIT = 200, 20
SEED = 1
HOSTILE = "异地就医 OR (\"*:^~\\' \0😀ａa1"


def classes(titles: list[str]) -> dict[str, Callable[[random.Random], str]]:
    """Return makers of queries: pieces of titles that are there, and what people type."""
    asked = [one.query for file in SETS.values() for one in judged(file)]

    def piece(length: int) -> Callable[[random.Random], str]:
        def make(chance: random.Random) -> str:
            title = chance.choice(titles)
            at = chance.randrange(max(1, len(title) - length))
            return title[at : at + length]

        return make

    letters = [q for q in asked if q.isascii()]
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


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main(guides: int) -> None:
    made = documents(guides)
    image = Image.of(made)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        seconds = timed(lambda: index.write(image, Path(one), None))
        size = sum(file.stat().st_size for file in Path(one).rglob("*") if file.is_file())
        print(f"{guides} guides: built in {seconds:.2f} s CPU, {size / 1e6:.1f} MB")
        item = ordinary_guide(made)
        changed = Image.of(made | {item: edited(made[item])})
        seconds = timed(lambda: index.write(changed, Path(other), Path(one)))
        print(f"one-guide release: {seconds:.2f} s CPU")
        for line in lines(image, Opened(Path(other))):
            print(line)


def lines(image: Image, opened: Opened) -> Iterator[str]:
    shown, chance = shown_of(image), random.Random(SEED)
    titles = [image[item]["title"] for item in image.of_type("guide")]
    places = [opened.gazetteer.place(code) for code in REGIONS]
    for name, make in classes(titles).items():
        for answer in (search, suggest):
            spent, empty = [], 0
            for number in range(ROUNDS):
                typed, place = make(chance), places[number % len(places)]
                began = time.thread_time()
                found = answer(opened, shown, typed, place, LIMIT)
                spent.append((time.thread_time() - began) * 1000)
                empty += not found["results"] or found.get("matched") == "nothing"
            spent.sort()
            half, most = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
            timing = f"p50 {half:6.2f} ms  p99 {most:6.2f} ms  without results {empty}"
            yield f"{answer.__name__:8} {name:14} {timing}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)

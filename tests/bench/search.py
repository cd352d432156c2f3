"""How good search is: `python -m tests.bench.search [content folder]`.

Prints hit@1, hit@3 and MRR on the queries to tune on, with what missed, and on those held out, of
which nothing else is shown.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backend.config import ROOT
from backend.release.image import Image
from backend.release.search import index
from backend.release.search.answer import search
from backend.release.search.lookup import Opened
from backend.release.search.show import Shown
from backend.services.content_files import read_folder

GOLDEN = Path(__file__).parent.parent / "golden"
TUNED = ("golden", "more", "asked")
SETS = {
    "golden": GOLDEN / "search.tsv",
    "more": GOLDEN / "search_more.tsv",
    "asked": GOLDEN / "search_asked.tsv",
    "held out": GOLDEN / "search_held_out.tsv",
    "fresh": GOLDEN / "search_fresh.tsv",
}
LEAST = {"golden": 0.95}  # of queries whose first result answers
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Judged:
    """A query, the region chosen, and what answers it."""

    query: str
    region: str
    answers: frozenset[str]


@dataclass(frozen=True)
class Measured:
    """Where each query's answer came; 0 for nowhere."""

    ranks: dict[Judged, int]

    def hit(self, within: int) -> float:
        return sum(0 < rank <= within for rank in self.ranks.values()) / len(self.ranks)

    @property
    def mrr(self) -> float:
        return sum(1 / rank for rank in self.ranks.values() if rank) / len(self.ranks)

    def __str__(self) -> str:
        return (
            f"{len(self.ranks)} queries, hit@1 {self.hit(1):.3f}, hit@3 {self.hit(3):.3f},"
            f" MRR {self.mrr:.3f}"
        )

    @property
    def missed(self) -> list[Judged]:
        return [judged for judged, rank in self.ranks.items() if rank != 1]


def judged(file: Path) -> Iterator[Judged]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#") and not line.startswith("q\t"):
            query, region, answers = line.split("\t")
            yield Judged(query, region, frozenset(answers.split("|")))


def image_of(folder: Path) -> Image:
    return Image.of(read_folder(folder).documents)


def opened_on(image: Image, work: Path) -> tuple[Opened, Shown]:
    index.write(image, work, None)
    return Opened(work), shown_of(image)


def shown_of(image: Image) -> Shown:
    keys = {key for _, key in image.of_type("standard")}
    return Shown(DAY, lambda key: image["standard", key] if key in keys else None)


def results(opened: Opened, shown: Shown, one: Judged, limit: int = 10) -> list[str]:
    place = opened.gazetteer.place(one.region)
    found = search(opened, shown, one.query, place, limit)["results"]
    return [f"{result['type']}:{result['key']}" for result in found]


def measured(opened: Opened, shown: Shown, asked: list[Judged]) -> Measured:
    ranks = {}
    for one in asked:
        found = results(opened, shown, one)
        ranks[one] = next((n for n, key in enumerate(found, 1) if key in one.answers), 0)
    return Measured(ranks)


def figures(folder: Path = ROOT / "content") -> Iterator[tuple[str, Measured, list[str]]]:
    """Yield for each set of judged queries its figures, and of those to tune on what missed."""
    with tempfile.TemporaryDirectory() as work:
        opened, shown = opened_on(image_of(folder), Path(work))
        for name, file in SETS.items():
            found = measured(opened, shown, list(judged(file)))
            missed = found.missed if name in TUNED else []
            yield name, found, [_told(opened, shown, one) for one in missed]


def rows(line: str) -> Iterator[str]:
    """Print how good search is; yield the names of bounds that are missed."""
    print("\n" + line.format("搜索：判过的问题", "第一个就是", "前三个里", "MRR"))
    for name, found, _ in figures():
        bound = f"，≥ {LEAST[name]}" if name in LEAST else ""
        rates = (found.hit(1), found.hit(3), found.mrr)
        print(line.format(f"{name}（{len(found.ranks)}{bound}）", *map("{:.3f}".format, rates)))
        if found.hit(1) < LEAST.get(name, 0):
            yield f"搜索 {name}"


def _told(opened: Opened, shown: Shown, one: Judged) -> str:
    found = results(opened, shown, one, 4)
    return f"    {one.query} @{one.region}: {found} instead of {sorted(one.answers)}"


def main(folder: Path) -> None:
    for name, found, missed in figures(folder):
        print(f"{name}: {found}", *missed, sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "content")

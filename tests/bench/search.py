"""How good and how quick search is: `python -m tests.bench.search [content folder]`.

Prints hit@1, hit@3 and MRR on the development queries and on the held-out ones, and what failed.
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
TUNED = ("golden", "more")
SETS = {
    "golden": GOLDEN / "search.tsv",
    "more": GOLDEN / "search_more.tsv",
    "held out": GOLDEN / "search_held_out.tsv",
    "fresh": GOLDEN / "search_fresh.tsv",
}
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
    documents = read_folder(folder).documents
    if index.SYNONYMS not in documents:
        documents |= {
            item: d for item, d in read_folder(ROOT / "content").documents.items()
            if item == index.SYNONYMS
        }  # fmt: skip
    return Image.of(documents)


def answerable(image: Image, file: Path) -> list[Judged]:
    """Return the queries of a file to which the content has an answer."""
    there = {f"{kind}:{key}" for kind, key in image.bodies}
    return [one for one in judged(file) if one.answers & there]


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


def main(folder: Path) -> None:
    image = image_of(folder)
    with tempfile.TemporaryDirectory() as work:
        opened, shown = opened_on(image, Path(work))
        for name, file in SETS.items():
            asked = answerable(image, file)
            left = len(list(judged(file))) - len(asked)
            print(f"{name}: {measured(opened, shown, asked)}; {left} await their content")
            if name in TUNED:
                _print_missed(opened, shown, measured(opened, shown, asked).missed)


def _print_missed(opened: Opened, shown: Shown, missed: list[Judged]) -> None:
    for one in missed:
        found = results(opened, shown, one, 4)
        print(f"    {one.query} @{one.region}: {found} instead of {sorted(one.answers)}")


if __name__ == "__main__":
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    main(folders[0] if folders else ROOT / "content")

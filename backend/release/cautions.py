"""What a reviewer should know of a release before it goes out: nothing here stops it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.release.image import Image
from backend.release.render.amounts import resolved
from backend.services.checks import CHECKS, Finding
from backend.services.checks.wording import in_words
from backend.services.diff_lines import trail
from backend.services.resolve import dated_values
from backend.services.stored import Item, mappings
from backend.vocabulary import CAUTION, ROUTE_STATUS

STALE_AFTER = timedelta(days=180)
TO_ADD, NOT_ALONG = "，请检查标识或先添加", "：线上没有，也没有和这里一起发布"
WEAK_GRADES = frozenset({"D", "E"})


@dataclass(frozen=True, slots=True, order=True)
class Caution:
    """One thing to look at; `kind` is of the codelist CAUTION."""

    kind: str
    item: Item
    text: str

    @property
    def label(self) -> str:
        return CAUTION[self.kind]


def cautions(image: Image, items: Iterable[Item], day: date) -> list[Caution]:
    """Return what is doubtful in items as readers would get them on a day."""
    found: set[Caution] = set()
    for item in items:
        if item in image and item[0] != "regions":
            for look in LOOKS:
                found.update(look(image, item, day))
    return sorted(found)


def faults(image: Image, items: Iterable[Item]) -> list[Caution]:
    """Return what is wrong in items, in the words of the form: with any of it none goes out."""
    whole = image.whole()
    present = (item for item in items if item in whole.documents)
    return [
        Caution("fault", item, _in_words(image, finding))
        for item in present
        for check in CHECKS
        for finding in check(item, whole.documents[item], whole)
    ]


def title_of(image: Image, item: Item) -> str:
    """Return what an item of an image is called; one that is not in it, by its key."""
    if item not in image:
        return item[1]
    said = image[item]
    return str(said.get("title") or said.get("name") or item[1])


def _in_words(image: Image, finding: Finding) -> str:
    item, path = finding.item, finding.path
    where = trail(item[0], image[item], path, lambda kind, key: title_of(image, (kind, key)))
    said = in_words(path, finding.message).replace(TO_ADD, NOT_ALONG)
    return f"{' › '.join(where)}：{said}".removeprefix("：")


def _routes(image: Image, item: Item, day: date) -> Iterator[Caution]:
    for route in image[item].get("routes", ()):
        if route["status"] != "verified":
            yield Caution("path", item, f"途径「{route['title']}」{ROUTE_STATUS[route['status']]}")
        elif not route.get("verified_on"):
            yield Caution("stale", item, f"途径「{route['title']}」没有写核验日期")
        elif date.fromisoformat(route["verified_on"]) + STALE_AFTER < day:
            text = f"途径「{route['title']}」上次核验是{route['verified_on']}，已超过180天"
            yield Caution("stale", item, text)


def _amounts(image: Image, item: Item, day: date) -> Iterator[Caution]:
    """Find amounts of last year, in a standard itself or shown by an item."""
    keys = [item[1]] if item[0] == "standard" else image.standards_of(item)
    for key in keys:
        if ("standard", key) not in image:
            continue
        standard = image["standard", key]
        answer = resolved(standard, day)
        if answer.status in ("carried_over", "missing"):
            text = f"「{standard['title']}」在{day.isoformat()}：{answer.message}"
            yield Caution("carried_over", ("standard", key), text)


def _sources(image: Image, item: Item, day: date) -> Iterator[Caution]:
    """Find amounts for the day, or later, that no official source states."""
    if item[0] != "standard":
        return
    for value in dated_values(image[item]):
        if value.cover_to <= day:
            continue
        cited = [m["source"] for _, m in mappings(value.body) if "quote" in m]
        grades = {image["source", key]["grade"] for key in cited if ("source", key) in image}
        if grades <= WEAK_GRADES:
            yield Caution("weak_source", item, f"{value.policy_year}年度只有媒体或转载来源")


def _doubts(image: Image, item: Item, _day: date) -> Iterator[Caution]:
    doubtful = [m for _, m in mappings(image[item]) if m.get("doubt")]
    if doubtful:
        first: Mapping[str, Any] = doubtful[0]
        yield Caution("doubt", item, f"{len(doubtful)} 处存疑，如：{first['doubt']}")


LOOKS = (_routes, _amounts, _sources, _doubts)

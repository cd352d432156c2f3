"""A small release with search, and how tests ask it."""

from pathlib import Path

from backend.release.image import Image
from backend.release.search import index
from backend.release.search.answer import search
from backend.release.search.lookup import Opened
from backend.release.search.suggest import suggest
from tests.bench.search import shown_of
from tests.builder_parts import phone
from tests.builders import benefit, channel, guide, office, small_content, standard

SYNONYMS = {
    "key": "zh",
    "title": "搜索用词",
    "synonyms": [
        {"words": ["孩子", "小孩", "学生", "少儿"]},
        {"words": ["退费", "退钱"]},
        {"words": ["缴费", "交钱"]},
    ],
    "corrections": [{"wrong": "退废", "right": "退费"}],
    "hints": [
        {"type": "office", "words": ["电话"]},
        {"type": "standard", "words": ["多少钱"]},
    ],
    "stop_words": ["怎么", "多少"],
}


def titled(key, title, region, **over):
    return guide(key=key, title=title, region=region, aliases=None, routes=None, faqs=None, **over)


def documents(**replace):
    """Return content of two cities, one of which has a refund, both of which have payment."""
    guides = [
        guide(),
        titled("jiangmen-pay", "江门居民医保缴费", "440700", service="pay"),
        titled("shenzhen-child-pay", "深圳少儿医保缴费", "440300", service="pay"),
        titled("shenzhen-child-refund", "深圳少儿医保退费", "440300", service="refund"),
        titled("national-refund", "医保退费", "100000", service="refund", completeness="partial",
               partial_reason="原文截断"),
    ]  # fmt: skip
    content = {
        "guide": guides,
        "standard": standard(aliases=["鹤山居民医保多少钱"]),
        "benefit": benefit(),
        "channel": channel(),
        "office": office(phones=[phone()]),
    }
    found = small_content(**(content | replace))
    return {**found, index.SYNONYMS: SYNONYMS}


class Desk:
    """A baked search and the questions put to it."""

    def __init__(self, work: Path, found=None, base: Path | None = None) -> None:
        self.image = Image.of(found or documents())
        work.mkdir(exist_ok=True)
        self.made = index.write(self.image, work, base)
        self.opened = Opened(work)
        self.shown = shown_of(self.image)

    def ask(self, typed, region="440784", limit=20):
        return search(self.opened, self.shown, typed, self.opened.gazetteer.place(region), limit)

    def keys(self, typed, region="440784"):
        return [result["key"] for result in self.ask(typed, region)["results"]]

    def first(self, typed, region="440784"):
        return self.keys(typed, region)[0]

    def offered(self, typed, region="440784", limit=10):
        found = suggest(self.opened, self.shown, typed, self.opened.gazetteer.place(region), limit)
        return [result["key"] for result in found["results"]]

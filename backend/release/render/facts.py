"""What many pages share: evidence, sources, freshness, and texts inside structures."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.amounts import Sentences
from backend.services.stored import Item, retold
from backend.vocabulary import DEFECT_KIND, SOURCE_GRADE


def told(image: Image, item: Item, day: date) -> Document:
    """Return an item's document with every reference in its texts resolved for a day."""
    if "{{" not in image.bodies[item]:
        return image[item]
    spoken: Document = retold(image[item], Sentences(image, day))
    return spoken


def evidence(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Return why a fact is doubtful, how we read it, and its citations; all always present."""
    return {
        "doubt": fact.get("doubt", ""),
        "reading": fact.get("reading", ""),
        "citations": fact.get("citations", []),
    }


def with_evidence(fact: Mapping[str, Any]) -> dict[str, Any]:
    return {**fact, **evidence(fact)}


def source_brief(image: Image, key: str) -> dict[str, Any]:
    source = image["source", key]
    return {
        "key": key,
        "title": source["title"],
        "publisher": source.get("publisher", ""),
        "published_on": source.get("published_on"),
        "grade": source["grade"],
        "grade_label": SOURCE_GRADE[source["grade"]],
        "defects": [DEFECT_KIND[d] for d in _defect_kinds(source)],
    }


def _defect_kinds(source: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(defect["kind"] for defect in source.get("defects", ())))


def footing(image: Image, items: Iterable[Item]) -> dict[str, Any]:
    """Return what every page ends with: the sources of its items, and how fresh they are."""
    seen = [image.glance(item) for item in items]
    keys = sorted({key for each in seen for key in each.sources})
    return {
        "sources": [image.once(("source", k), partial(source_brief, image, k)) for k in keys],
        "freshness": {
            "verified_on": max((s.verified_on for s in seen if s.verified_on), default=None),
            "doubtful": sum(each.doubtful for each in seen),
        },
    }

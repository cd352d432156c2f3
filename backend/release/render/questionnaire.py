"""导办问答 as a page: whatever an outcome shows comes with it, so that nobody asks twice."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.facts import evidence, told
from backend.release.render.guide import route_head, titled, validity
from backend.release.render.place import office_brief
from backend.release.render.standard import standard_entry
from backend.services.stored import Item
from backend.vocabulary import COMPLETENESS, QUESTION_KIND, VALIDITY


def questionnaire_page(image: Image, item: Item, day: date) -> dict[str, Any]:
    document = told(image, item, day)
    return {
        "key": document["key"],
        "title": document["title"],
        "aliases": document.get("aliases", []),
        "region": image.regions[document["region"]].brief,
        "questions": [_question(question) for question in document.get("questions", ())],
        "outcomes": [_outcome(image, outcome, day) for outcome in document.get("outcomes", ())],
    }


def _question(question: Mapping[str, Any]) -> dict[str, Any]:
    kind = question.get("kind", "choice")
    asked = {"help": "", "answers": [], **question}
    return {**asked, "kind": kind, "kind_label": QUESTION_KIND[kind]}


def _outcome(image: Image, outcome: Mapping[str, Any], day: date) -> dict[str, Any]:
    key = outcome.get("guide")
    guide = told(image, ("guide", key), day) if key else None
    return {
        "id": outcome["id"],
        "title": outcome["title"],
        "because": outcome["because"],
        "guide": _guide(image, guide, day) if guide else None,
        "route": _route(image, guide, outcome.get("route", "")) if guide else None,
        "standards": [
            standard_entry(image, ("standard", key), day) for key in outcome.get("standards", ())
        ],
        "offices": [
            office_brief(image, image.shown(("office", key))) for key in outcome.get("offices", ())
        ],
        "related": [titled(image, "guide", key) for key in outcome.get("related", ())],
        "rules": [titled(image, "rule", key) for key in (guide or {}).get("rules", ())],
        **evidence(outcome),
    }


def _guide(image: Image, guide: Document, day: date) -> dict[str, Any]:
    status = validity(guide, day)
    return {
        "key": guide["key"],
        "title": guide["title"],
        "region": image.regions[guide["region"]].brief,
        "summary": guide["summary"],
        "completeness": guide["completeness"],
        "completeness_label": COMPLETENESS[guide["completeness"]],
        "validity": status,
        "validity_label": VALIDITY[status],
    }


def _route(image: Image, guide: Document, title: str) -> dict[str, Any] | None:
    """Return the way of that title and its number, or None; the check sees that there is one."""
    for number, route in enumerate(guide.get("routes", ())):
        if route["title"] == title:
            return {"n": number, **route_head(image, guide, route)}
    return None

"""Rules and questionnaires as pages."""

from typing import Any

from backend.release.image import Document, Image
from backend.release.render.amounts import Sentences
from backend.release.render.facts import spoken, with_evidence
from backend.vocabulary import RULE_SUBJECT


def rule_page(image: Image, rule: Document, say: Sentences) -> dict[str, Any]:
    return {
        "key": rule["key"],
        "title": rule["title"],
        "region": image.regions[rule["region"]].brief,
        "subject": rule["subject"],
        "subject_label": RULE_SUBJECT[rule["subject"]],
        "note": rule.get("note", ""),
        "facts": rule.get("facts", []),
        "constraints": rule.get("constraints", []),
        "rows": [with_evidence(spoken(row, say)) for row in rule.get("rows", ())],
    }


def questionnaire_page(image: Image, document: Document, say: Sentences) -> dict[str, Any]:
    return {
        "key": document["key"],
        "title": document["title"],
        "aliases": document.get("aliases", []),
        "region": image.regions[document["region"]].brief,
        "questions": spoken(document.get("questions", []), say),
        "outcomes": [with_evidence(spoken(o, say)) for o in document.get("outcomes", ())],
    }


def source_page(source: Document) -> dict[str, Any]:
    """Return a source with its known defects: a reader may judge for themselves."""
    blank = {"publisher": "", "document_number": "", "url": "", "scope": ""}
    dates = {"published_on": None, "retrieved_on": None}
    return {**blank, **dates, "defects": [], "notes": [], **source}

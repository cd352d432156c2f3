"""Rules and sources as pages."""

from datetime import date
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.facts import told, with_evidence
from backend.services.stored import Item
from backend.vocabulary import DEFECT_KIND, FACT_TYPE, RULE_SUBJECT, SOURCE_GRADE


def rule_page(image: Image, item: Item, day: date) -> dict[str, Any]:
    rule = told(image, item, day)
    return {
        "key": rule["key"],
        "title": rule["title"],
        "region": image.regions[rule["region"]].brief,
        "subject": rule["subject"],
        "subject_label": RULE_SUBJECT[rule["subject"]],
        "note": rule.get("note", ""),
        "facts": [
            {"options": [], **fact, "type_label": FACT_TYPE[fact["type"]]}
            for fact in rule.get("facts", ())
        ],
        "constraints": rule.get("constraints", []),
        "rows": [with_evidence({"when": [], **row}) for row in rule.get("rows", ())],
    }


def source_page(source: Document) -> dict[str, Any]:
    """Return a source with its known defects: a reader may judge for themselves."""
    blank = {"publisher": "", "document_number": "", "url": "", "scope": ""}
    dates = {"published_on": None, "retrieved_on": None}
    defects = source.get("defects", ())
    return {
        **blank, **dates, "notes": [], **source,
        "grade_label": SOURCE_GRADE[source["grade"]],
        "defects": [{**defect, "kind_label": DEFECT_KIND[defect["kind"]]} for defect in defects],
    }  # fmt: skip

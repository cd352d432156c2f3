"""Content checks: pure functions over the documents of a folder or a release, all run at once."""

from collections.abc import Iterable, Iterator

from backend.services.checks.decisions import check_rule
from backend.services.checks.evidence import check_citations
from backend.services.checks.finding import Check, Finding, Whole
from backend.services.checks.links import check_links, check_params
from backend.services.checks.places import check_coordinates, check_phones
from backend.services.checks.questionnaires import check_questionnaire
from backend.services.checks.synonyms import check_synonyms
from backend.services.checks.texts import check_texts
from backend.services.checks.values import (
    check_ranges,
    check_standard,
    check_sums,
    check_windows,
)
from backend.services.stored import Item

CHECKS: tuple[Check, ...] = (
    check_links,
    check_params,
    check_texts,
    check_citations,
    check_ranges,
    check_sums,
    check_standard,
    check_windows,
    check_rule,
    check_questionnaire,
    check_phones,
    check_coordinates,
    check_synonyms,
)


def findings(whole: Whole, items: Iterable[Item] | None = None) -> Iterator[Finding]:
    """Yield everything wrong in the documents, or in some of them, item by item."""
    for item in whole.documents if items is None else items:
        for check in CHECKS:
            yield from check(item, whole.documents[item], whole)


__all__ = ["CHECKS", "Finding", "Whole", "findings"]

"""What is wrong in a document that is not of its stored form yet: told along with why it is not.

What could not be read is left out, and so is every finding that may only follow from that. Pure.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from backend.services.checks import CHECKS
from backend.services.checks.decisions import check_rule
from backend.services.checks.finding import Check, Document, Finding, Whole
from backend.services.checks.links import check_params
from backend.services.checks.places import check_coordinates
from backend.services.checks.questionnaires import check_questionnaire
from backend.services.checks.synonyms import check_synonyms
from backend.services.checks.values import check_standard, check_windows
from backend.services.stored import Item, Path

# Checks that compare parts of a document, and the fields they need whole; the others look at one
# value or one group of values at a time.
COMPARING: Final[Mapping[Check, frozenset[str]]] = {
    check_coordinates: frozenset({"lat", "lng", "datum"}),
    check_params: frozenset({"policy_year", "routes"}),
    check_standard: frozenset(
        {"kind", "dimensions", "contribution_values", "benefit_values"}
    ),
    check_windows: frozenset(
        {"region", "scheme", "policy_year", "audience", "opens_on", "closes_on"}
    ),
    check_rule: frozenset({"subject", "facts", "constraints", "rows"}),
    check_questionnaire: frozenset({"questions", "outcomes"}),
    check_synonyms: frozenset({"synonyms", "corrections", "hints", "stop_words", "contrasts"}),
}  # fmt: skip


def partly(
    item: Item, document: Document, whole: Whole, unread: Collection[Path]
) -> Iterator[Finding]:
    """Yield what is wrong in the rest of a document of which these places could not be read."""
    rest = without(document, unread)
    torn = {path[0] for path in unread if path}
    for check in CHECKS:
        if torn.isdisjoint(COMPARING.get(check, ())):
            found = check(item, rest, whole)
            yield from (finding for finding in found if not _may_follow(finding, unread))


def without(value: Any, places: Collection[Path]) -> Any:
    """Return a copy of a structure without these places; all others stay where they are."""
    if () in places:  # a member of a list: it keeps its place
        return {} if isinstance(value, Mapping) else ""
    if isinstance(value, Mapping):
        inner = {name: (member, _below(places, name)) for name, member in value.items()}
        return {n: without(m, below) for n, (m, below) in inner.items() if () not in below}
    if isinstance(value, list):
        return [without(member, _below(places, at)) for at, member in enumerate(value)]
    return value


def _below(places: Collection[Path], part: str | int) -> list[Path]:
    return [path[1:] for path in places if path and path[0] == part]


def _may_follow(finding: Finding, unread: Collection[Path]) -> bool:
    """Tell whether a finding is about a place that could not be read, or what such a one is in."""
    about = finding.place
    return any(path[: len(about)] == about or about[: len(path)] == path for path in unread)

"""Every published fact has a citation."""

from collections.abc import Iterator

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item, Path, mappings
from backend.vocabulary import ITEM_TYPE

FACT_LISTS = frozenset(
    {"conditions", "materials", "time_limits", "notes", "faqs", "legal_basis", "routes",
     "contribution_values", "rows", "outcomes"}
)  # fmt: skip
CITED_WHOLE = frozenset({"guide", "channel", "office", "window"})


def check_citations(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    if item[0] == "source":
        return
    if item[0] in CITED_WHOLE and not document.get("citations"):
        yield Finding(item, (), f"{ITEM_TYPE[item[0]]}本身没有引证（citations）")
    for path, mapping in mappings(document):
        if _is_fact(path) and not mapping.get("citations"):
            yield Finding(item, path, "这一条没有引证（citations）")
        if _is_cell(path) and not (mapping.get("citations") or _value_cited(document, path)):
            yield Finding(item, path, "这一格没有引证（citations）")


def _is_fact(path: Path) -> bool:
    return len(path) == 2 and path[0] in FACT_LISTS  # noqa: PLR2004 - a member of a list


def _is_cell(path: Path) -> bool:
    return len(path) == 4 and path[2] == "cells"  # noqa: PLR2004 - benefit_values, i, cells, j


def _value_cited(document: Document, path: Path) -> bool:
    return bool(document["benefit_values"][path[1]].get("citations"))

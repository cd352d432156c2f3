"""Everything an item points at must exist."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.services import links
from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item, Path, leaves
from backend.vocabulary import ITEM_TYPE


def check_links(item: Item, document: Document, whole: Whole) -> Iterator[Finding]:
    for path, code in regions_named(document):
        if not whole.has_region(code):
            yield Finding(item, path, f"没有区划代码 {code}，请查 regions.csv")
    for path, (target, key) in pointed_at(document):
        if not whole.has(target, key):
            yield Finding(item, path, f"没有{ITEM_TYPE[target]}「{key}」，请检查标识或先添加")


def pointed_at(document: Document) -> Iterator[tuple[Path, Item]]:
    """Yield every item a document points at by its key, and where it does."""
    return ((link.path, link.target) for link in links.named(document))


def regions_named(document: Document) -> Iterator[tuple[Path, str]]:
    return (
        (path, value)
        for path, value in leaves(document)
        if links.field_of(path) in links.REGION_FIELDS
    )


def check_params(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    """Find nodes computed from the policy year where none is given."""
    if document.get("policy_year") is not None:
        return
    for path, value in _params(document):
        yield Finding(item, path, f"节点用到年度参数 {value}，指南须写明 policy_year")


def _params(document: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    return ((path, value) for path, value in leaves(document) if path[-1] == "param")

"""Everything an item points at must exist."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.services import links
from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item, Path, leaves
from backend.vocabulary import ITEM_TYPE

REGION_FIELDS = frozenset({"region", "excludes"})


def check_links(item: Item, document: Document, whole: Whole) -> Iterator[Finding]:
    for path, value in leaves(document):
        field = links.field_of(path)
        if field in REGION_FIELDS and not whole.has_region(value):
            yield Finding(item, path, f"没有区划代码 {value}，请查 regions.csv")
        kind = links.POINTS_AT.get(field)
        if kind and isinstance(value, str) and not whole.has(kind, value):
            yield Finding(item, path, f"没有{ITEM_TYPE[kind]}「{value}」，请检查标识或先添加")


def check_params(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    """Find nodes computed from the policy year where none is given."""
    if document.get("policy_year") is not None:
        return
    for path, value in _params(document):
        yield Finding(item, path, f"节点用到年度参数 {value}，指南须写明 policy_year")


def _params(document: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    return ((path, value) for path, value in leaves(document) if path[-1] == "param")

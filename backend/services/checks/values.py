"""Dated values: sums that add up, ranges in order, no two prices for one day."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.resolve import DatedValue, empty, from_contribution, overlaps
from backend.services.stored import Item, Path
from backend.vocabulary import DIMENSION

RANGES = (("cover_from", "cover_to"), ("pay_from", "pay_to"), ("opens_on", "closes_on"),
          ("valid_from", "valid_to"))  # fmt: skip


def check_ranges(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    for path, holder in _dated(document):
        for start, end in RANGES:
            low, high = holder.get(start), holder.get(end)
            if low is not None and high is not None and low >= high:
                yield Finding(item, (*path, end), f"{end} 应当晚于 {start}（区间不含末日）")
        lowest, highest = holder.get("base_min_fen"), holder.get("base_max_fen")
        if lowest is not None and highest is not None and lowest > highest:
            yield Finding(item, (*path, "base_max_fen"), "base_max_fen 不能小于 base_min_fen")


def check_sums(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    for path, value in _dated(document):
        personal, subsidy = value.get("personal_fen"), value.get("subsidy_fen")
        if message := _sum_fault(personal, subsidy, value.get("total_fen")):
            yield Finding(item, (*path, "total_fen"), message)


def _sum_fault(personal: int | None, subsidy: int | None, total: int | None) -> str:
    """Say why parts and a total cannot all be right, in fen; "" when they can."""
    if total is None:
        return ""
    if personal is not None and subsidy is not None:
        both = personal + subsidy
        said = f"合计 {total} 分，而个人 {personal} + 补助 {subsidy} = {both}"
        return said if both != total else ""
    for name, part in (("个人", personal), ("补助", subsidy)):
        if part is not None and part > total:
            return f"合计 {total} 分，比{name} {part} 还少"
    return ""


def check_standard(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    """Find values of the wrong kind, and two that are payable on one day."""
    if item[0] != "standard":
        return
    other = "benefit" if document["kind"] == "contribution" else "contribution"
    if document.get(f"{other}_values"):
        yield Finding(item, (f"{other}_values",), f"{document['kind']} 标准不能有 {other}_values")
    values = [from_contribution(value) for value in document.get("contribution_values", [])]
    for value in empty(values):
        path = ("contribution_values", _place(value, values))
        yield Finding(item, path, "没有任何一天可以缴费：请检查 pay_from、pay_to 与保障年度")
    for one, two in overlaps(values):
        path = ("contribution_values", _place(two, values))
        yield Finding(item, path, f"{two.policy_year} 年度的缴费时段与从 {one.starts} 起的重叠")
    yield from _cells(item, document)


def _place(value: DatedValue, values: Sequence[DatedValue]) -> int:
    """Return where this very value stands, though another may say the same."""
    return next(i for i, each in enumerate(values) if each is value)


def _cells(item: Item, document: Document) -> Iterator[Finding]:
    declared = set(document.get("dimensions", []))
    for i, value in enumerate(document.get("benefit_values", [])):
        seen = set()
        for j, cell in enumerate(value.get("cells", [])):
            path: Path = ("benefit_values", i, "cells", j)
            dims = cell.get("dims", {})
            if not _known_dims(dims, declared):
                yield Finding(item, (*path, "dims"), "维度未声明，或取值不在代码表里")
                continue
            address = (*sorted(dims.items()), cell["measure"], cell.get("per", ""))
            if address in seen:
                yield Finding(item, path, "同一格写了两次")
            seen.add(address)


def _known_dims(dims: Mapping[str, Any], declared: set[str]) -> bool:
    return all(n in declared and v in [*DIMENSION[n]] for n, v in dims.items())


def check_windows(item: Item, document: Document, whole: Whole) -> Iterator[Finding]:
    """Find two enrolment windows of one series that overlap."""
    if item[0] != "window":
        return
    for other, theirs in whole.of("window"):
        if other < item and _series(theirs) == _series(document) and _overlap(theirs, document):
            yield Finding(item, ("opens_on",), f"与「{other[1]}」的时段重叠")


def _series(window: Document) -> tuple[Any, ...]:
    return (
        window["region"], window["scheme"], window["policy_year"], window.get("audience", [])
    )  # fmt: skip


def _overlap(one: Document, two: Document) -> bool:
    spans = [(w.get("opens_on") or "0001", w.get("closes_on") or "9999") for w in (one, two)]
    (a, b), (c, d) = spans
    return bool(a < d and c < b)


def _dated(document: Document) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    yield (), document
    for name in ("contribution_values", "benefit_values"):
        for i, value in enumerate(document.get(name, [])):
            yield (name, i), value

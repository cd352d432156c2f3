"""Amounts in texts: references that resolve, or literals marked as such."""

from collections.abc import Iterator

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item, Path, leaves
from backend.text.references import StandardReference, bare_amounts, broken, references
from backend.vocabulary import DIMENSION, MEASURE

CONTRIBUTION_MEASURES = frozenset({"personal", "subsidy", "total"})
SHOWN_TYPES = frozenset({"guide", "rule", "questionnaire"})
# what a person reads as our sentence; quotes, names and labels are somebody else's words
SENTENCES = frozenset(
    {"text", "summary", "question", "answer", "because", "fill_note", "when", "help",
     "status_reason", "partial_reason"}
)  # fmt: skip

NAMES = frozenset({"title", "name", "label", "quote", "where", "aliases"})  # shown as they are


def check_texts(item: Item, document: Document, whole: Whole) -> Iterator[Finding]:
    for path, value in leaves(document):
        if isinstance(value, str):
            yield from (Finding(item, path, m) for m in _problems(item, path, value, whole))


def _problems(item: Item, path: Path, value: str, whole: Whole) -> Iterator[str]:
    if "{{" in value and (item[0] not in SHOWN_TYPES or path[-1] in NAMES):
        yield "这里不能用 {{…}}，请写普通文字"
        return
    yield from _reference_problems(value, whole)
    if item[0] in SHOWN_TYPES and path[-1] in SENTENCES:
        yield from _bare(value)


def _reference_problems(text: str, whole: Whole) -> Iterator[str]:
    yield from (f"看不懂的引用 {token}" for token in broken(text))
    yield from filter(None, (_unresolved(reference, whole) for reference in references(text)))


def _bare(text: str) -> Iterator[str]:
    for amount in bare_amounts(text):
        yield f"「{amount}」应写成 {{{{standard:…}}}} 引用或 {{{{lit:{amount}}}}}"


def _unresolved(reference: StandardReference, whole: Whole) -> str:
    standard = whole.documents.get(("standard", reference.key))
    if standard is None:
        there = whole.has("standard", reference.key)
        return "" if there else f"引用的标准「{reference.key}」不存在"
    known = CONTRIBUTION_MEASURES if standard["kind"] == "contribution" else MEASURE
    if reference.measure not in known:
        return f"标准「{reference.key}」没有「{reference.measure}」这一项"
    dims, declared = reference.dims, standard.get("dimensions", [])
    unknown = [d for d in dims if d not in declared or dims[d] not in DIMENSION[d]]
    said = "、".join(f"{d}={dims[d]}" for d in unknown)
    return f"标准「{reference.key}」没有维度 {said}" if unknown else ""

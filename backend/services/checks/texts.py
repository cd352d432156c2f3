"""Amounts in texts: references that resolve, or literals marked as such; everywhere."""

from collections.abc import Iterator

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item, Path, leaves
from backend.text.references import StandardReference, bare_amounts, broken, references
from backend.vocabulary import DIMENSION, MEASURE

CONTRIBUTION_MEASURES = frozenset({"personal", "subsidy", "total"})
SHOWN_TYPES = frozenset({"guide", "rule", "questionnaire"})  # whose texts turn with the day
UNSEEN = frozenset({"synonyms"})  # holds words to search by, and no sentence
# somebody else's words, kept to the letter
THEIR_WORDS = frozenset(
    {"quote", "where", "aliases", "alternatives", "address", "hours", "raw", "operator",
     "publisher", "document_number"}
)  # fmt: skip
TITLES = frozenset({"title", "audience"})  # ours, but lists show them as they are
NO_BRACES = "这里不能用 {{…}}，请写普通文字"
ONLY_LITERALS = "这里只能用 {{lit:…}}；随年度变的数额请在指南里引用标准"


def takes_amounts(item_type: str, field: str) -> bool:
    """Tell whether texts in a field of this name may refer to an amount."""
    return item_type in SHOWN_TYPES and field not in THEIR_WORDS | TITLES | {"name", "label"}


def check_texts(item: Item, document: Document, whole: Whole) -> Iterator[Finding]:
    if item[0] in UNSEEN:
        return
    for path, value in leaves(document):
        if isinstance(value, str):
            yield from (Finding(item, path, m) for m in _problems(item, path, value, whole))


def _problems(item: Item, path: Path, value: str, whole: Whole) -> Iterator[str]:
    if _is_theirs(item, path):
        yield from _braces(value)
    elif _is_title(path):
        yield from _braces(value)
        yield from (f"标题里不写数额，请去掉「{a}」" for a in bare_amounts(value, whole.places))
    else:
        yield from _sentence(item, value, whole)


def _is_theirs(item: Item, path: Path) -> bool:
    """Tell whether a text is not ours: quoted, on a screen, or the name of something."""
    if not THEIR_WORDS.isdisjoint(path) or (path[-1] == "label" and "path" in path):
        return True
    return path[-1] == "name" and item[0] != "guide"  # a guide's only names are its materials'


def _is_title(path: Path) -> bool:
    """Tell whether a text is shown in lists; the title of an outcome is read like a sentence."""
    return not TITLES.isdisjoint(path) and path[0] != "outcomes"


def _braces(value: str) -> Iterator[str]:
    if "{{" in value:
        yield NO_BRACES


def _sentence(item: Item, value: str, whole: Whole) -> Iterator[str]:
    if item[0] not in SHOWN_TYPES and references(value):
        yield ONLY_LITERALS
    yield from (f"看不懂的引用 {token}" for token in broken(value))
    yield from filter(None, (_unresolved(reference, whole) for reference in references(value)))
    for amount in bare_amounts(value, whole.places):
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

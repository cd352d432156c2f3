"""What an entry is found by: the fields of the index, and how text is cut into their terms."""

import zlib
from collections.abc import Iterable
from typing import Any

import tantivy

from backend.release.search.entries import Entry, behind, plain_text
from backend.text.pinyin import sound_pairs

PAIRS, SINGLES, OPENINGS, WORDS, RAW = "pairs", "singles", "openings", "words", "raw"
FIELDS = {
    "name": PAIRS, "text": PAIRS, "character": SINGLES, "sound": WORDS, "initials": PAIRS,
    "opening": OPENINGS, "number": WORDS, "place": RAW, "within": RAW, "type": RAW,
}  # fmt: skip
COUNTED = frozenset({"name", "text"})  # how often their terms occur matters
WHOLE_GUIDE = "whole guide"  # a type besides: what may be shown as usual
LONGEST_OPENING = 12
SHORTEST_NUMBER = 4
MOST_READ = 6  # characters of a name that are read aloud for those who type pinyin


def schema() -> Any:
    """Return the fields of the index; positions are not kept, nothing asks for phrases."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("address", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("usual", stored=False, fast=True)
    for name, tokens in FIELDS.items():
        kept = kept_of(name)
        builder.add_text_field(name, stored=False, tokenizer_name=tokens, index_option=kept)
    return builder.build()


def kept_of(field: str) -> str:
    """Return what the index keeps of a field's terms: how often they occur, or only where."""
    return "freq" if field in COUNTED else "basic"


def register(index: Any) -> None:
    """Name the ways of cutting text into terms, in a new or an opened index."""
    cut = tantivy.Tokenizer
    for name, tokenizer in (
        (PAIRS, cut.ngram(2, 2, False)), (SINGLES, cut.ngram(1, 1, False)),
        (OPENINGS, cut.ngram(1, LONGEST_OPENING, True)),
        (WORDS, cut.whitespace()), (RAW, cut.raw()),
    ):  # fmt: skip
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())


def document(found: Entry, address: int, places: tuple[str, ...]) -> Any:
    """Return what is indexed of an entry that is kept at an address; `places` may be left out."""
    kept = tantivy.Document(**_terms(found, places))
    kept.add_unsigned("address", address)
    kept.add_unsigned("usual", usual(found))
    return kept


def usual(found: Entry) -> int:
    """Return a number by which the usual comes first, the same on every machine."""
    return (found.weight << 32) + (~zlib.crc32("/".join(found.item).encode()) & 0xFFFFFFFF)


def _terms(found: Entry, places: tuple[str, ...]) -> dict[str, list[str]]:
    names = list(found.names)
    text = "\n".join((*names, plain_text(found.text))).lower()
    said = {
        "name": names, "text": [text], "character": names, "initials": found.initials,
        "sound": [" ".join([*read, *sound_pairs(read)]) for read in found.read],
        "opening": list(openings(found, places)), "number": list(map(_ends, _phones(found))),
        "place": [found.chain[0]], "within": list(found.chain), "type": _types(found),
    }  # fmt: skip
    return {field: values for field, values in said.items() if values}


def _types(found: Entry) -> list[str]:
    whole = found.item[0] == "guide" and found.head.get("completeness") != "partial"
    return [found.item[0], *([WHOLE_GUIDE] if whole else [])]


def _phones(found: Entry) -> Iterable[str]:
    phones: Iterable[str] = found.card.get("phones", ())
    return phones


def _ends(number: str) -> str:
    """Return the beginnings and the ends of a number: who remembers a part of it finds it."""
    lengths = range(SHORTEST_NUMBER, len(number) + 1)
    return " ".join(sorted({part for n in lengths for part in (number[:n], number[-n:])}))


def openings(found: Entry, places: tuple[str, ...]) -> Iterable[str]:
    """Return what one may begin to type to be offered an item: its names, with and without place.

    Each as text, as joined pinyin, and as initials.
    """
    begun: dict[str, None] = {}
    for name, read, initials in zip(found.names, found.read, found.initials, strict=True):
        for start in {0, behind(name, places)}:
            begun[name[start:]] = begun["".join(read[start : start + MOST_READ])] = None
            begun[initials[start:]] = None
    begun.pop("", None)
    return begun

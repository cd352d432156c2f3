"""搜索用词: every word can be searched for, and no correction undoes another."""

from collections.abc import Iterator

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item, Path
from backend.text.lexicon import LONGEST_WORD
from backend.text.normal import compact


def check_synonyms(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    if item[0] != "synonyms":
        return
    for path, word in _words(document):
        if not compact(word):
            yield Finding(item, path, f"「{word}」里没有可以搜索的字")
        elif len(compact(word)) > LONGEST_WORD:
            yield Finding(item, path, f"「{word}」太长，最多 {LONGEST_WORD} 个字")
    yield from _groups(item, document)
    yield from _contrasts(item, document)
    yield from _corrections(item, document)


def _words(document: Document) -> Iterator[tuple[Path, str]]:
    for name in ("synonyms", "hints"):
        for i, group in enumerate(document.get(name, ())):
            yield from (((name, i, "words", j), word) for j, word in enumerate(group["words"]))
    for i, contrast in enumerate(document.get("contrasts", ())):
        for side in ("one", "other"):
            yield from (
                (("contrasts", i, side, j), w) for j, w in enumerate(contrast.get(side, ()))
            )
    for i, correction in enumerate(document.get("corrections", ())):
        yield from ((("corrections", i, side), correction[side]) for side in ("wrong", "right"))
    yield from ((("stop_words", i), word) for i, word in enumerate(document.get("stop_words", ())))


def _groups(item: Item, document: Document) -> Iterator[Finding]:
    for i, group in enumerate(document.get("synonyms", ())):
        plain = [compact(word) for word in group["words"]]
        if len(set(plain)) < 2:  # noqa: PLR2004 - a word alone stands for nothing else
            yield Finding(item, ("synonyms", i, "words"), "一组同义词至少要有两个不同的词")
        for j in (j for j, word in enumerate(plain) if word in plain[:j]):
            yield Finding(item, ("synonyms", i, "words", j), f"「{plain[j]}」在这一组里重复")


def _contrasts(item: Item, document: Document) -> Iterator[Finding]:
    for i, contrast in enumerate(document.get("contrasts", ())):
        one, other = (set(map(compact, contrast.get(side, ()))) for side in ("one", "other"))
        if both := sorted(one & other):
            message = f"「{both[0]}」不能同时在对立的两边"
            yield Finding(item, ("contrasts", i, "other"), message)


def _corrections(item: Item, document: Document) -> Iterator[Finding]:
    corrections = document.get("corrections", ())
    wrong = {compact(correction["wrong"]) for correction in corrections}
    known = {compact(word) for group in document.get("synonyms", ()) for word in group["words"]}
    for i, correction in enumerate(corrections):
        if compact(correction["wrong"]) in known:
            message = f"「{correction['wrong']}」同时是同义词，不能当作错字"
            yield Finding(item, ("corrections", i, "wrong"), message)
        if any(word in compact(correction["right"]) for word in wrong):
            message = f"「{correction['right']}」里还有错字，改完又会被改"
            yield Finding(item, ("corrections", i, "right"), message)

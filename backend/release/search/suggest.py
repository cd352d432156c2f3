"""Offer what somebody who is still typing may mean: names that begin so, the most used first."""

from collections.abc import Sequence
from typing import Any

from backend.release.search.answer import forms, nearest_first, popular, ranked
from backend.release.search.lookup import Head, Opened
from backend.release.search.places import Place
from backend.release.search.question import Question, question
from backend.release.search.rank import Worth
from backend.release.search.show import Shown

Form = dict[str, Any]


def suggest(opened: Opened, shown: Shown, typed: str, chosen: Place, limit: int) -> Form:
    """Return suggestions; for nothing typed, the most used guides."""
    asked = question(opened, typed, chosen)
    if not asked.asked.plain:
        found = popular(opened, asked.focus, limit, ())
    else:
        found = _begun(opened, asked, limit)
        if len(found) < limit:
            seen = {head["id"] for _, head in found}
            found += [r for r in ranked(opened, asked, shown.day) if r[1]["id"] not in seen]
    return {
        "region": {"code": asked.focus[0].code, "name": asked.focus[0].name},
        "results": forms(opened, shown, found[:limit], asked),
    }


def _begun(opened: Opened, asked: Question, limit: int) -> list[tuple[Worth, Head]]:
    """Return the entries with a name that begins as typed, those of the places asked for first."""
    begun = [asked.asked.plain, *([asked.rest] if asked.named and asked.rest else [])]
    numbers: dict[int, None] = {}
    for text in begun:
        numbers |= dict.fromkeys(opened.opening(text, asked.focus, limit))
    if len(numbers) < limit:
        numbers |= dict.fromkeys(opened.opening(begun[0], None, limit))
    heads = nearest_first(opened, list(numbers), asked.focus)
    return [(Worth(1.0, 1.0, _which(head, begun)), head) for head in heads]


def _which(head: Head, begun: Sequence[str]) -> int:
    """Return the first name that begins as typed, as text, in pinyin, or in initials."""
    sounds, initials = (part.split("|") for part in head["spoken"].split("\n"))
    for number, name in enumerate(head["names"]):
        said = (name, sounds[number].replace(" ", ""), initials[number])
        if any(form.startswith(text) for form in said for text in begun):
            return number
    return 0

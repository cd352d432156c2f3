"""Offer what somebody who is still typing may mean: names that begin so, the most used first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from backend.release.search.answer import forms, nearest_first, popular, ranked
from backend.release.search.candidate import Candidate, Found
from backend.release.search.lookup import Opened
from backend.release.search.places import Place
from backend.release.search.question import Question, question
from backend.release.search.show import Shown

Form = dict[str, Any]


def suggest(opened: Opened, shown: Shown, typed: str, chosen: Place, limit: int) -> Form:
    """Return suggestions; for nothing typed, the most used guides."""
    asked = question(opened, typed, chosen)
    if asked.asked.plain:
        found = _offered(opened, asked, shown, limit)
    else:
        found = popular(opened, asked.focus, limit, ())
    return {
        "region": {"code": asked.focus[0].code, "name": asked.focus[0].name},
        "results": forms(opened, shown, found[:limit], asked),
    }


def _offered(opened: Opened, asked: Question, shown: Shown, limit: int) -> list[Found]:
    """Return what has a name that holds what was typed, the most used first, then what answers."""
    typed = [asked.asked.plain, *([asked.rest] if asked.named and asked.rest else [])]
    answers = ranked(opened, asked, shown.day)
    addresses = dict.fromkeys(each.candidate.address for each in answers)
    for text in typed:
        addresses |= dict.fromkeys(opened.opening(text, asked.focus, limit))
    if len(addresses) < limit:
        addresses |= dict.fromkeys(opened.opening(typed[0], None, limit))
    near = nearest_first(opened.read(addresses, spoken=True), asked.focus)
    holding = _told_apart(
        replace(each, name=name)
        for each in near
        if (name := _which(each.candidate, typed)) is not None
    )
    seen = {each.candidate.address for each in holding}
    return [*holding, *(each for each in answers if each.candidate.address not in seen)]


def _told_apart(found: Iterable[Found]) -> list[Found]:
    """Return suggestions of which no two read the same: a second one is called by its title."""
    said: set[str] = set()
    apart = []
    for each in found:
        names = each.candidate.names
        again = names[each.name] in said
        apart.append(replace(each, name=0) if again else each)
        said.add(names[each.name])
    return apart


def _which(candidate: Candidate, typed: Sequence[str]) -> int | None:
    """Return the name that begins as typed, in any way of typing, or else one that holds it."""
    sounds, initials = (part.split("|") for part in candidate.spoken.split("\n"))
    holding = None
    for number, name in enumerate(candidate.names):
        said = (name, sounds[number].replace(" ", ""), initials[number])
        if any(form.startswith(text) for form in said for text in typed):
            return number
        if holding is None and any(text in name for text in typed):
            holding = number
    return holding

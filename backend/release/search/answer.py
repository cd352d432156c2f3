"""Answer a search out of a release: analyse, find, rank, and put into the form of the API."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from backend.release.render.guide import validity
from backend.release.search import places, rank
from backend.release.search.lookup import Head, Opened
from backend.release.search.places import Place
from backend.release.search.question import LONGEST_READ, Question, question
from backend.release.search.rank import Worth
from backend.release.search.show import Shown, result_form
from backend.release.search.snippet import wanted
from backend.text.query import MOST_CHARACTERS
from backend.vocabulary import SEARCH_MATCHED

Form = dict[str, Any]
Ranked = list[tuple[Worth, Head]]
KEPT_SHARE = 0.3  # of the best result's worth: what is worth less is left out
NOT_CURRENT = 0.5  # what an answer counts that is not in force on the day
MOST_POPULAR = 10  # guides shown where nothing better was found
NOTHING = Worth(0.0, 0.0, 0)
CUT = f"问题太长，只按前 {MOST_CHARACTERS} 个字查找"


def search(opened: Opened, shown: Shown, typed: str, chosen: Place, limit: int) -> Form:
    """Return the answer to a query: never empty as long as the release has a guide."""
    asked = question(opened, typed, chosen)
    found = ranked(opened, asked, shown.day)
    matched = _matched(asked, found)
    if matched != "found":
        found += popular(opened, asked.focus, MOST_POPULAR, [head["id"] for _, head in found])
    said = (CUT if asked.cut else "", "" if matched == "found" else SEARCH_MATCHED[matched])
    return {
        "q": typed[:LONGEST_READ],
        "region": {"code": asked.focus[0].code, "name": asked.focus[0].name},
        "region_named": asked.named,
        "matched": matched,
        "message": "；".join(filter(None, said)),
        "results": forms(opened, shown, found[:limit], asked),
    }


def _matched(asked: Question, found: Ranked) -> str:
    if not asked.asked.units:
        return "popular"
    if not found:
        return "nothing"
    return "found" if any(worth.worth >= rank.ANSWERS for worth, _ in found) else "similar"


def ranked(opened: Opened, asked: Question, day: date) -> Ranked:
    """Return what may answer, best first; what is worth much less than the best is left out."""
    numbers = opened.candidates(asked.asked.units, asked.focus)
    found = []
    for number, head, text, spoken in opened.heads(numbers, spoken=asked.spoken):
        how, factor = places.relation(head["chain"], asked.focus)
        factor *= _standing(head, asked.focus, day)
        worth = rank.worth(asked.asked, head, text, spoken, factor)
        if how == "here" and _asks_for_office(asked) and head["type"] == "office":
            worth = replace(worth, worth=worth.worth + rank.VERY_PLACE)
        found.append((worth, {**head, "id": number, "relation": how}))
    least = max([rank.RESEMBLES, *(KEPT_SHARE * worth.worth for worth, _ in found)])
    return rank.in_order((worth, head) for worth, head in found if worth.worth >= least)


def _asks_for_office(asked: Question) -> bool:
    """Tell whether a query names a place and asks where to go or whom to call there."""
    return asked.named and "office" in asked.asked.hinted


def _standing(head: Mapping[str, Any], focus: Sequence[Place], day: date) -> float:
    """Return how much an entry counts where it does not hold, or on a day it is not in force."""
    left_out = set(head.get("excludes", ()))
    factor = rank.EXCLUDED if left_out and all(left_out & set(p.chain) for p in focus) else 1.0
    return factor if validity(dict(head), day) == "current" else factor * NOT_CURRENT


def popular(opened: Opened, focus: Sequence[Place], limit: int, seen: Sequence[int]) -> Ranked:
    """Return the most used guides of some places and of those above and below them."""
    numbers = [number for number in opened.popular(focus, limit) if number not in seen]
    return [(NOTHING, head) for head in nearest_first(opened, numbers, focus)]


def nearest_first(opened: Opened, numbers: Sequence[int], focus: Sequence[Place]) -> list[Head]:
    """Return entries, whole ones first, then by region, then by how much they are used."""
    heads = []
    for number, head, _, spoken in opened.heads(numbers, spoken=True):
        how, factor = places.relation(head["chain"], focus)
        heads.append({**head, "id": number, "relation": how, "at": factor, "spoken": spoken})
    return sorted(heads, key=lambda h: (rank.is_partial(h), -h["at"], -h["weight"], h["key"]))


def forms(opened: Opened, shown: Shown, found: Ranked, asked: Question) -> list[Form]:
    """Return results in the form of the API."""
    asked_for = wanted(asked.asked.units)
    cards = opened.cards(head["id"] for _, head in found)
    return [
        result_form(shown, head, *cards[head["id"]], (worth.name, asked_for))
        for worth, head in found
    ]

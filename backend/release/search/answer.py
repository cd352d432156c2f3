"""Answer a search out of a release: analyse, find, rank, and put into the form of the API."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from backend.release.render.guide import validity
from backend.release.search import places, rank
from backend.release.search.candidate import Candidate, Found
from backend.release.search.lookup import Opened
from backend.release.search.places import Place
from backend.release.search.question import LONGEST_READ, Question, question
from backend.release.search.show import Shown, result_form
from backend.release.search.snippet import wanted
from backend.release.search.terms import LONGEST_OPENING
from backend.text.query import MOST_CHARACTERS
from backend.vocabulary import SEARCH_MATCHED

Form = dict[str, Any]
KEPT_SHARE = 0.3  # of the best result's worth: what is worth less is left out
NOT_CURRENT = 0.5  # what an answer counts that is not in force on the day
EXCLUDED = 0.4  # what an answer counts that does not hold in the region asked for
VERY_PLACE = 0.5  # what an office of the very place one names is worth besides
MOST_BEGUN = 8  # candidates that begin with the query, the most usual of them
MOST_POPULAR = 10  # guides shown where nothing better was found
CUT = f"问题太长，只按前 {MOST_CHARACTERS} 个字查找"


def search(opened: Opened, shown: Shown, typed: str, chosen: Place, limit: int) -> Form:
    """Return the answer to a query: never empty as long as the release has a guide."""
    asked = question(opened, typed, chosen)
    found = ranked(opened, asked, shown.day)
    matched = _matched(asked, found)
    if matched != "found":
        seen = {each.candidate.address for each in found}
        found += popular(opened, asked.focus, MOST_POPULAR, seen)
    said = (CUT if asked.cut else "", "" if matched == "found" else SEARCH_MATCHED[matched])
    return {
        "q": typed[:LONGEST_READ],
        "region": {"code": asked.focus[0].code, "name": asked.focus[0].name},
        "region_named": asked.named,
        "matched": matched,
        "message": "；".join(filter(None, said)),
        "results": forms(opened, shown, found[:limit], asked),
    }


def _matched(asked: Question, found: Sequence[Found]) -> str:
    if not asked.asked.units:
        return "popular"
    if not found:
        return "nothing"
    if not any(each.worth >= rank.ANSWERS for each in found):
        return "similar"
    return "partial" if found[0].candidate.is_partial else "found"


def ranked(opened: Opened, asked: Question, day: date) -> list[Found]:
    """Return what may answer, best first; what is worth much less than the best is left out."""
    candidates = opened.read(_addresses(opened, asked), spoken=asked.asked.spoken)
    found = [_ranked(asked, candidate, day) for candidate in candidates]
    answers = (each.worth for each in found if not rank.is_mere_clue(each))
    least = max(rank.RESEMBLES, KEPT_SHARE * max(answers, default=0.0))
    return rank.in_order(each for each in found if each.worth >= least)


def _addresses(opened: Opened, asked: Question) -> dict[int, None]:
    """Return where what may answer is kept: what holds the query, what begins with it, offices."""
    found = dict.fromkeys(opened.candidates(asked.asked.units, asked.focus))
    if len(asked.rest) <= LONGEST_OPENING and asked.asked.units:
        found |= dict.fromkeys(opened.opening(asked.rest, asked.focus, MOST_BEGUN))
    if asked.for_office or asked.of_town:
        found |= dict.fromkeys(opened.offices(asked.focus))
    return found


def _ranked(asked: Question, candidate: Candidate, day: date) -> Found:
    footing = places.footing(candidate.chain, asked.focus, named=asked.named)
    found = rank.ranked(asked.asked, candidate, footing, _standing(candidate, asked, day))
    if asked.for_office and candidate.type == "office" and footing.how == "here":
        return replace(found, worth=found.worth + VERY_PLACE)
    return found


def _standing(candidate: Candidate, asked: Question, day: date) -> float:
    """Return how much an entry counts where it does not hold, or on a day it is not in force."""
    left_out = set(candidate.head.get("excludes", ()))
    excluded = left_out and all(left_out & set(place.chain) for place in asked.focus)
    factor = EXCLUDED if excluded else 1.0
    return factor if validity(dict(candidate.head), day) == "current" else factor * NOT_CURRENT


def popular(
    opened: Opened, focus: Sequence[Place], limit: int, seen: Collection[int]
) -> list[Found]:
    """Return the most used guides of some places and of those above and below them."""
    addresses = [found for found in opened.popular(focus, limit) if found not in seen]
    return nearest_first(opened.read(addresses, spoken=False), focus)


def nearest_first(candidates: Iterable[Candidate], focus: Sequence[Place]) -> list[Found]:
    """Return entries, whole ones first, then by region, then by how much they are used."""
    footed = [(c, places.footing(c.chain, focus, named=False)) for c in candidates]
    footed.sort(
        key=lambda pair: (pair[0].is_partial, -pair[1].factor, -pair[0].weight, pair[0].key)
    )
    return [Found(candidate, footing.how) for candidate, footing in footed]


def forms(opened: Opened, shown: Shown, found: Sequence[Found], asked: Question) -> list[Form]:
    """Return results in the form of the API."""
    asked_for = wanted(asked.asked.units)
    return [result_form(shown, f, opened.card(f.candidate.address), asked_for) for f in found]

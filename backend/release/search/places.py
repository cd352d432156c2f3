"""Which places a query names, and how a result's region stands to where the reader is. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.vocabulary import NATION

LONGEST_NAME, SHORTEST_NAME = 11, 2
WIDE = frozenset({"nation", "province", "city"})
SUFFIXES = ("省", "市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "地区")
SHORTEST_SUFFIXED = 3
BELOW = {"nation": 0.72, "province": 0.85}  # how much less a result below counts
BELOW_OTHERWISE, PLACE_OF_ONE_S_OWN = 0.95, 1.0
A_STEP_UP, ELSEWHERE, SAME_PROVINCE = 0.03, 0.55, 0.6
NAMED = {"above": 0.92, "elsewhere": 0.7}  # who names a place wants what is said of that place


@dataclass(frozen=True, slots=True)
class Place:
    """A region, and the regions it lies in, itself first."""

    code: str
    name: str
    level: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A place a query names, in the words it uses."""

    word: str
    place: Place


def candidates(text: str) -> list[str]:
    """Return every part of a text that could be a place name."""
    runs = [run for run in text.split() if not run.isascii()]
    spans = range(SHORTEST_NAME, LONGEST_NAME + 1)
    return [run[i : i + n] for run in runs for n in spans for i in range(len(run) - n + 1)]


def named(
    text: str,
    known: Mapping[str, Sequence[tuple[Place, bool]]],
    chosen: Place,
    has_content: Callable[[str], bool],
) -> list[Named]:
    """Return the places a text names, left to right, the longest name at each point.

    `known` gives for a word the places called so, and whether that is the full name. Where several
    are, the one nearest to the chosen region is meant. A short name of a county nobody wrote
    anything about is taken for an ordinary word.
    """
    found, at = [], 0
    while at < len(text):
        for length in range(min(LONGEST_NAME, len(text) - at), SHORTEST_NAME - 1, -1):
            word = text[at : at + length]
            if meant := _meant(word, known.get(word, ()), chosen, has_content):
                found.append(Named(word, meant))
                at += length
                break
        else:
            at += 1
    return found


def _meant(word: str, places: Sequence[tuple[Place, bool]], chosen: Place,
           has_content: Callable[[str], bool]) -> Place | None:  # fmt: skip
    likely = [
        (not _related(place, chosen), not has_content(place.code), len(place.chain), place.code,
         place, full)
        for place, full in places
    ]  # fmt: skip
    if not likely:
        return None
    unrelated, empty, _, _, place, full = min(likely, key=lambda found: found[:4])
    said_in_full = full and len(word) >= SHORTEST_SUFFIXED and word.endswith(SUFFIXES)
    sure = not unrelated or not empty or place.level in WIDE or said_in_full
    return place if sure else None


def _related(place: Place, chosen: Place) -> bool:
    return place.code in chosen.chain or chosen.code in place.chain


@dataclass(frozen=True, slots=True)
class Footing:
    """How an entry stands to the places asked for, how much it counts there, and if it is theirs.

    What holds in the whole nation is no place's own.
    """

    how: str
    factor: float
    own: bool


def footing(chain: Sequence[str], focus: Iterable[Place], *, named: bool) -> Footing:
    """Return how an entry stands to the nearest of some places, chosen or `named` in a query."""
    how, factor = max((_relation(chain, place) for place in focus), key=lambda found: found[1])
    own = how != "elsewhere" and (how != "above" or chain[0] != NATION)
    return Footing(how, factor * (NAMED.get(how, 1.0) if named else 1.0), own)


def _relation(chain: Sequence[str], place: Place) -> tuple[str, float]:
    if chain[0] == place.code:
        return "here", PLACE_OF_ONE_S_OWN
    if chain[0] in place.chain:
        return "above", 1 - A_STEP_UP * place.chain.index(chain[0])
    if place.code in chain:
        return "below", BELOW.get(place.level, BELOW_OTHERWISE)
    shared = set(chain[:-1]) & set(place.chain[:-1])
    return "elsewhere", SAME_PROVINCE if shared else ELSEWHERE

"""Which places a query names, and how a result's region stands to where the reader is. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from backend.vocabulary import NATION

LONGEST_NAME, SHORTEST_NAME = 12, 2
WIDE = frozenset({"nation", "province", "city"})
SUFFIXES = ("省", "市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "地区")
SHORTEST_SUFFIXED = 3
GOING, BEING = ("去", "到", "往", "来", "赴"), ("在",)
STRANGERS = ("外地人", "外省人", "外地参保人")  # who go to a place want what is said there
SOON = 5  # characters within which it is said what for: 在东莞能看门诊吗
TREATED = ("看", "住院", "就医", "就诊", "治", "门诊", "手术", "生孩子", "生小孩", "买药")
BELOW = {"nation": 0.72, "province": 0.85}  # how much less a result below counts
BELOW_OTHERWISE, PLACE_OF_ONE_S_OWN = 0.95, 1.0
A_STEP_UP, ELSEWHERE, SAME_PROVINCE = 0.05, 0.35, 0.38
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
    """A place a query names, in the words it uses; `bound_for` when it is where one goes."""

    word: str
    place: Place
    bound_for: bool = False


def candidates(text: str) -> list[str]:
    """Return every part of a text that could be a place name; letters only as they stand."""
    runs = [run for run in text.split() if not run.isascii()]
    spans = range(SHORTEST_NAME, LONGEST_NAME + 1)
    parts = [run[i : i + n] for run in runs for n in spans for i in range(len(run) - n + 1)]
    return [*parts, *(run for run in text.split() if run.isascii() and run.isalpha())]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads places out of texts for somebody who has chosen a region.

    `called` gives for a word the places called so, and whether that is the full name; `word_at` the
    ordinary word at a point; `has_content` whether anybody wrote anything about a region.
    """

    chosen: Place
    called: Mapping[str, Sequence[tuple[Place, bool]]]
    word_at: Callable[[str, int], str]
    has_content: Callable[[str], bool]

    def named(self, text: str) -> list[Named]:
        """Return the places a text names, left to right, the longest name at each point.

        No name begins within a longer ordinary word: there is no 保定 in 医保定点, and no 合作 (a
        city) in 合作医疗.
        """
        found, at = [], 0
        while at < len(text):
            name, word = self._name_at(text, at), self.word_at(text, at)
            if name and len(name.word) >= len(word):
                found.append(replace(name, bound_for=_is_bound_for(text, at, len(name.word))))
                at += len(name.word)
            else:
                at += len(word) or 1
        return found

    def meant(self, named: Sequence[Named]) -> tuple[Place, ...]:
        """Return the places a query is about.

        Those one goes to for treatment are not: it is one's own place that pays. They are when no
        other is named or chosen and somebody wrote about them.
        """
        own = [found.place for found in named if not found.bound_for]
        there = [
            found.place for found in named
            if self.has_content(found.place.code)
            and (self.chosen.level == "nation" or self._is_near(found.place))
        ]  # fmt: skip
        return tuple(dict.fromkeys(own or there))

    def _name_at(self, text: str, at: int) -> Named | None:
        for length in range(min(LONGEST_NAME, len(text) - at), SHORTEST_NAME - 1, -1):
            word = text[at : at + length]
            if word in self.called and (place := self._meant(word)):
                return Named(word, place)
        return None

    def _meant(self, word: str) -> Place | None:
        """Return the place that is meant by a word: of several, the nearest to the chosen one.

        A short name of a county nobody wrote anything about is taken for an ordinary word.
        """
        likely = [
            (not self._is_near(place), self._bare(place), len(place.chain), place.code, place, full)
            for place, full in self.called[word]
        ]
        far, bare, _, _, place, full = min(likely, key=lambda found: found[:4])
        said_in_full = full and len(word) >= SHORTEST_SUFFIXED and word.endswith(SUFFIXES)
        return place if not (far and bare) or place.level in WIDE or said_in_full else None

    def _bare(self, place: Place) -> int:
        """Return how many steps above a place the first is that anybody wrote about."""
        return next(
            n for n, code in enumerate((*place.chain, "")) if not code or self.has_content(code)
        )

    def _is_near(self, place: Place) -> bool:
        if place.code in self.chosen.chain:
            return True
        return self.chosen.code in place.chain and self.chosen.level != "nation"


def _is_bound_for(text: str, at: int, length: int) -> bool:
    """Tell whether a place is where one goes: 去北京, 在北京住院; not 外地人去北京."""
    before, after = text[:at].rstrip(), text[at + length :].lstrip()
    if any(word in before for word in STRANGERS):
        return False
    if before.endswith(GOING):
        return True
    return before.endswith(BEING) and any(word in after[:SOON] for word in TREATED)


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

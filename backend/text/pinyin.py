"""How Chinese text is read, and which syllables a row of letters may be."""

from functools import cache
from itertools import pairwise
from pathlib import Path

TABLE = Path(__file__).with_name("tables") / "readings.tsv"
LONGEST = 6  # letters: zhuang
MOST_SYLLABLES = 12


@cache
def _readings() -> dict[str, str]:
    """Return the reading of each character, and of each pair that is read in another way."""
    lines = TABLE.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def _known() -> frozenset[str]:
    return frozenset(reading for text, reading in _readings().items() if len(text) == 1)


@cache
def _openings() -> frozenset[str]:
    """Return every beginning of a syllable: what someone still typing may have reached."""
    return frozenset(s[:end] for s in _known() for end in range(1, len(s) + 1))


def syllables(text: str) -> list[str]:
    """Return the reading of each character; what has none stands for itself.

    重庆 is chong qing, 重 alone is zhong.
    """
    readings = _readings()
    found = [readings.get(character, character) for character in text]
    for at in range(len(text) - 1):
        if pair := readings.get(text[at : at + 2]):
            found[at : at + 2] = pair.split(" ")
    return found


def initials(read: list[str]) -> str:
    """Return the first letter of each syllable: 少儿医保 is seyb."""
    return "".join(syllable[0] for syllable in read)


def split(letters: str) -> list[str]:
    """Return letters as the fewest syllables that use them up, or nothing: yidi is yi di."""
    return _fewest(letters, _known())


def split_open(letters: str) -> list[str]:
    """Return the same where the last syllable may be unfinished: yidijiuy is yi di jiu y."""
    for cut in range(1, min(LONGEST, len(letters)) + 1):
        head, tail = letters[:-cut], letters[-cut:]
        if tail in _openings() and (not head or split(head)):
            return [*split(head), tail] if head else [tail]
    return []


def _fewest(letters: str, known: frozenset[str]) -> list[str]:
    best: list[list[str] | None] = [[]]
    for end in range(1, min(len(letters), LONGEST * MOST_SYLLABLES) + 1):
        starts = range(max(0, end - LONGEST), end)
        ways = [
            [*before, letters[start:end]]
            for start in starts
            if (before := best[start]) is not None and letters[start:end] in known
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or [] if len(best) == len(letters) + 1 else []


def sound_pairs(read: list[str]) -> list[str]:
    """Return neighbouring syllables joined, as the index keeps them: shao_er, er_yi."""
    return [f"{a}_{b}" for a, b in pairwise(read)] or read

"""The words search knows: which stand for one another, which are misspelt, which say nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.text.normal import compact

SHORTEST_PROPER, LONGEST_WORD = 3, 12
EMPTY_CHARACTERS = frozenset(
    "的了吗呢啊吧呀嘛么我你他她它是有在要能会去到给把被和与及还就都也着过很不没"
)
PARTICLES = frozenset("的了吗呢啊吧呀嘛么")  # of the empty ones, those that turn nothing around

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides of which a thing has one: what is asked of 学生 is not answered by 职工.

    Without an `other` side: what serves only who asks for it, such as 取消.
    """

    one: Words
    other: Words = ()

    def unwanted(self, text: str) -> "Contrast | None":
        """Return the contrast, the side a text does not ask for first; None if it takes no side."""
        one, other = (any(word in text for word in side) for side in (self.one, self.other))
        if one == other and (one or self.other):
            return None
        return Contrast(self.other, self.one) if one else self

    def is_one_sided(self, text: str) -> bool:
        """Tell whether a text has a word of the first side and none of the other."""
        return any(word in text for word in self.one) and not any(w in text for w in self.other)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Made once out of the stored words; pure look-ups."""

    alike: Mapping[str, Words] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    begun: Mapping[str, Words] = field(default_factory=dict)
    right: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[tuple[str, Words], ...] = ()
    aspects: frozenset[str] = frozenset()
    contrasts: tuple[Contrast, ...] = ()
    wrong: re.Pattern[str] | None = None

    @classmethod
    def of(cls, document: Mapping[str, Any], proper: Iterable[str] = ()) -> "Lexicon":
        """Return the lexicon a stored document describes; `proper` are names, kept in one piece."""
        groups: Sequence[Mapping[str, Any]] = document.get("synonyms", ())
        alike = _alike([*(group["words"] for group in groups), *([name] for name in proper)])
        empty = frozenset(_plain(document.get("stop_words", ())))
        right = {compact(c["wrong"]): compact(c["right"]) for c in document.get("corrections", ())}
        return cls(
            alike,
            empty,
            _begun({*alike, *empty}),
            right,
            tuple((h["type"], _plain(h["words"])) for h in document.get("hints", ())),
            frozenset(w for g in groups if g.get("aspect") for w in _plain(g["words"])),
            tuple(_contrast(contrast, alike) for contrast in document.get("contrasts", ())),
            re.compile("|".join(map(re.escape, _longest_first(right)))) if right else None,
        )

    def corrected(self, text: str) -> str:
        """Return normalised text with common wrong characters put right."""
        if self.wrong is None:
            return text
        return self.wrong.sub(lambda match: self.right[match.group()], text)

    def word_at(self, text: str, at: int) -> str:
        """Return the longest known or empty word that begins at a place, or nothing."""
        for word in self.begun.get(text[at], ()):
            if text.startswith(word, at):
                return word
        return ""

    def telling(self, name: str) -> int:
        """Return the characters of a name that say something, as bits; all where none does."""
        found, at = 0, 0
        while at < len(name):
            word = self.word_at(name, at)
            if word in self.alike:
                found |= ((1 << len(word)) - 1) << at
            elif not word and name[at] not in PARTICLES:
                found |= 1 << at
            at += len(word) or 1
        return found or (1 << len(name)) - 1

    def unwanted(self, text: str) -> list[Contrast]:
        """Return the contrasts in which a text takes a side, the other side first."""
        return [found for contrast in self.contrasts if (found := contrast.unwanted(text))]

    def hinted(self, text: str) -> frozenset[str]:
        """Return the types of results a text asks for by its words."""
        return frozenset(t for t, words in self.hints if any(word in text for word in words))


def is_proper(name: str) -> bool:
    """Tell whether a name is one that nobody types by chance."""
    return SHORTEST_PROPER <= len(name) <= LONGEST_WORD


def _plain(words: Iterable[str]) -> Words:
    return tuple(map(compact, words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _begun(words: Iterable[str]) -> dict[str, Words]:
    """Return words by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for word in _longest_first(words):
        found.setdefault(word[0], []).append(word)
    return {character: tuple(several) for character, several in found.items()}


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, Words]:
    """Return for each word the others of all its groups, in order."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        words = _plain(group)
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: tuple(w for w in others if w != word) for word, others in found.items()}


def _contrast(contrast: Mapping[str, Any], alike: Mapping[str, Words]) -> Contrast:
    """Return a contrast, each side with all that stands for its words."""
    sides = (_plain(contrast.get(side, ())) for side in ("one", "other"))
    return Contrast(*(_with_alike(side, alike) for side in sides))


def _with_alike(words: Words, alike: Mapping[str, Words]) -> Words:
    return tuple(dict.fromkeys([*words, *(a for word in words for a in alike.get(word, ()))]))

"""The words search knows: which stand for one another, which are misspelt, which say nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.text.normal import compact

LONGEST_WORD = 12
EMPTY_CHARACTERS = frozenset(
    "的了吗呢啊吧呀嘛么我你他她它是有在要能会去到给把被和与及还就都也着过很不没"
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides of which a thing has one: what is asked of 学生 is not answered by 职工."""

    one: tuple[str, ...]
    other: tuple[str, ...]

    def is_one_sided(self, text: str) -> bool:
        """Tell whether a text has a word of the first side and none of the other."""
        return any(word in text for word in self.one) and not any(w in text for w in self.other)

    def unwanted(self, text: str) -> "Contrast | None":
        """Return the contrast, the side a text does not ask for first; None if it takes no side."""
        one, other = (any(word in text for word in side) for side in (self.one, self.other))
        if one == other and (one or self.other):
            return None
        return Contrast(self.other, self.one) if one else self


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Made once out of the stored synonyms; pure look-ups."""

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    right: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
    aspects: frozenset[str] = frozenset()
    contrasts: tuple[Contrast, ...] = ()
    wrong: re.Pattern[str] | None = None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Lexicon":
        """Return the lexicon a stored document describes."""
        alike = _alike(group["words"] for group in document.get("synonyms", ()))

        def closed(words: Iterable[str]) -> tuple[str, ...]:
            plain = _plain(words)
            return tuple(dict.fromkeys([*plain, *(a for w in plain for a in alike.get(w, ()))]))

        right = {compact(c["wrong"]): compact(c["right"]) for c in document.get("corrections", ())}
        found = "|".join(map(re.escape, sorted(right, key=len, reverse=True)))
        return cls(
            alike,
            frozenset(map(compact, document.get("stop_words", ()))),
            right,
            tuple((h["type"], _plain(h["words"])) for h in document.get("hints", ())),
            frozenset(
                word
                for group in document.get("synonyms", ())
                if group.get("aspect")
                for word in _plain(group["words"])
            ),
            tuple(
                Contrast(closed(c["one"]), closed(c.get("other", ())))
                for c in document.get("contrasts", ())
            ),
            re.compile(found) if found else None,
        )

    def corrected(self, text: str) -> str:
        """Return normalised text with common wrong characters put right."""
        if self.wrong is None:
            return text
        return self.wrong.sub(lambda match: self.right[match.group()], text)

    def word_at(self, text: str, at: int) -> str:
        """Return the longest known or empty word that begins at a place, or nothing."""
        for length in range(min(LONGEST_WORD, len(text) - at), 0, -1):
            word = text[at : at + length]
            if word in self.alike or word in self.empty:
                return word
        return ""

    def unwanted(self, text: str) -> list[Contrast]:
        """Return the contrasts in which a text takes a side, the other side first."""
        return [found for contrast in self.contrasts if (found := contrast.unwanted(text))]

    def telling(self, name: str) -> int:
        """Return the characters of a name that say something, as bits; all where none does."""
        found, at = 0, 0
        while at < len(name):
            word = self.word_at(name, at)
            if word in self.alike:
                found |= ((1 << len(word)) - 1) << at
            elif not word and name[at] not in EMPTY_CHARACTERS:
                found |= 1 << at
            at += len(word) or 1
        return found or (1 << len(name)) - 1

    def hinted(self, text: str) -> frozenset[str]:
        """Return the types of results a text asks for by its words."""
        return frozenset(t for t, words in self.hints if any(word in text for word in words))


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(compact, words))


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each word the others of all its groups, in order."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        words = _plain(group)
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: tuple(w for w in others if w != word) for word, others in found.items()}

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
class Lexicon:
    """Made once out of the stored synonyms; pure look-ups."""

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    right: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wrong: re.Pattern[str] | None = None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Lexicon":
        """Return the lexicon a stored document describes."""
        right = {compact(c["wrong"]): compact(c["right"]) for c in document.get("corrections", ())}
        found = "|".join(map(re.escape, sorted(right, key=len, reverse=True)))
        return cls(
            _alike(group["words"] for group in document.get("synonyms", ())),
            frozenset(map(compact, document.get("stop_words", ()))),
            right,
            tuple((h["type"], tuple(map(compact, h["words"]))) for h in document.get("hints", ())),
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

    def hinted(self, text: str) -> frozenset[str]:
        """Return the types of results a text asks for by its words."""
        return frozenset(t for t, words in self.hints if any(word in text for word in words))


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each word the others of all its groups, in order."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        words = [compact(word) for word in group]
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: tuple(w for w in others if w != word) for word, others in found.items()}

"""An entry as it is read to be ranked, and as it was ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.vocabulary import NATION


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may answer; `spoken` is how its names are read, where that matters."""

    address: int
    head: Mapping[str, Any]
    text: bytes
    spoken: str

    @property
    def type(self) -> str:
        return str(self.head["type"])

    @property
    def key(self) -> str:
        return str(self.head["key"])

    @property
    def names(self) -> Sequence[str]:
        """Return its names in plain form, the title first."""
        names: Sequence[str] = self.head["names"]
        return names

    @property
    def chain(self) -> Sequence[str]:
        """Return its region and those that lies in."""
        chain: Sequence[str] = self.head["chain"]
        return chain

    @property
    def weight(self) -> int:
        return int(self.head["weight"])

    @property
    def is_partial(self) -> bool:
        """Tell whether its source was cut off: it is shown as a clue, never as an answer."""
        return bool(self.head.get("completeness") == "partial")

    @property
    def is_national(self) -> bool:
        return self.chain[0] == NATION


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, how it stands to the places asked for, its worth, the name it is found by."""

    candidate: Candidate
    how: str
    worth: float = 0.0
    name: int = 0

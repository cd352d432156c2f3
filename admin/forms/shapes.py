"""What a form is made of. Each shape turns a stored value into entries, and entries back.

An entry is a text for a `Leaf`, "1" or "" for a `Tick`, a list of texts for `Ticks`, a list of
entries for `Rows`, a mapping of entries for a `Group`.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from admin.forms.codecs import Codec, Words
from backend.errors import Invalid
from backend.services.stored import Path
from backend.vocabulary import ITEM_TYPE

Entry = Any
Tree = Mapping[str, Any]  # posted names, cut at their dots; a leaf is the list of its values
MISSING: Any = object()
KEY = re.compile(r"[a-z0-9-]*")  # of what is referred to: anything else was meant as its name
CHOOSE = "打几个字，从列表里选，或填它的标识；还没有的，先去添加"
NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Notes:
    """What is learned while entries are read: all of them, and what could not be understood."""

    root: Mapping[str, Entry]
    faults: list[tuple[Path, str]] = field(default_factory=list)

    def refuse(self, at: Path, message: str) -> Any:
        self.faults.append((at, message))
        return MISSING


@dataclass(frozen=True, kw_only=True)
class Shape(ABC):
    """A field: its name, the list or item type it stands in, and how it is called and explained."""

    name: str
    owner: str
    label: str
    help: str = ""
    required: bool = False

    widget = ""

    @property
    def empty(self) -> Entry:
        """Return the entry of what nobody has touched."""
        return ""

    @abstractmethod
    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> Entry:
        """Return what stands for a stored value; `beside` is the mapping it is stored in."""

    @abstractmethod
    def posted(self, tree: Any) -> Entry:
        """Return the entry of what was posted under its name."""

    def is_blank(self, entry: Entry) -> bool:
        return bool(entry == self.empty)

    def tidied(self, entry: Entry) -> Entry:
        """Return the entry without rows that nobody filled in."""
        return entry

    @abstractmethod
    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        """Return the stored value, or MISSING; `beside` are the entries next to this one."""


@dataclass(frozen=True, kw_only=True)
class Leaf(Shape):
    """A text. `choices` makes it a select, `refers` a search for items of that type."""

    codec: Codec = field(default_factory=Words)
    choices: Mapping[str, str] | None = None
    refers: str = ""
    listed: str = ""  # the name of a list of suggestions the page holds
    default: str = ""
    widget: str = "line"

    @property
    def empty(self) -> str:
        return self.default

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> str:
        return self.default if value is None else self.codec.typed(value)

    def posted(self, tree: Any) -> str:
        return str(tree[0]) if isinstance(tree, list) else ""

    def is_blank(self, entry: Entry) -> bool:
        return not entry.strip() or entry == self.empty

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        if self.refers and entry.strip() and not KEY.fullmatch(entry.strip()):
            called = ITEM_TYPE.get(self.refers, "地区")
            return notes.refuse(at, f"没有、或不止一个{called}叫「{entry.strip()}」：{CHOOSE}")
        return _value(self.codec, entry, at, notes)


def _value(codec: Codec, text: str, at: Path, notes: Notes) -> Any:
    if not text.strip():
        return MISSING
    try:
        return codec.value(text)
    except Invalid as error:
        return notes.refuse(at, error.message)


@dataclass(frozen=True, kw_only=True)
class Tick(Shape):
    """Yes or no; never left unsaid."""

    widget = "tick"

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> str:
        return "1" if value else ""

    def posted(self, tree: Any) -> str:
        return "1" if tree else ""

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> bool:
        return bool(entry)


@dataclass(frozen=True, kw_only=True)
class Ticks(Shape):
    """Some of a codelist, in the order in which they were ticked."""

    choices: Mapping[str, str]
    widget = "ticks"

    @property
    def empty(self) -> list[str]:
        return []

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> list[str]:
        return list(value or ())

    def posted(self, tree: Any) -> list[str]:
        return list(map(str, tree)) if isinstance(tree, list) else []

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        return list(dict.fromkeys(entry)) or MISSING


@dataclass(frozen=True, kw_only=True)
class Group(Shape):
    """Fields that are stored as one mapping."""

    fields: tuple[Shape, ...]
    widget = "group"

    def of(self, name: str) -> Shape:
        return next(shape for shape in self.fields if shape.name == name)

    @property
    def empty(self) -> dict[str, Entry]:
        return {shape.name: shape.empty for shape in self.fields}

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> dict[str, Entry]:
        stored = value or NOTHING
        return {s.name: s.entry(stored.get(s.name), stored) for s in self.fields}

    def posted(self, tree: Any) -> dict[str, Entry]:
        named = tree if isinstance(tree, dict) else NOTHING
        return {shape.name: shape.posted(named.get(shape.name)) for shape in self.fields}

    def is_blank(self, entry: Entry) -> bool:
        return all(shape.is_blank(entry[shape.name]) for shape in self.fields)

    def tidied(self, entry: Entry) -> dict[str, Entry]:
        return {name: self.of(name).tidied(member) for name, member in entry.items()}

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        return dict(self._members(entry, at, notes))

    def _members(self, entry: Entry, at: Path, notes: Notes) -> Iterator[tuple[str, Any]]:
        for name, member in entry.items():
            value = self.of(name).read(member, (*at, name), notes, entry)
            if value is not MISSING:
                yield name, value


@dataclass(frozen=True, kw_only=True)
class Rows(Shape):
    """A list of members that can be added, taken away and put in another order."""

    member: Shape
    widget: str = "rows"

    @property
    def empty(self) -> list[Entry]:
        return []

    def entry(self, value: Any, beside: Mapping[str, Any] = NOTHING) -> list[Entry]:
        return [self.member.entry(each, beside) for each in value or ()]

    def posted(self, tree: Any) -> list[Entry]:
        """Return the rows in the order in which they were posted, which is that of the page."""
        members = tree.values() if isinstance(tree, dict) else ()
        return [self.member.posted(each) for each in members]

    def is_blank(self, entry: Entry) -> bool:
        return all(self.member.is_blank(each) for each in entry)

    def tidied(self, entry: Entry) -> list[Entry]:
        kept = (each for each in entry if not self.member.is_blank(each))
        return [self.member.tidied(each) for each in kept]

    def read(
        self, entry: Entry, at: Path, notes: Notes, beside: Mapping[str, Entry] = NOTHING
    ) -> Any:
        read = [self.member.read(each, (*at, i), notes, beside) for i, each in enumerate(entry)]
        return [value for value in read if value is not MISSING] or MISSING

"""A form as a template draws it: every field with its name, its entry and what is wrong there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from admin.forms.build import form_of
from admin.forms.reading import Fault
from admin.forms.shapes import Entry, Group, Leaf, Rows, Shape
from backend.services.stored import Path

PLACEHOLDER = "__row__"  # stands in a template for the name of a row yet to be added
EVIDENCE = ("doubt", "reading", "citations")
NAMED_BY = ("title", "name", "label", "question", "text", "policy_year", "raw", "id", "wrong")
SHORT = 24  # characters of a row's name


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass
class Bound:
    """One field. `name` is that of its control, `path` leads to its value in the document."""

    shape: Shape
    entry: Entry
    name: str = ""
    path: Path = ()
    faults: list[str] = field(default_factory=list)
    place: int = 0  # of a member in its list, from 0

    @cached_property
    def children(self) -> list["Bound"]:
        """Return the fields of a group or the rows of a list, in order."""
        if isinstance(self.shape, Group):
            return [self._child(self.shape.of(name), name, e) for name, e in self.entry.items()]
        if isinstance(self.shape, Rows):
            return [self._child(self.shape.member, i, e) for i, e in enumerate(self.entry)]
        return []

    def _child(self, shape: Shape, part: str | int, entry: Entry) -> "Bound":
        name = f"{self.name}.{part}" if self.name else str(part)
        place = part if isinstance(part, int) else 0
        return Bound(shape, entry, name, (*self.path, part), place=place)

    def __getitem__(self, part: str | int) -> "Bound":
        return next(child for child in self.children if child.path[-1] == part)

    def __contains__(self, part: str | int) -> bool:
        return any(child.path[-1] == part for child in self.children)

    @property
    def id(self) -> str:
        return f"f.{self.name}"

    @property
    def label(self) -> str:
        return self.shape.label

    @property
    def widget(self) -> str:
        """Return how to draw it; a text that holds a line end needs more than a line."""
        several = isinstance(self.shape, Leaf) and "\n" in self.entry
        return "text" if several and self.shape.widget == "line" else self.shape.widget

    @property
    def described_by(self) -> str:
        parts = [f"{self.id}.help"] if self.shape.help else []
        return " ".join([*parts, *([f"{self.id}.fault"] if self.faults else [])])

    @property
    def options(self) -> list[Option]:
        """Return what may be chosen, what is chosen first among ticks; a strange entry too."""
        known: Mapping[str, str] = getattr(self.shape, "choices", None) or {}
        chosen = self.entry if isinstance(self.entry, list) else [self.entry]
        strange = [e for e in chosen if e and e not in known]
        order = [*chosen, *known] if isinstance(self.entry, list) else [*known, *strange]
        return [Option(e, known.get(e, e), e in chosen) for e in dict.fromkeys(order)]

    @property
    def is_blank(self) -> bool:
        return self.shape.is_blank(self.entry)

    @property
    def has_evidence(self) -> bool:
        return isinstance(self.shape, Group) and all(name in self.entry for name in EVIDENCE)

    @property
    def plain(self) -> list["Bound"]:
        """Return the fields of a group without its evidence."""
        return [c for c in self.children if not (self.has_evidence and c.path[-1] in EVIDENCE)]

    @property
    def evidence(self) -> list["Bound"]:
        return [c for c in self.children if self.has_evidence and c.path[-1] in EVIDENCE]

    @property
    def title(self) -> str:
        """Return what a row is called: 步骤 2, and how it begins."""
        return f"{self.label} {self.place + 1}"

    @property
    def summary(self) -> str:
        if isinstance(self.entry, str):
            return self.entry[:SHORT]
        named = (self.entry.get(name, "") for name in NAMED_BY)
        return next((text for text in named if isinstance(text, str) and text), "")[:SHORT]

    @property
    def blank_row(self) -> "Bound":
        """Return a row to be added, under a name yet to be given."""
        if not isinstance(self.shape, Rows):
            raise TypeError(f"{self.name} has no rows")
        member = self.shape.member
        return Bound(member, member.empty, PLACEHOLDER, ())

    @property
    def in_trouble(self) -> bool:
        return bool(self.faults) or any(child.in_trouble for child in self.children)

    def troubles(self, trail: tuple[str, ...] = ()) -> Iterator[tuple["Bound", str, str]]:
        """Yield every fault with the field it stands at and the way there in words."""
        yield from ((self, " › ".join(trail), message) for message in self.faults)
        for child in self.children:
            here = (*trail[:-1], child.title) if isinstance(self.shape, Rows) else (
                *trail, child.label
            )  # fmt: skip
            yield from child.troubles(here)


def bound(item_type: str, entries: Mapping[str, Entry], faults: Iterable[Fault] = ()) -> Bound:
    """Return the form of an item, each fault at the nearest field there is."""
    form = Bound(form_of(item_type), entries)
    for path, message in faults:
        nearest(form, path).faults.append(message)
    return form


def nearest(form: Bound, path: Path) -> Bound:
    """Return the field a path leads to, or the last one on the way there."""
    for part in path:
        if part not in form:
            break
        form = form[part]
    return form


def templates(form: Bound) -> dict[str, Bound]:
    """Return a blank row of every list of a form, by the list's name; lists in lists too."""
    found: dict[str, Bound] = {}
    _collect(form, found)
    return found


def _collect(here: Bound, found: dict[str, Bound]) -> None:
    if isinstance(here.shape, Rows) and here.shape.name not in found:
        found[here.shape.name] = here.blank_row
        _collect(here.blank_row, found)
    elif isinstance(here.shape, Group):
        for child in here.children:
            _collect(child, found)

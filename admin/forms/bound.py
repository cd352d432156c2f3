"""A form with something in it: every field with its name, its entry and what is wrong there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self, TypeVar

from admin.forms.reading import Fault
from admin.forms.shapes import Entry, Group, Rows, Shape
from backend.services.stored import Path

Form = TypeVar("Form", bound="Bound")
PLACEHOLDER = "__row__"  # stands in a template for the name of a row yet to be added


@dataclass
class Bound:
    """One field. `name` is that of its control, `path` leads to its value in the document."""

    shape: Shape
    entry: Entry
    name: str = ""
    path: Path = ()
    faults: list[str] = field(default_factory=list)
    parent: "Bound | None" = None

    @cached_property
    def children(self) -> list[Self]:
        """Return the fields of a group or the rows of a list, in order."""
        if isinstance(self.shape, Group):
            return [self._child(self.shape.of(name), name, e) for name, e in self.entry.items()]
        if isinstance(self.shape, Rows):
            return [self._child(self.shape.member, i, e) for i, e in enumerate(self.entry)]
        return []

    def _child(self, shape: Shape, part: str | int, entry: Entry) -> Self:
        name = f"{self.name}.{part}" if self.name else str(part)
        return type(self)(shape, entry, name, (*self.path, part), parent=self)

    def __getitem__(self, part: str | int) -> Self:
        return next(child for child in self.children if child.path[-1] == part)

    def __contains__(self, part: str | int) -> bool:
        return any(child.path[-1] == part for child in self.children)

    @property
    def place(self) -> int:
        """Return where a row stands in its list, from 0; a row yet to be added at the end."""
        return self.path[-1] if self.path and isinstance(self.path[-1], int) else 0

    @property
    def is_row(self) -> bool:
        return self.parent is not None and isinstance(self.parent.shape, Rows)

    @property
    def label(self) -> str:
        return self.shape.label

    @property
    def title(self) -> str:
        """Return what a row is called: 步骤 2."""
        return f"{self.label} {self.place + 1}"

    @property
    def blank_row(self) -> Self:
        """Return a row to be added, under a name yet to be given."""
        if not isinstance(self.shape, Rows):
            raise TypeError(f"{self.name} has no rows")
        member = self.shape.member
        return type(self)(member, member.empty, PLACEHOLDER, parent=self)

    @property
    def root(self) -> "Bound":
        return self if self.parent is None else self.parent.root

    @property
    def in_trouble(self) -> bool:
        return bool(self.faults) or any(child.in_trouble for child in self.children)

    def troubles(self, trail: tuple[str, ...] = ()) -> Iterator[tuple[Self, str, str]]:
        """Yield every fault with the field it stands at and the way there in words."""
        yield from ((self, " › ".join(trail), message) for message in self.faults)
        for child in self.children:
            here = (*trail[:-1], child.title) if child.is_row else (*trail, child.label)
            yield from child.troubles(here)


def place(form: Bound, faults: Iterable[Fault]) -> None:
    """Put each fault at the nearest field there is."""
    for path, message in faults:
        nearest(form, path).faults.append(message)


def nearest(form: Bound, path: Path) -> Bound:
    """Return the field a path leads to, or the last one on the way there."""
    for part in path:
        if part not in form:
            break
        form = form[part]
    return form


def blank_rows(form: Form) -> dict[str, Form]:
    """Return a blank row of every list of a form, by the list's name; lists in lists too."""
    found: dict[str, Form] = {}
    _collect(form, found)
    return found


def _collect(here: Form, found: dict[str, Form]) -> None:
    if isinstance(here.shape, Rows) and here.shape.name not in found:
        found[here.shape.name] = here.blank_row
        _collect(here.blank_row, found)
    elif isinstance(here.shape, Group):
        for child in here.children:
            _collect(child, found)

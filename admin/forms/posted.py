"""What a browser sends: names cut at their dots, rows in the order of the page, and commands.

A name is the way to an entry: `routes.0.steps.n1.text`. What stands between dots in a list's place
only tells its rows apart. Names that begin with @ are no entries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from admin.forms.build import form_of
from admin.forms.shapes import Entry, Group, Rows, Shape

DEEPEST: Final = 12
NOT_ENTRIES: Final = ("@", "csrf_token")


def entries_in(item_type: str, pairs: Iterable[tuple[str, str]]) -> dict[str, Entry]:
    """Return the entries of a posted form; what the type has no field for is not looked at."""
    return form_of(item_type).posted(tree_of(pairs))


def tree_of(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return posted values as a tree; a name that cannot be placed beside another is dropped."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        parts = name.split(".")
        if not name.startswith(NOT_ENTRIES) and len(parts) <= DEEPEST:
            _place(tree, parts, value)
    return tree


def _place(tree: dict[str, Any], parts: list[str], value: str) -> None:
    for part in parts[:-1]:
        inner = tree.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    values = tree.setdefault(parts[-1], [])
    if isinstance(values, list):
        values.append(value)


@dataclass(frozen=True, slots=True)
class Command:
    """What a button asks for without a script: add to a list, remove or move one of its rows."""

    verb: str
    name: str

    @classmethod
    def of(cls, text: str) -> "Command":
        verb, _, name = text.partition(":")
        return cls(verb, name)


def obeyed(item_type: str, entries: Mapping[str, Entry], command: Command) -> str:
    """Change entries as a command asks; return the name of the row to go to, or ""."""
    if command.verb == "add":
        return _added(item_type, entries, command.name)
    listed, _, place = command.name.rpartition(".")
    _, rows = _found(item_type, entries, listed)
    at = int(place) if place.isdecimal() else -1
    if not isinstance(rows, list) or not 0 <= at < len(rows):
        return ""
    if command.verb == "remove":
        del rows[at]
        return listed
    return f"{listed}.{_moved(rows, at, command.verb)}"


def _added(item_type: str, entries: Mapping[str, Entry], name: str) -> str:
    shape, rows = _found(item_type, entries, name)
    if not isinstance(shape, Rows):
        return ""
    rows.append(shape.member.empty)
    return f"{name}.{len(rows) - 1}"


def _moved(rows: list[Entry], at: int, verb: str) -> int:
    to = {"up": at - 1, "down": at + 1}.get(verb, at)
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
        return to
    return at


def _found(item_type: str, entries: Any, name: str) -> tuple[Shape | None, Any]:
    """Return the shape and the entry a name leads to, or nothing."""
    shape: Shape | None = form_of(item_type)
    for part in name.split("."):
        if isinstance(shape, Group) and part in entries:
            shape, entries = shape.of(part), entries[part]
        elif isinstance(shape, Rows) and part.isdecimal() and int(part) < len(entries):
            shape, entries = shape.member, entries[int(part)]
        else:
            return None, None
    return shape, entries

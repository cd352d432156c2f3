"""Names typed where a key is wanted: 粤医保 for yueyibao, 鹤山市 for 440784."""

from typing import Any

from admin.forms.build import form_of
from admin.forms.shapes import KEY, Entry, Group, Leaf, Rows, Shape
from backend.services import names


def keyed(item_type: str, entries: dict[str, Entry]) -> dict[str, Entry]:
    """Return entries with every name that is the name of one thing alone turned into its key."""
    found: dict[str, Entry] = _keyed(form_of(item_type), entries)
    return found


def _keyed(shape: Shape, entry: Entry) -> Any:
    if isinstance(shape, Group):
        return {name: _keyed(shape.of(name), member) for name, member in entry.items()}
    if isinstance(shape, Rows):
        return [_keyed(shape.member, member) for member in entry]
    if isinstance(shape, Leaf) and shape.refers and not KEY.fullmatch(entry.strip()):
        return _key_of(shape.refers, entry.strip()) or entry
    return entry


def _key_of(kind: str, name: str) -> str:
    exact = [key for key, called, _ in names.found(kind, name) if called == name]
    return exact[0] if len(exact) == 1 else ""

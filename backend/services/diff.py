"""What differs between two documents, as a tree: pure, and nothing lost on the way.

`apply(diff(a, b), a) == b` for any two documents, and `diff(a, a)` is None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.services.matching import matched


class Absent:
    """Stands for a field that is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Replaced:
    """One value in place of another; either may be absent, not both."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Fields:
    """What changed in a mapping, by field; `order` is that of the fields afterwards."""

    changes: Mapping[str, "Change"]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A member afterwards: where it stood before (None: it is new), and what changed in it."""

    was_at: int | None
    change: "Change | None"
    new: Any = ABSENT


@dataclass(frozen=True, slots=True)
class Members:
    """What changed in a list: its members afterwards, and those that are gone with their places."""

    slots: tuple[Slot, ...]
    gone: tuple[tuple[int, Any], ...]


Change = Replaced | Fields | Members


def diff(before: Any, after: Any, name: str = "") -> Change | None:
    """Return what differs, or None; `name` is the field both stand in."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return _fields(before, after)
    if isinstance(before, list) and isinstance(after, list):
        return _members(before, after, name)
    return None if _same(before, after) else Replaced(before, after)


def apply(change: Change | None, before: Any) -> Any:
    """Return what `before` becomes."""
    if change is None:
        return before
    if isinstance(change, Replaced):
        return change.after
    if isinstance(change, Fields):
        return {name: apply(change.changes.get(name), before.get(name)) for name in change.order}
    return [_member(slot, before) for slot in change.slots]


def _member(slot: Slot, before: Sequence[Any]) -> Any:
    return slot.new if slot.was_at is None else apply(slot.change, before[slot.was_at])


def _same(one: Any, two: Any) -> bool:
    """Tell whether two plain values are stored alike: 1, 1.0 and true are not one value."""
    return type(one) is type(two) and bool(one == two)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fields | None:
    changes: dict[str, Change] = {}
    for name in [*after, *(name for name in before if name not in after)]:
        change = diff(before.get(name, ABSENT), after.get(name, ABSENT), name)
        if change is not None:
            changes[name] = change
    order = tuple(after)
    return Fields(changes, order) if changes or tuple(before) != order else None


def _members(before: list[Any], after: list[Any], name: str) -> Members | None:
    places = matched(name, before, after)
    slots = tuple(
        Slot(None, None, member) if was is None else Slot(was, diff(before[was], member, name))
        for was, member in zip(places, after, strict=True)
    )
    kept = {was for was in places if was is not None}
    gone = tuple((at, member) for at, member in enumerate(before) if at not in kept)
    untouched = places == list(range(len(before))) and all(slot.change is None for slot in slots)
    return None if untouched else Members(slots, gone)

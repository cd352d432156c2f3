"""A difference as lines that a person reads: which field, what it said, what it says now."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.services.diff import ABSENT, Change, Fields, Members, Replaced, Slot, apply, diff
from backend.services.said import Namer, Sayer, by_key, node_text
from backend.services.stored import Path
from backend.services.years import model_for
from backend.text.marks import Mark, Marks, marked, marked_each
from backend.vocabulary import DIFF_KIND

# what a member is known by in a trail, the first that it has
NAMED_BY = ("title", "name", "label", "question", "policy_year", "raw", "id", "source")
YEARLY = ("contribution_values", "benefit_values")
SHORT = 20  # characters of a name in a trail


@dataclass(frozen=True, slots=True)
class Line:
    """One change; `trail` names the way to it. With `is_parts` every mark stands for itself.

    That is a node to tap, or one word of a list; otherwise the marks make up one text. What stays
    as it is and only stands beside a new member says so in `beside`.
    """

    trail: tuple[str, ...]
    kind: str
    before: Marks
    after: Marks
    is_parts: bool = False
    beside: str = ""

    @property
    def kind_label(self) -> str:
        return DIFF_KIND[self.kind]


def lines(
    item_type: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    called: Namer = by_key,
) -> list[Line]:
    """Return what changes from one document of a type to another; None: there is none."""
    change = diff(before or {}, after or {})
    writer = _Writer(Sayer(item_type, called))
    return list(writer.write(change, before or {}, Way())) if change is not None else []


def trail(
    item_type: str, document: Mapping[str, Any], path: Path, called: Namer = by_key
) -> tuple[str, ...]:
    """Return the way to a place of a document in words: 各年度缴费标准「2027」, 引证「…」, 来源."""
    writer, way = _Writer(Sayer(item_type, called)), Way()
    here: Any = document
    for part in path:
        if isinstance(part, int):
            here = here[part]
            way = way.member(writer.name(way, part, here))
        else:
            here = here.get(part) if isinstance(here, Mapping) else None
            way = way.into(part, writer.sayer.label((*way.names, part)))
    return way.words


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a value, by the names of its fields and in words."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def into(self, name: str, label: str) -> "Way":
        return Way((*self.names, name), (*self.words, label))

    def member(self, word: str) -> "Way":
        """Return the way to a member of the list this leads to."""
        return Way(self.names, (*self.words[:-1], word))


@dataclass(frozen=True, slots=True)
class _Writer:
    sayer: Sayer

    def write(self, change: Change, before: Any, way: Way) -> Iterator[Line]:
        if isinstance(change, Fields):
            yield from self._fields(change, before, way)
        elif isinstance(change, Members):
            yield from self._members(change, before, way)
        else:
            yield self._replaced(change, way, None)

    def _fields(self, change: Fields, before: Mapping[str, Any], way: Way) -> Iterator[Line]:
        for name, inner in change.changes.items():
            there = way.into(name, self.sayer.label((*way.names, name)))
            if not isinstance(inner, Replaced):
                yield from self.write(inner, before[name], there)
            elif _is_list(inner):
                yield from self._members(_as_members(inner), before.get(name, []), there)
            else:
                yield self._replaced(inner, there, before)

    def _replaced(self, change: Replaced, way: Way, holder: Any) -> Line:
        texts = [
            "" if value is ABSENT else self.sayer.say(way.names, value, holder)
            for value in (change.before, change.after)
        ]
        present = change.before is not ABSENT, change.after is not ABSENT
        return Line(way.words, _kind(*present), *marked(*texts))

    def _members(self, change: Members, before: Sequence[Any], way: Way) -> Iterator[Line]:
        after = apply(change, before)
        if way.names[-1] == "path":
            yield _in_parts(way, [node_text(n) for n in before], [node_text(n) for n in after])
        elif all(isinstance(member, str) for member in (*before, *after)):
            said = [[self.sayer.say(way.names, w) for w in words] for words in (before, after)]
            yield _in_parts(way, *said)
        else:
            yield from self._slots(change, before, way)

    def _slots(self, change: Members, before: Sequence[Any], way: Way) -> Iterator[Line]:
        moved = _moved(change)
        for at, slot in enumerate(change.slots):
            member = slot.new if slot.was_at is None else before[slot.was_at]
            there = way.member(self.name(way, at, member))
            if slot.was_at is None:
                yield self._new(there, member, before)
            elif slot.change is not None:
                yield from self.write(slot.change, member, there)
            if slot.was_at in moved:
                yield _moving(there, slot, at)
        for at, member in change.gone:
            yield self._whole(way.member(self.name(way, at, member)), "removed", member)

    def _new(self, way: Way, member: Any, before: Sequence[Any]) -> Line:
        """Return a new member; the value of a new year stands beside that of the year before."""
        model = model_for(before, member["policy_year"]) if way.names[-1] in YEARLY else None
        if model is None:
            return self._whole(way, "added", member)
        old, new = (self.sayer.whole(way.names, value) for value in (model, member))
        beside = f"{model['policy_year']}年度的仍在，供对照"
        return Line(way.words, "added", *marked(old, new), beside=beside)

    def _whole(self, way: Way, kind: str, member: Any) -> Line:
        said = (Mark(self.sayer.whole(way.names, member), differs=True),)
        return Line(way.words, kind, *((), said) if kind == "added" else (said, ()))

    def name(self, way: Way, at: int, member: Any) -> str:
        """Return what a member is called: 办理途径「金医宝」, 步骤 2."""
        label = way.words[-1]
        said = self._own_name(way, member)
        return f"{label}「{said}」" if said else f"{label} {at + 1}"

    def _own_name(self, way: Way, member: Any) -> str:
        if isinstance(member, list):
            return " ".join(map(str, member[:2]))
        if not isinstance(member, Mapping):
            return ""
        if "measure" in member:
            dims = [self._said(way.into("dims", ""), member.get("dims", {}), d)
                    for d in member.get("dims", {})]  # fmt: skip
            return " ".join([*dims, self._said(way, member, "measure")])
        named = next((name for name in NAMED_BY if member.get(name)), "")
        return self._said(way, member, named)[:SHORT] if named else ""

    def _said(self, way: Way, member: Mapping[str, Any], name: str) -> str:
        return self.sayer.say((*way.names, name), member[name], member)


def _in_parts(way: Way, before: Sequence[str], after: Sequence[str]) -> Line:
    kind = _kind(bool(before), bool(after))
    return Line(way.words, kind, *marked_each(before, after), is_parts=True)


def _moving(way: Way, slot: Slot, at: int) -> Line:
    before, after = ((Mark(f"第 {place + 1} 位"),) for place in (slot.was_at or 0, at))
    return Line(way.words, "moved", before, after)


def _kind(was: bool, is_now: bool) -> str:
    if was and is_now:
        return "changed"
    return "added" if is_now else "removed"


def _is_list(change: Replaced) -> bool:
    """Tell whether a list came or went."""
    sides = [side for side in (change.before, change.after) if side is not ABSENT]
    return all(isinstance(side, list) for side in sides)


def _as_members(change: Replaced) -> Members:
    if change.before is ABSENT:
        return Members(tuple(Slot(None, None, member) for member in change.after), ())
    return Members((), tuple(enumerate(change.before)))


def _moved(change: Members) -> set[int]:
    """Return the former places of what is no longer in the order it was: as few as can be."""
    places = [slot.was_at for slot in change.slots if slot.was_at is not None]
    return set(places) - set(_longest_rising(places))


def _longest_rising(places: Sequence[int]) -> list[int]:
    tails: list[int] = []
    chains: list[list[int]] = []
    for place in places:
        at = bisect_left(tails, place)
        chain = [*(chains[at - 1] if at else ()), place]
        tails[at : at + 1], chains[at : at + 1] = [place], [chain]
    return chains[-1] if chains else []

"""Which members of two lists are the same thing, though it was edited or moved. Pure."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import orjson

Identity = Callable[[Any], Hashable]
ALIKE = 0.6  # members without an identity are the same when this much of their text is
MOST_COMPARED = 2_000  # pairs of members whose texts are compared


def by(*names: str) -> Identity:
    """Return the identity made of these fields; a member that is no mapping has none."""

    def identity(member: Any) -> Hashable:
        return orjson.dumps([member.get(name) for name in names], option=orjson.OPT_SORT_KEYS)

    return identity


# the closest identity first; a list that is not here goes by what its members say
IDENTITIES: Mapping[str, tuple[Identity, ...]] = {
    "routes": (by("title", "channel"), by("channel"), by("title")),
    "contribution_values": (by("policy_year", "pay_from", "pay_to"), by("policy_year")),
    "benefit_values": (by("policy_year", "kind"), by("policy_year")),
    "cells": (by("dims", "measure", "per"), by("dims", "measure")),
    "citations": (by("source", "where", "quote"), by("source", "where"), by("source", "quote")),
    "materials": (by("name", "group"), by("name")),
    "faqs": (by("question"),),
    "time_limits": (by("label", "kind"),),
    "questions": (by("id"),),
    "outcomes": (by("id"),),
    "facts": (by("name"),),
    "phones": (by("e164"), by("raw")),
    "options": (by("value"),),
}
# of these another year is another member, however alike they are
NEVER_ALIKE = frozenset({"contribution_values", "benefit_values"})
KEYED_ROWS = (lambda member: orjson.dumps(member[0]),)  # the region list: rows by their code


def matched(name: str, before: Sequence[Any], after: Sequence[Any]) -> list[int | None]:
    """Return for each member of `after` the place it had in `before`, or None for a new one."""
    found: dict[int, int] = {}
    for identity in (_exactly, *_identities(name, before, after)):
        _pair(found, identity, before, after)
    if name not in NEVER_ALIKE:
        found.update(_alike(found, before, after))
    return [found.get(new) for new in range(len(after))]


def _exactly(member: Any) -> Hashable:
    return orjson.dumps(member)


def _identities(name: str, before: Sequence[Any], after: Sequence[Any]) -> Sequence[Identity]:
    members = [*before, *after]
    if members and all(isinstance(member, list) and member for member in members):
        return KEYED_ROWS
    if all(isinstance(member, Mapping) for member in members):
        return IDENTITIES.get(name, ())
    return ()


def _pair(
    found: dict[int, int], identity: Identity, before: Sequence[Any], after: Sequence[Any]
) -> None:
    """Pair what is not paired yet and has one identity, in the order it stands."""
    taken, waiting = set(found.values()), defaultdict[Hashable, deque[int]](deque)
    for old, member in enumerate(before):
        if old not in taken:
            waiting[identity(member)].append(old)
    for new, member in enumerate(after):
        if new not in found and (places := waiting.get(identity(member))):
            found[new] = places.popleft()


def _alike(
    found: dict[int, int], before: Sequence[Any], after: Sequence[Any]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs among the rest whose texts are most alike, the best first."""
    taken = set(found.values())
    old_ones = [old for old in range(len(before)) if old not in taken]
    new_ones = [new for new in range(len(after)) if new not in found]
    if len(old_ones) * len(new_ones) > MOST_COMPARED:
        return
    rated = ((_likeness(before[old], after[new]), new, old) for old in old_ones for new in new_ones)
    used: set[tuple[str, int]] = set()
    for likeness, new, old in sorted(rated, key=lambda r: (-r[0], r[1], r[2])):
        if likeness >= ALIKE and not used & {("new", new), ("old", old)}:
            used |= {("new", new), ("old", old)}
            yield new, old


def _likeness(one: Any, two: Any) -> float:
    if type(one) is not type(two):
        return 0.0
    texts = [orjson.dumps(member).decode() for member in (one, two)]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0

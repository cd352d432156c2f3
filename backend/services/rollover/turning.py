"""From settled lines to documents of the new year. Pure: what there was in, what there will be out.

What stays the same is written for the new year with its days moved on, with all it rested on, and
says that it was checked again. What changed leaves the doubts and readings of the old year behind.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.schemas.registry import ITEM_TYPES
from backend.services.rollover import grounds
from backend.services.rollover.subjects import (
    GUIDE,
    OFFICE,
    ROUTE,
    STANDARD,
    WINDOW,
    Documents,
    Subject,
    routes_by_part,
    values_of,
)
from backend.services.stored import Item
from backend.services.years import shifted

OLD_EVIDENCE = ("doubt", "reading", "citations", "verified_on")
STAYS_WITH_ITS_YEAR = (*OLD_EVIDENCE, "note")
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Decided:
    """One settled line: what became of its subject, what was typed, by whom.

    `citations` are the words of the new year that speak of it; none for what merely stayed.
    """

    subject: Subject
    outcome: str
    entry: Mapping[str, Any]
    by: str
    citations: list[dict[str, Any]]


@dataclass(slots=True)
class Turned:
    """The documents a yearly update makes; None: withdrawn. And who had a hand in each."""

    documents: dict[Item, dict[str, Any] | None] = field(default_factory=dict)
    authors: dict[Item, list[str]] = field(default_factory=dict)

    def write(self, item: Item, by: Iterable[str]) -> None:
        names = self.authors.setdefault(item, [])
        names += [name for name in by if name not in names]


def turn(decided: Iterable[Decided], documents: Documents, *, to_year: int, day: date) -> Turned:
    """Return what the settled lines make of the documents, on the day of the update."""
    turner = _Turner(documents, to_year, day)
    settled = list(decided)
    for each in settled:
        turner.settle(each)
    turner.roll_guides(settled)
    return turner.finished()


def moved_years(text: str, years: int) -> str:
    """Return a text with every year in it moved on: 2024年 is 2027年 three years later."""
    return _A_YEAR.sub(lambda found: str(int(found.group()) + years), text)


def renewed_values(values: Iterable[Mapping[str, Any]], to_year: int) -> list[dict[str, Any]]:
    """Return values as they are to be for a new year when nothing else changed, without grounds."""
    found = []
    for value in values:
        kept = {n: v for n, v in value.items() if n not in (*STAYS_WITH_ITS_YEAR, "kind")}
        later = shifted(kept, to_year - value["policy_year"])
        if "cells" in later:
            later["cells"] = [
                {n: v for n, v in cell.items() if n not in OLD_EVIDENCE} for cell in later["cells"]
            ]
        found.append(later)
    return found


def next_key(key: str, old: int | None, new: int, taken: Iterable[str]) -> str:
    """Return the key of next year's window: its year replaced, or put behind it."""
    stem = key.removesuffix(f"-{old}")
    known = set(taken)
    wanted = f"{stem}-{new}"
    numbers = (f"{wanted}-{n}" for n in range(2, len(known) + 3))
    return wanted if wanted not in known else next(k for k in numbers if k not in known)


@dataclass(slots=True)
class _Turner:
    documents: Documents
    to_year: int
    day: date
    turned: Turned = field(default_factory=Turned)

    def settle(self, decided: Decided) -> None:
        if decided.outcome != "not_announced":
            SETTLERS[decided.subject.kind](self, decided)

    def standard(self, decided: Decided) -> None:
        standard = self._edit(decided.subject.item, decided.by)
        values = [v for v in values_of(standard) if v["policy_year"] != self.to_year]
        values += self._new_values(decided)
        values.sort(key=lambda value: value["policy_year"])
        standard[f"{standard['kind']}_values"] = values

    def _new_values(self, decided: Decided) -> list[dict[str, Any]]:
        day, old = self.day.isoformat(), decided.subject.shown
        if decided.outcome == "changed":
            found = grounds.of_changed(decided.entry["values"], old, decided.citations)
        elif decided.outcome == "same":
            pairs = zip(renewed_values(old, self.to_year), old, strict=True)
            found = [grounds.of_same(new, was, day, decided.citations) for new, was in pairs]
        else:
            ended = {n: old[-1][n] for n in ("policy_year", "cover_from", "cover_to")}
            later = shifted(ended, self.to_year - ended["policy_year"])
            found = [{**later, "kind": "ended", "citations": decided.citations}]
        return [{"verified_on": day, **value} for value in found]

    def window(self, decided: Decided) -> None:
        """Write next year's window beside the old one, and have the guides show it."""
        old = decided.subject.shown
        if not old.get("opens_on") and not old.get("closes_on"):
            self._close(decided)
        if decided.outcome == "ended":
            return
        years = self.to_year - old["policy_year"]
        keys = [key for kind, key in (*self.documents, *self.turned.documents) if kind == "window"]
        key = next_key(old["key"], old["policy_year"], self.to_year, keys)
        kept = {n: v for n, v in old.items() if n not in OLD_EVIDENCE}
        new = {
            **shifted(kept, years),
            "key": key,
            "title": moved_years(old["title"], years),
            "note": moved_years(old.get("note", ""), years),
            "verified_on": self.day.isoformat(),
            **self._grounds_of_window(decided),
            **decided.entry.get("fields", {}),
        }
        self.turned.documents["window", key] = new
        self.turned.write(("window", key), [decided.by])
        self._show_window(old, key, decided.by)

    def _grounds_of_window(self, decided: Decided) -> dict[str, Any]:
        if decided.outcome == "changed":
            return {"citations": decided.citations}
        return grounds.kept(decided.subject.shown, self.day.isoformat(), decided.citations)

    def _close(self, decided: Decided) -> None:
        """Let a window that was open at any time end where the new year begins."""
        window = self._edit(decided.subject.item, decided.by)
        goes_on = "不再有" if decided.outcome == "ended" else "另有缴费期接续"
        window["closes_on"] = f"{self.to_year}-01-01"
        window["reading"] = f"{window.get('reading', '')}{self.to_year}年度起{goes_on}。"

    def _show_window(self, old: Mapping[str, Any], key: str, by: str) -> None:
        over = bool(old.get("closes_on")) and old["closes_on"] <= self.day.isoformat()
        for item, guide in list(self.documents.items()):
            if item[0] == "guide" and old["key"] in guide.get("windows", ()):
                kept = [
                    k for k in self._edit(item, by)["windows"] if not (over and k == old["key"])
                ]
                self._edit(item, by)["windows"] = [*kept, key]

    def route(self, decided: Decided) -> None:
        guide = self._edit(decided.subject.item, decided.by)
        route: Any = routes_by_part(guide)[decided.subject.part]
        if decided.outcome == "ended":
            route |= {"status": "outdated", "status_reason": f"{self.to_year}年度起不再适用。"}
            return
        route.pop("status_reason", None)
        route |= {"status": "verified", "verified_on": self.day.isoformat()}
        route |= {"verified_by": decided.by, **decided.entry.get("route", {})}

    def office(self, decided: Decided) -> None:
        item = decided.subject.item
        if decided.outcome == "ended":
            self._withdraw(item, decided.by)
            return
        office = self._edit(item, decided.by)
        office |= {"verified_on": self.day.isoformat(), **decided.entry.get("fields", {})}
        if decided.outcome == "changed":
            known = office.get("citations", [])
            office["citations"] = [*known, *(c for c in decided.citations if c not in known)]

    def guide(self, decided: Decided) -> None:
        guide = self._edit(decided.subject.item, decided.by)
        if decided.outcome == "ended":
            guide["valid_to"] = f"{self.to_year}-01-01"
        else:
            guide["policy_year"] = self.to_year

    def roll_guides(self, settled: Iterable[Decided]) -> None:
        """Move on the year of guides all of whose routes are settled: their params follow."""
        by_guide: dict[Item, list[Decided]] = {}
        for each in settled:
            if each.subject.kind == ROUTE:
                by_guide.setdefault(each.subject.item, []).append(each)
        for item, routes in by_guide.items():
            year = self.documents[item].get("policy_year")
            outcomes = {each.outcome for each in routes}
            walked = outcomes & {"same", "changed"} and "not_announced" not in outcomes
            if year is not None and year < self.to_year and walked:
                self._edit(item, routes[0].by)["policy_year"] = self.to_year

    def _withdraw(self, item: Item, by: str) -> None:
        """Withdraw an office, and take it off every list."""
        self.turned.documents[item] = None
        self.turned.write(item, [by])
        for other, document in list(self.documents.items()):
            if other[0] in ("guide", "questionnaire") and _lists(document, item[1]):
                _unlist(self._edit(other, by), item[1])

    def _edit(self, item: Item, by: str) -> dict[str, Any]:
        """Return a document to be changed, a copy of what there was."""
        self.turned.write(item, [by])
        document = self.turned.documents.get(item)
        if document is None:
            document = self.turned.documents[item] = copy.deepcopy(dict(self.documents[item]))
        return document

    def finished(self) -> Turned:
        """Return everything in its stored form; what came out as it went in is left out."""
        for item, document in list(self.turned.documents.items()):
            schema = ITEM_TYPES[item[0]].schema
            if document is not None:
                said = {n: v for n, v in document.items() if v not in ("", None)}
                self.turned.documents[item] = schema.dump(schema.load(said))
            if self.turned.documents[item] == self.documents.get(item):
                del self.turned.documents[item]
        return self.turned


SETTLERS = {
    STANDARD: _Turner.standard, WINDOW: _Turner.window, ROUTE: _Turner.route,
    OFFICE: _Turner.office, GUIDE: _Turner.guide,
}  # fmt: skip


def _lists(document: Mapping[str, Any], office: str) -> bool:
    holders = [document, *document.get("outcomes", ())]
    return any(office in holder.get("offices", ()) for holder in holders)


def _unlist(document: dict[str, Any], office: str) -> None:
    for holder in (document, *document.get("outcomes", ())):
        if office in holder.get("offices", ()):
            holder["offices"] = [key for key in holder["offices"] if key != office]

"""How a field looks: what the templates ask of it, so that they decide nothing themselves."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from admin.forms.bound import Bound, place
from admin.forms.build import form_of
from admin.forms.decision import ORDER
from admin.forms.reading import Fault
from admin.forms.shapes import Entry, Group, Leaf

EVIDENCE = ("doubt", "reading", "citations")
# Lists drawn as a table: the fields in each of its columns; all else is under each row.
GRIDS = {
    "contribution_values": (
        ("policy_year",), ("kind",), ("personal_fen",), ("subsidy_fen",), ("total_fen",),
        ("cover_from", "cover_to"), ("pay_from", "pay_to"),
    ),
    "cells": (("dims",), ("measure",), ("op",), ("amount",), ("per",)),
}  # fmt: skip
UNITS = {"ratio": "%", "deductible": "元", "cap": "元"}
WHOLE = "item-form"  # the id of the form itself
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})?")
A_LINE = 34  # characters that fit into one
MOST_LINES = 12
MOST_WORDS = 6  # of a list of words, which is looked through rather than read


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


class Drawn(Bound):
    """A field as a template draws it."""

    @property
    def id(self) -> str:
        return f"f.{self.name}"

    @property
    def anchor(self) -> str:
        """Return where a link to what is wrong here leads."""
        if not self.name:
            return WHOLE
        return self.row_id if self.is_row and isinstance(self.shape, Group) else self.id

    @property
    def row_id(self) -> str:
        return f"r.{self.name}"

    @property
    def row_faults(self) -> list[str]:
        return self.faults if isinstance(self.shape, Group) else []

    @property
    def widget(self) -> str:
        """Return how to draw it; a text that holds a line end needs more than a line."""
        several = isinstance(self.shape, Leaf) and "\n" in self.entry
        return "text" if several and self.shape.widget == "line" else self.shape.widget

    @property
    def described_by(self) -> str:
        said = {"help": self.shape.help, "fault": self.faults}
        return " ".join(f"{self.id}.{part}" for part, there in said.items() if there)

    @property
    def options(self) -> list[Option]:
        """Return what may be chosen, what is chosen first among ticks; a strange entry too."""
        known: Mapping[str, str] = getattr(self.shape, "choices", None) or {}
        chosen = self.entry if isinstance(self.entry, list) else [self.entry]
        strange = [e for e in chosen if e and e not in known]
        order = [*chosen, *known] if isinstance(self.entry, list) else [*known, *strange]
        return [Option(e, known.get(e, e), e in chosen) for e in dict.fromkeys(order)]

    @property
    def lines(self) -> int:
        """Return how many lines a text takes, so that it need not be scrolled."""
        taken = sum(1 + len(line) // A_LINE for line in self.entry.split("\n"))
        return max(2, min(taken, MOST_WORDS if self.widget == "lines" else MOST_LINES))

    @property
    def is_iso_day(self) -> bool:
        """Tell whether a date field can show the entry; what it cannot show would be lost."""
        return bool(ISO_DAY.fullmatch(self.entry))

    @property
    def unit(self) -> str:
        if self.widget != "amount":
            return "%" if self.widget == "percent" else "元"
        beside = self.parent.entry if self.parent else {}
        return UNITS.get(beside.get("measure", ""), "")

    @property
    def is_hidden(self) -> bool:
        """Tell whether this is a dimension that the standard does not tell apart."""
        return self.shape.owner == "dims" and self.shape.name not in _told_apart(self.root.entry)

    # ── Facts: what is said, and on what grounds ──

    @property
    def evidence(self) -> list["Drawn"]:
        """Return the fields of a fact that say why it may be believed."""
        if not all(name in self.entry for name in EVIDENCE):
            return []
        return [child for child in self.children if child.path[-1] in EVIDENCE]

    @property
    def plain(self) -> list["Drawn"]:
        """Return the fields of a group without its evidence."""
        grounds = self.evidence
        return [child for child in self.children if child not in grounds]

    @property
    def evidence_words(self) -> str:
        cited = (
            f"引证 {len(self.entry['citations'])} 条" if self.entry["citations"] else "还没有引证"
        )
        doubt = "存疑" if self.entry["doubt"] else ""
        reading = "有我们的理解" if self.entry["reading"] else ""
        return "依据：" + "，".join(filter(None, [cited, doubt, reading]))

    @property
    def evidence_is_open(self) -> bool:
        return any(child.in_trouble for child in self.evidence)

    # ── Tables ──

    @property
    def is_grid(self) -> bool:
        return self.shape.name in GRIDS

    @property
    def columns(self) -> list["Column"]:
        """Return the columns, as an empty row has them."""
        return self.blank_row.in_grid

    @property
    def in_grid(self) -> list["Column"]:
        """Return what of a row stands in columns; of a group each field has its own."""
        found = []
        for names in GRIDS[self.shape.name]:
            fields = [self[name] for name in names]
            inner = [Column([child]) for field in fields for child in field.at_their_places]
            found += inner or [Column(fields)]
        return found

    @property
    def at_their_places(self) -> list["Drawn"]:
        """Return the fields of a group in the order of its shape, not that of its entry."""
        if not isinstance(self.shape, Group):
            return []
        return [self[shape.name] for shape in self.shape.fields]

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Return what tells the order of a cell's dimensions, as (name, value) to send along."""
        dims = [self["dims"]] if "dims" in self else []
        return [(f"{d.name}.{ORDER}", ",".join(n for n, e in d.entry.items() if e)) for d in dims]

    @property
    def under_grid(self) -> list["Drawn"]:
        above = {name for names in GRIDS[self.shape.name] for name in names}
        return [child for child in self.plain if child.path[-1] not in above]

    @property
    def more_words(self) -> str:
        filled = [child.label for child in self.under_grid if not child.is_blank]
        return "；".join([*filled, self.evidence_words])

    @property
    def more_is_open(self) -> bool:
        return any(child.in_trouble for child in [*self.under_grid, *self.evidence])

    @property
    def is_blank(self) -> bool:
        return self.shape.is_blank(self.entry)


@dataclass(frozen=True, slots=True)
class Column:
    """Fields that stand in one column of a table, one below the other."""

    fields: list[Drawn]

    @property
    def label(self) -> str:
        return "／".join(field.label for field in self.fields)

    @property
    def dimension(self) -> str:
        first = self.fields[0].shape
        return first.name if first.owner == "dims" else ""

    @property
    def is_hidden(self) -> bool:
        return self.fields[0].is_hidden


def _told_apart(standard: Mapping[str, Entry]) -> set[str]:
    """Return the dimensions a standard declares, and those its cells use all the same."""
    cells = [cell for value in standard["benefit_values"] for cell in value["cells"]]
    return {*standard["dimensions"], *(n for cell in cells for n, e in cell["dims"].items() if e)}


def drawn(item_type: str, entries: Mapping[str, Entry], faults: Iterable[Fault] = ()) -> Drawn:
    """Return the form of an item to draw, with what is wrong in it."""
    form = Drawn(form_of(item_type), entries)
    place(form, faults)
    return form

"""The edit page as its template sees it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for

from admin.forms.bound import Bound, blank_rows
from admin.forms.drawn import Drawn, drawn
from admin.forms.reading import Fault, entries_of
from admin.forms.shapes import Entry, Leaf
from admin.items.sections import SECTIONS
from admin.items.today import Today
from admin.templating import asset
from backend.clock import now
from backend.models import Edition
from backend.schemas.registry import ITEM_TYPES
from backend.services import editions, scheduled, working
from backend.services.checks.texts import takes_amounts
from backend.services.names import Names
from backend.text.menupath import node_to_dict, parse
from backend.vocabulary import NODE_KIND, PATH_PARAM

OTHER_KIND = {"contribution": "benefit_values", "benefit": "contribution_values"}
MODULES = ("amounts", "ask", "keep", "lookup", "path", "phones", "rows", "sums")


@dataclass(frozen=True)
class Section:
    """Fields that stand together under one heading."""

    id: str
    title: str
    fields: list[Drawn]

    @property
    def trouble(self) -> int:
        return sum(1 for field in self.fields for _ in field.troubles())


@dataclass(frozen=True)
class EditPage:
    """What is edited and how far it got.

    `seen` is the version the text is based on, None for a new item; `unsaved`: there is text in it
    that no edition holds; `keeps`: it can be saved although something is wrong.
    """

    item_type: str
    entries: Mapping[str, Entry]
    seen: int | None
    faults: tuple[Fault, ...] = ()
    unsaved: bool = False
    keeps: bool = False
    focus: str = ""

    @property
    def is_new(self) -> bool:
        return self.seen is None

    @property
    def key(self) -> str:
        return str(self.entries["key"])

    @property
    def label(self) -> str:
        return ITEM_TYPES[self.item_type].label

    @property
    def title(self) -> str:
        named = self.entries.get("title") or self.entries.get("name") or self.key
        return f"新的{self.label}" if self.is_new and not named else named

    @cached_property
    def form(self) -> Drawn:
        return drawn(self.item_type, self.entries, self.faults)

    @cached_property
    def sections(self) -> list[Section]:
        return [
            Section(f"s{number}", title, [self.form[name] for name in names])
            for number, (title, names) in enumerate(SECTIONS[self.item_type], 1)
            if not self._is_of_the_other_kind(names)
        ]

    def _is_of_the_other_kind(self, names: Sequence[str]) -> bool:
        """Tell whether fields are for the kind of standard that this one is not; they are empty."""
        other = OTHER_KIND.get(self.entries.get("kind", ""), "")
        blank = all(self.form[name].is_blank for name in names)
        return not self.is_new and other in names and blank

    @cached_property
    def blank_rows(self) -> dict[str, Drawn]:
        return blank_rows(self.form)

    @cached_property
    def edition(self) -> Edition | None:
        return None if self.is_new else editions.latest((self.item_type, self.key))

    @cached_property
    def ahead(self) -> list[scheduled.Ahead]:
        """Return the versions of it that are scheduled and not live yet."""
        return scheduled.ahead_of([self.edition], now()) if self.edition else []

    @cached_property
    def sent_back(self) -> Edition | None:
        """Return the version that was sent back, until somebody decides on another."""
        newest = self.edition
        if newest is None or newest.state == "rejected":
            return newest
        if not newest.is_open or newest.number == 1:
            return None
        decided = editions.last_decided(newest.item)
        return decided if decided and decided.state == "rejected" else None

    @cached_property
    def troubles(self) -> list[tuple[Drawn, str, str]]:
        return list(self.form.troubles())

    def is_fixed(self, field: Bound) -> bool:
        """Tell whether a field cannot be changed any more."""
        return field.name == "key" and not self.is_new

    # ── What is said beside fields ──

    @cached_property
    def _names(self) -> Names:
        return Names(
            (field.shape.refers, field.entry.strip())
            for field in _leaves(self.form)
            if isinstance(field.shape, Leaf) and field.shape.refers and field.entry.strip()
        )

    def called(self, kind: str, key: str) -> str:
        """Return what a key names, or nothing for one that names nothing."""
        return self._names(kind, key) if self._names.knows(kind, key) else ""

    @cached_property
    def today(self) -> Today:
        return Today.of_texts(f.entry for f in _leaves(self.form) if isinstance(f.entry, str))

    def shows_amounts(self, field: Bound) -> bool:
        return takes_amounts(self.item_type, field.shape.name)

    def nodes(self, text: str) -> list[dict[str, Any]]:
        return [shown_node(node_to_dict(node)) for node in parse(text)]

    @property
    def urls(self) -> str:
        names = ("lookup", "path", "amounts", "today", "phone")
        return json.dumps({name: url_for(f"typing.{name}") for name in names})

    @property
    def words(self) -> str:
        return json.dumps({"kinds": NODE_KIND, "params": PATH_PARAM}, ensure_ascii=False)

    @property
    def modules(self) -> dict[str, dict[str, str]]:
        """Return where each script is, by the name others import it under."""
        return {"imports": {f"edit/{name}": asset(f"edit/{name}.js") for name in MODULES}}

    @property
    def known(self) -> dict[str, list[tuple[str, str]]]:
        """Return what plain fields suggest, by the name of the list: parts of this very item."""
        parts = {"facts": "label", "questions": "text", "outcomes": "title"}
        return {
            name: [(row.get("id") or row.get("name", ""), row[said]) for row in self.entries[name]]
            for name, said in parts.items()
            if name in self.entries
        }


def shown_node(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored node with the words for its kind and its param."""
    param = node.get("param", "")
    return {
        "alternatives": [], "note": "", **node, "param": param,
        "kind_label": NODE_KIND[node["kind"]], "param_label": PATH_PARAM.get(param, param),
    }  # fmt: skip


def page_of(item_type: str, row: Any) -> EditPage:
    """Return the edit page of an item as it was saved last."""
    document = working.stored_form(item_type, row)
    return EditPage(item_type, entries_of(item_type, document), row.lock_version)


def _leaves(field: Drawn) -> Iterator[Drawn]:
    if not field.children:
        yield field
    for child in field.children:
        yield from _leaves(child)

"""The page of one line of a checklist that changed, as its template sees it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for

from admin.items.page import shown_node
from admin.templating import asset
from backend.errors import YibaoError
from backend.models import Rollover
from backend.services.rollover import around, entries
from backend.services.rollover.checklist import Row
from backend.services.rollover.fields import Fault, Field, Group
from backend.services.rollover.subjects import CITED, OFFICE
from backend.text.menupath import PARAMS, node_to_dict, param_value, parse
from backend.vocabulary import NODE_KIND, PATH_PARAM

MODULES = ("ask", "path", "phones")  # of the item form, used here too


@dataclass(frozen=True)
class LinePage:
    """What is filled in for a line; `posted` is what was typed and could not be taken."""

    rollover: Rollover
    row: Row
    posted: Mapping[str, str]
    error: YibaoError | None = None

    @cached_property
    def groups(self) -> list[Group]:
        held = self.row.line.entry if self.row.line else {}
        return entries.groups(self.row.subject, self.rollover.to_year, held)

    def value(self, field: Field) -> str:
        """Return what a field holds; a tick that was not posted was taken away."""
        return self.posted.get(field.name, "") if self.posted else field.value

    @property
    def faults(self) -> list[Fault]:
        return list(self.error.data.get("faults", ())) if self.error else []

    def faults_of(self, name: str) -> list[str]:
        return [fault.message for fault in self.faults if fault.field == name]

    @cached_property
    def names(self) -> set[str]:
        """Return the names of the fields there are, for links to lead somewhere."""
        words = ("words.where", "words.quote", "words.source")
        return {field.name for group in self.groups for field in group.fields} | set(words)

    # ── Words of its own ──

    @property
    def takes_words(self) -> bool:
        return self.row.subject.kind in CITED | {OFFICE}

    @property
    def may_stay(self) -> bool:
        """Tell whether it can be settled here as the same, or ended, with words that say so."""
        return self.row.subject.kind in CITED

    def words(self, name: str) -> str:
        """Return what stands in a field of the line's own evidence."""
        return self.posted.get(f"words.{name}", "") if self.posted else self.row.words.get(name, "")

    @property
    def sources(self) -> list[tuple[str, str]]:
        return around.sources()

    @property
    def region_words(self) -> Mapping[str, str]:
        citation: Mapping[str, str] = self.rollover.evidence.get(self.row.region, {}).get(
            "citation", {}
        )
        return citation

    # ── Menu paths ──

    def nodes(self, text: str) -> list[dict[str, Any]]:
        """Return the nodes a written path is read as, with what each year makes of them."""
        nodes = [shown_node(node_to_dict(node)) for node in parse(text)]
        return [{**n, "param_label": self._params.get(n["param"], "")} for n in nodes]

    @cached_property
    def _params(self) -> dict[str, str]:
        year = self.rollover.to_year
        return {n: f"{PATH_PARAM[n]}：{year}年度是 {param_value(n, year)}" for n in PARAMS}

    @property
    def words_of_paths(self) -> str:
        return json.dumps({"kinds": NODE_KIND, "params": self._params}, ensure_ascii=False)

    @property
    def urls(self) -> str:
        return json.dumps({name: url_for(f"typing.{name}") for name in ("path", "phone")})

    @property
    def modules(self) -> dict[str, dict[str, str]]:
        return {"imports": {f"edit/{name}": asset(f"edit/{name}.js") for name in MODULES}}

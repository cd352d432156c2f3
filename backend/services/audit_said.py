"""What events of the audit log say, in people's words: titles for keys, labels, yuan, days."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select, tuple_

from backend.clock import SHANGHAI
from backend.extensions import db
from backend.models import AuditEvent, Edition, Release, Rollover
from backend.services import working
from backend.services.audit_words import AUDIT_DETAIL, AUDIT_KEEP, AUDIT_SUBJECT
from backend.services.diff_lines import Line, lines
from backend.services.names import REGION, Names
from backend.services.said import Sayer
from backend.services.sheets.columns import SHEETS
from backend.services.stored import Item, document_of, leaves
from backend.text.marks import Marks
from backend.vocabulary import ITEM_TYPE, PREVIEW_VERDICT, ROLLOVER_OUTCOME, STAFF_ROLE

Details = Mapping[str, Any]
Documents = tuple[dict[str, Any] | None, dict[str, Any] | None]

UNSAID = ("hash", "image", "before", "after")  # for machines, or said apart
ABOUT_AN_ITEM = ("item", "line")
TITLED = {"release": Release, "rollover": Rollover}


class Teller:
    """Says some events; what they name is looked up once for all of them."""

    def __init__(self, events: Iterable[AuditEvent] = ()) -> None:
        self._events = list(events)

    def subject(self, event: AuditEvent) -> str:
        kind, key = event.subject_type, event.subject_key
        label = {**ITEM_TYPE, **AUDIT_SUBJECT}.get(kind, kind)
        title = self._titles.get((kind, key))
        return f"{label} {key}「{title}」" if title else f"{label} {self.called(kind, key)}"

    def said(self, details: Details) -> list[str]:
        """Return what an event keeps beside its change, line by line."""
        shown = {name: value for name, value in details.items() if name not in UNSAID}
        said = ((AUDIT_DETAIL.get(n, n), self._value(n, v, details)) for n, v in shown.items()
                if v or v == 0)  # fmt: skip
        return [f"{label}：{text}" for label, text in said]

    def before_and_after(self, details: Details) -> Iterator[tuple[str, str, str]]:
        """Yield (what, before, after) of each thing an event says it changed."""
        before, after = (_fields(details.get(side)) for side in ("before", "after"))
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                old, new = (self._known(name, side, details) for side in (before, after))
                yield AUDIT_DETAIL.get(name, name), old, new

    def changed_text(self, event: AuditEvent) -> list[Line]:
        """Return what the edition an event is about changed on the one before it."""
        before, after = self._documents(event)
        if before is None and after is None:
            return []
        return lines(event.subject_type, before, after, self._named)

    def sides(self, event: AuditEvent) -> tuple[str, str]:
        """Return all that changed, before and after; of a new item only that it is new."""
        found = list(self.before_and_after(event.details))
        before, after = self._documents(event)
        if event.action == "draft" and before is None and after is not None:
            found.append((ITEM_TYPE[event.subject_type], "", f"新增「{_title(after)}」"))
        elif event.action == "draft":
            for line in self.changed_text(event):
                found.append((" › ".join(line.trail), _plain(line, line.before),
                              _plain(line, line.after)))  # fmt: skip
        old, new = ("；".join(f"{c[0]}：{c[n]}" for c in found if c[n]) for n in (1, 2))
        return old, new

    def called(self, kind: str, key: str) -> str:
        return self._names(kind, key)

    @cached_property
    def _names(self) -> Names:
        named = (item for event in self._events for item in _named_by(event))
        return Names(item for item in named if item[0] in (*working.MODELS, REGION))

    @cached_property
    def _titles(self) -> dict[Item, str]:
        """Return the titles of releases and yearly updates that events are about."""
        found: dict[Item, str] = {}
        model: Any
        for kind, model in TITLED.items():
            ids = {int(e.subject_key) for e in self._events
                   if e.subject_type == kind and e.subject_key.isdecimal()}  # fmt: skip
            asked = select(model.id, model.title).where(model.id.in_(ids))
            rows = db.session.execute(asked).tuples() if ids else ()
            found.update({(kind, str(number)): title for number, title in rows})
        return found

    @cached_property
    def _bodies(self) -> dict[tuple[str, str, int], str]:
        wanted = {(*item, n) for e in self._events if (item := _item_of(e))
                  for n in (e.details["number"] - 1, e.details["number"])}  # fmt: skip
        columns = Edition.item_type, Edition.item_key, Edition.number
        rows = select(*columns, Edition.body).where(tuple_(*columns).in_(sorted(wanted)))
        return {(t, k, n): body for t, k, n, body in db.session.execute(rows).tuples()}

    @cached_property
    def _named(self) -> Names:
        """Return names for all that the texts of these events point at."""
        return Names.in_documents(*(d for e in self._events for d in self._documents(e)))

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Return the numbers of the editions that events name by their ids."""
        ids = [e.details.get(side) for e in self._events for side in ("before", "after")]
        of_them = select(Edition.id, Edition.number).where(
            Edition.id.in_([number for number in ids if isinstance(number, int)])
        )
        return dict(db.session.execute(of_them).tuples().all())

    def _documents(self, event: AuditEvent) -> Documents:
        item = _item_of(event)
        if item is None:
            return None, None
        number = event.details["number"]
        before, after = (self._bodies.get((*item, n), "") for n in (number - 1, number))
        return document_of(before) if before else None, document_of(after) if after else None

    def _known(self, name: str, values: Details, details: Details) -> str:
        return self._value(name, values[name], details) if name in values else ""

    def _value(self, name: str, value: Any, details: Details) -> str:
        if write := _WRITERS.get(name):
            return write(self, value)
        if name == "entry":
            return "；".join(self._entry(value, details.get("line") or ("",)))
        if isinstance(value, bool):
            return "是" if value else "否"
        return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)

    def _entry(self, entry: Mapping[str, Any], line: Any) -> Iterator[str]:
        """Yield what was typed for a line of a yearly update, as its form calls it."""
        sayer = Sayer(line[0], self.called)
        for value in entry.get("values", ()):
            name = "benefit_values" if "cells" in value else "contribution_values"
            yield from sayer.whole((name,), value).splitlines()
        if route := entry.get("route"):
            yield from sayer.whole(("routes",), route).splitlines()
        for name, value in (entry.get("fields") or {}).items():
            if text := sayer.say((name,), value):
                yield f"{sayer.label((name,))}：{text}"

    def _edition(self, number: int) -> str:
        known = self._numbers.get(number)
        return f"第 {known} 版" if known else f"编号 {number}"

    def _item(self, item: Any) -> str:
        part = f"「{item[2]}」" if len(item) > len(("type", "key")) and item[2] else ""
        return f"{ITEM_TYPE.get(item[0], item[0])} {self.called(item[0], item[1])}{part}"

    def _citation(self, stated: Any) -> str:
        cited = stated.get("citation", stated) if isinstance(stated, Mapping) else {}
        return Sayer("standard", self.called).citation(cited)


def _fields(side: Any) -> Mapping[str, Any]:
    """Return what one side of a change says; an edition alone stands for itself."""
    if isinstance(side, Mapping):
        return side
    return {"edition": side} if isinstance(side, int) else {}


def _item_of(event: AuditEvent) -> Item | None:
    if event.subject_type in ITEM_TYPE and isinstance(event.details.get("number"), int):
        return event.subject_type, event.subject_key
    return None


def _named_by(event: AuditEvent) -> Iterator[Item]:
    details = event.details
    if event.subject_type in ITEM_TYPE:
        yield event.subject_type, event.subject_key
    for name in ABOUT_AN_ITEM:
        if item := details.get(name):
            yield item[0], item[1]
    for path, value in leaves(dict(details)):
        field = next((part for part in reversed(path) if isinstance(part, str)), "")
        if isinstance(value, str) and field in ("region", "regions"):
            yield REGION, value
        elif isinstance(value, str) and field in ("source", "channel"):
            yield field, value


def _title(document: Mapping[str, Any]) -> str:
    return str(document.get("title") or document.get("name") or document.get("key", ""))


def _plain(line: Line, side: Marks) -> str:
    return (" › " if line.is_parts else "").join(mark.text for mark in side)


def _instant(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


_WRITERS: Mapping[str, Callable[[Teller, Any], str]] = {
    "role": lambda _, role: STAFF_ROLE.get(role, role),
    "regions": lambda t, codes: "、".join(t.called(REGION, code) for code in codes) or "全国",
    "region": lambda t, code: t.called(REGION, code),
    "tried": lambda _, step: {"password": "密码", "code": "验证码"}.get(step, step),
    "number": lambda _, number: f"第 {number} 版",
    "edition": Teller._edition,
    "to": lambda _, release: f"第 {release} 号发布",
    "release": lambda _, release: f"第 {release} 号发布",
    "held": lambda _, numbers: "、".join(f"第 {number} 号" for number in numbers),
    "go_live_at": lambda _, text: _instant(text),
    "expires_at": lambda _, text: _instant(text),
    "item": Teller._item,
    "line": Teller._item,
    "outcome": lambda _, outcome: ROLLOVER_OUTCOME.get(outcome, outcome),
    "keep": lambda _, keep: AUDIT_KEEP.get(keep, keep),
    "verdict": lambda _, verdict: PREVIEW_VERDICT.get(verdict, verdict),
    "sheet": lambda _, name: SHEETS[name].label if name in SHEETS else name,
    "stated": Teller._citation,
}

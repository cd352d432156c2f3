"""One POST of the edit form: what was typed, and what was asked to be done with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Request

from admin.forms.posted import Command, entries_in, obeyed
from admin.forms.reading import Fault, Understood, tidied, understood
from admin.forms.shapes import Entry
from admin.items.naming import keyed
from admin.items.page import EditPage
from backend.errors import Invalid
from backend.services import draft_checks
from backend.services.checks.finding import Finding
from backend.services.checks.wording import in_words

SAVE, KEEP, SUBMIT = "save", "keep", "submit"
MOVES = ("add", "remove", "up", "down")
LAST = "@end"  # the form's last field: without it, not all of the form came


@dataclass(frozen=True)
class Attempt:
    """`seen` is the version the typed text is based on, None where there was none yet."""

    item_type: str
    entries: dict[str, Entry]
    seen: int | None
    command: Command

    @classmethod
    def of(cls, item_type: str, request: Request, *, key: str = "") -> "Attempt":
        """Read a posted form; `key` is that of the item that is edited, whatever was posted."""
        form = request.form
        if LAST not in form:
            raise Invalid("表单没有传完整，没有保存；请返回重试", field=LAST)
        entries = entries_in(item_type, form.items(multi=True))
        if key:
            entries["key"] = key
        seen = form.get("@seen", "")
        command = Command.of(form.get("@do", SAVE))
        return cls(item_type, entries, int(seen) if seen.isdecimal() else None, command)

    @property
    def saves(self) -> bool:
        return self.command.verb in (SAVE, KEEP, SUBMIT)

    def page(self, faults: tuple[Fault, ...] = (), **more: Any) -> EditPage:
        """Return the page with what was typed."""
        return EditPage(
            self.item_type, self.entries, self.seen, faults=faults, unsaved=True, **more
        )

    def moved(self) -> EditPage:
        """Return the page after a button that only changes it."""
        focus = ""
        if self.command.verb in MOVES:
            focus = obeyed(self.item_type, self.entries, self.command)
        return self.page(focus=focus)

    def tidied(self) -> "Attempt":
        """Return the attempt without blank rows, and with keys for names."""
        entries = tidied(self.item_type, self.entries)
        return replace(self, entries=keyed(self.item_type, entries))

    def document(self) -> tuple[dict[str, Any] | None, tuple[Fault, ...]]:
        """Return the document that was meant, or all that is wrong with it where it is none."""
        outcome = understood(self.item_type, self.entries)
        if outcome.document is not None:
            return outcome.document, ()
        return None, (*outcome.faults, *self._beside(outcome))

    def _beside(self, outcome: Understood) -> Iterator[Fault]:
        """Yield what the content checks have against the rest of what is no document yet."""
        item = (self.item_type, str(self.entries["key"]))
        unread = [path for path, _ in outcome.faults]
        yield from map(_told, draft_checks.faults_in_part(item, outcome.raw, unread))


def checked(item_type: str, document: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return what the content checks have against a document, in words without field names."""
    item = (item_type, str(document["key"]))
    return tuple(map(_told, draft_checks.faults(item, document)))


def _told(finding: Finding) -> Fault:
    return finding.place, in_words(finding.path, finding.message)

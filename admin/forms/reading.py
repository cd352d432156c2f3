"""From entries to a document: what was typed, read strictly, with every fault at its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from admin.forms.build import form_of
from admin.forms.shapes import Entry, Notes
from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import flat_errors
from backend.services.stored import Path

Fault = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Understood:
    """The document that was meant, or None and why it is none; `raw` is what could be read."""

    document: dict[str, Any] | None
    faults: tuple[Fault, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict)


def entries_of(item_type: str, document: Mapping[str, Any]) -> dict[str, Entry]:
    """Return what a form shows of a document."""
    return form_of(item_type).entry(document)


def tidied(item_type: str, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return entries without the rows nobody filled in: their places are those of the document."""
    return form_of(item_type).tidied(entries)


def understood(item_type: str, entries: Mapping[str, Entry]) -> Understood:
    """Read tidied entries; `document` is in stored form, its keys in schema order."""
    notes = Notes(entries)
    raw = form_of(item_type).read(entries, (), notes)
    schema = ITEM_TYPES[item_type].schema
    try:
        document: dict[str, Any] = schema.dump(schema.load(raw))
    except ValidationError as error:
        notes.faults += _new(flat_errors(error.messages), notes.faults)
        return Understood(None, tuple(notes.faults), raw)
    return Understood(None if notes.faults else document, tuple(notes.faults), raw)


def _new(faults: Iterator[Fault], known: list[Fault]) -> list[Fault]:
    """Return faults at places nothing was said of yet: what could not be read is not missing."""
    said = {at for at, _ in known}
    return [(at, message) for at, message in faults if at not in said]

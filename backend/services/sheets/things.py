"""Tables with a thing a row: offices and windows."""

from collections.abc import Iterable, Mapping
from typing import Any

from backend.services.sheets.cells import Cell
from backend.services.sheets.columns import Sheet
from backend.services.sheets.naming import key_for
from backend.services.sheets.reading import Beside, Document, Grid, Origin, Reading, read_rows


def rows_of(sheet: Sheet, documents: Iterable[Mapping[str, Any]]) -> list[list[Cell]]:
    """Return the rows of a table, a document each, without its headings."""
    return [[c.codec.write(document.get(c.name)) for c in sheet.columns] for document in documents]


def read(sheet: Sheet, grid: Grid, beside: Beside) -> Reading:
    """Return the documents of a table; a column it does not have leaves its field as it is."""
    reading = Reading(sheet)
    named = _Names(sheet, beside)
    for row in read_rows(sheet, grid, beside, reading):
        said = dict(row.of(""))
        said["key"] = said.get("key") or named.key_of(said)
        told = () if said["key"] or not named.gives_keys else ("key",)
        reading.keep(_merged(sheet, said, beside), Origin(sheet, row.number), told=told)
    return reading


def _merged(sheet: Sheet, said: Mapping[str, Any], beside: Beside) -> Document:
    existing = beside.existing.get((sheet.item_type, said["key"]), {})
    merged = {name: value for name, value in {**existing, **said}.items() if _says(value)}
    if not merged.get("citations") and beside.citation:
        merged["citations"] = [dict(beside.citation)]
    return merged


def _says(value: Any) -> bool:
    return value not in (None, "", [])


class _Names:
    """Finds the keys of things that are given none: by their name and region, or a new one."""

    def __init__(self, sheet: Sheet, beside: Beside) -> None:
        own = {i: d for i, d in beside.existing.items() if i[0] == sheet.item_type}
        self.known = {(d.get("name"), d.get("region")): i[1] for i, d in own.items()}
        self.taken = {key for _, key in own}
        self.places = beside.places
        self.gives_keys = not any(c.name == "key" and c.is_needed for c in sheet.columns)

    def key_of(self, said: Mapping[str, Any]) -> str:
        name, region = said.get("name"), said.get("region") or ""
        if not name:
            return ""
        if (name, region) not in self.known:
            key = key_for(name, self.places.area_of(region), self.taken)
            self.known[name, region] = key
            self.taken.add(key)
        return self.known[name, region]

"""Tables of standards: a row for a value of a contribution, or for a cell of a benefit's value.

A row that gives a region says the whole series again; one that only names it, by its key or title,
adds to it. The years a table has are replaced by what it says, the other years stay.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.errors import Invalid
from backend.services.sheets.cells import BASIS_POINTS, FEN, WHOLE, Cell, Codec
from backend.services.sheets.columns import Column, Sheet
from backend.services.sheets.reading import Beside, Document, Grid, Origin, Reading, Row, read_rows
from backend.services.stored import Path
from backend.services.years import model_for, of_year, shifted
from backend.vocabulary import DIMENSION, STANDARD_KIND

AMOUNT_CODECS: Mapping[str, Codec] = {"ratio": BASIS_POINTS, "deductible": FEN, "cap": FEN}
COVER, PAY = ("cover_from", "cover_to"), ("pay_from", "pay_to")


def rows_of(sheet: Sheet, documents: Iterable[Mapping[str, Any]]) -> list[list[Cell]]:
    """Return the rows of the standards that are of the table's kind."""
    own = (document for document in documents if document["kind"] == sheet.kind)
    return [row for document in own for row in _rows(sheet, document)]


def _rows(sheet: Sheet, document: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for value in document.get(f"{sheet.kind}_values") or [{}]:
        for cell in value.get("cells") or [{}]:
            holders = {"series": document, "value": value, "dims": cell.get("dims", {}),
                       "cell": cell}  # fmt: skip
            yield [_written(column, holders[column.part]) for column in sheet.columns]


def _written(column: Column, holder: Mapping[str, Any]) -> Cell:
    value = holder.get(column.name)
    if column.name == "amount":
        return AMOUNT_CODECS.get(holder.get("measure", ""), WHOLE).write(value)
    if value is None and holder and column.name in DEFAULTS.get(column.part, {}):
        value = DEFAULTS[column.part][column.name]
    return column.codec.write(value)


DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "value": {"kind": "confirmed", "per": "year"}, "cell": {"op": "eq"},
}  # fmt: skip


def read(sheet: Sheet, grid: Grid, beside: Beside) -> Reading:
    """Return the standards of a table."""
    reading = Reading(sheet)
    keyed: dict[str, list[Row]] = {}
    keys = {d["title"]: i[1] for i, d in beside.existing.items() if i[0] == "standard"}
    for row in read_rows(sheet, grid, beside, reading):
        series = row.of("series")
        key = series.get("key") or keys.get(series.get("title", ""))
        if key:
            keyed.setdefault(key, []).append(row)
        elif not (row.missed("key", "series") or row.missed("title", "series")):
            reading.refuse(row.number, sheet.columns[0].label, "要写明是哪一个标准")
    for key, rows in keyed.items():
        _Series(sheet, key, rows, beside, reading).read()
    return reading


@dataclass(slots=True)
class _Value:
    """One value of a standard with the rows it came from; `as_read` is what the first gave."""

    as_read: Mapping[str, Any]
    said: dict[str, Any]
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Series:
    """The rows of one standard."""

    sheet: Sheet
    key: str
    rows: list[Row]
    beside: Beside
    reading: Reading

    @property
    def existing(self) -> Mapping[str, Any]:
        return self.beside.existing.get(("standard", self.key), {})

    def read(self) -> None:
        values = list(self._values())
        before = len(self.reading.problems)
        series = self._series()
        told = () if len(self.reading.problems) == before else tuple(self.sheet.names_of("series"))
        kept = self._kept(values)
        places = [*kept, *values]
        if kept:
            places.sort(key=lambda value: value.said.get("policy_year") or 0)
        name = f"{self.sheet.kind}_values"
        series[name] = [value.said for value in places]
        parts = dict(_parts(name, places))
        full = {n: v for n, v in series.items() if v not in (None, "", [])}
        self.reading.keep(full, Origin(self.sheet, self.rows[0].number, parts), told=told)

    def _series(self) -> Document:
        """Return the series: as the first row with a region has it, or as it stands."""
        telling = [
            row
            for row in self.rows
            if row.of("series").get("region") or row.missed("region", "series")
        ]
        for row in self.rows:
            if mistake := self._mistake(row, telling):
                self.reading.refuse(row.number, self.sheet.columns[0].label, mistake)
        said = telling[0].of("series") if telling else {}
        return {**self.existing, **said, "key": self.key, "kind": self.sheet.kind}

    def _mistake(self, row: Row, telling: Sequence[Row]) -> str:
        """Return why a row does not go with the standard it names."""
        if any(column.part == "series" for column in row.unread):
            return ""
        known = self.existing.get("kind", self.sheet.kind)
        if known != self.sheet.kind:
            return f"「{self.key}」是{STANDARD_KIND[known]}，不在这张表里"
        if row in telling:
            same = row.of("series") == telling[0].of("series")
            return "" if same else f"标准本身的几列与第 {telling[0].number} 行不一致"
        if not telling and not self.existing:
            return f"还没有标准「{self.key}」；新标准要写标题、地区和险种"
        title = row.of("series").get("title")
        if title and title != self.existing.get("title"):
            return f"这个标准叫「{self.existing.get('title')}」；要改标题，请把地区和险种一并写上"
        return ""

    def _values(self) -> Iterator[_Value]:
        found: list[_Value] = []
        for row in self.rows:
            said = {n: v for n, v in row.of("value").items() if v not in (None, "", [])}
            value = self._same(found, said)
            if value is None and said:
                value = _Value(said, self._completed(said, row))
                found.append(value)
            if value is not None:
                value.rows.append(row)
        for value in found:
            if self.sheet.kind == "benefit":
                value.said["cells"] = [c for row in value.rows for c in self._cells(row)]
            self._cite(value)
            yield value

    def _same(self, found: Sequence[_Value], said: Mapping[str, Any]) -> _Value | None:
        """Return the value that one more row of a benefit belongs to: the one it repeats."""
        if self.sheet.kind != "benefit" or not found:
            return None
        return next((v for v in found if v.as_read == said), None) if said else found[-1]

    def _completed(self, said: Mapping[str, Any], row: Row) -> dict[str, Any]:
        """Return a value with what the table has no columns for, and the days it leaves blank.

        That is as the one value of its year has it, else as the year before had its days.
        """
        year = said.get("policy_year")
        values = self.existing.get(f"{self.sheet.kind}_values", ())
        if not isinstance(year, int):
            return dict(said)
        same, model = of_year(values, year), model_for(values, year)
        absent = [n for n in row.of("value") if n in COVER and not row.of("value")[n]]
        if len(same) == 1:
            known = {n: v for n, v in same[0].items() if n != "cells"}
        elif model is not None:
            later = shifted(model, year - model["policy_year"])
            known = {n: later[n] for n in (*COVER, *PAY) if later.get(n)}
        else:
            return dict(said)
        kept = {n: v for n, v in known.items() if n in absent or n not in row.of("value")}
        return {**kept, **said}

    def _cells(self, row: Row) -> Iterator[dict[str, Any]]:
        said = {n: v for n, v in row.of("cell").items() if v not in (None, "", [])}
        dims = {n: row.of("dims")[n] for n in DIMENSION if row.of("dims").get(n)}
        if not said and not dims:
            return
        try:
            if "amount" in said:
                codec = AMOUNT_CODECS.get(said.get("measure", ""), WHOLE)
                said["amount"] = codec.read(said["amount"])
        except Invalid as error:
            del said["amount"]
            (column,) = (c for c in self.sheet.columns if c.name == "amount")
            self.reading.refuse_cell(row.number, column, error.message)
        yield {**({"dims": dims} if dims else {}), **said}

    def _cite(self, value: _Value) -> None:
        if not value.said.get("citations") and self.beside.citation:
            value.said["citations"] = [dict(self.beside.citation)]

    def _kept(self, values: Sequence[_Value]) -> list[_Value]:
        """Return the values of the years the table says nothing of."""
        years = {value.said.get("policy_year") for value in values}
        old = self.existing.get(f"{self.sheet.kind}_values", ())
        return [_Value(value, dict(value)) for value in old if value["policy_year"] not in years]


def _parts(name: str, values: Sequence[_Value]) -> Iterator[tuple[Path, int]]:
    for i, value in enumerate(values):
        if value.rows:
            yield (name, i), value.rows[0].number
        for j, row in enumerate(value.rows):
            yield (name, i, "cells", j), row.number

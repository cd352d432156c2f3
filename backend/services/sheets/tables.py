"""Tables to documents and back, whatever kind of table it is."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from backend.services.sheets import series, things
from backend.services.sheets.cells import Cell
from backend.services.sheets.columns import Sheet
from backend.services.sheets.reading import Beside, Grid, Reading

Documents = Iterable[Mapping[str, Any]]


def rows_of(sheet: Sheet, documents: Documents) -> list[list[Cell]]:
    """Return the rows of a table, without its headings; the inverse of `read`."""
    return _maker(sheet).rows_of(sheet, documents)


def read(sheet: Sheet, grid: Grid, beside: Beside) -> Reading:
    """Return what a table says, with every problem in it."""
    reading = _maker(sheet).read(sheet, grid, beside)
    reading.problems.sort()
    return reading


class _Maker(Protocol):
    def rows_of(self, sheet: Sheet, documents: Documents) -> list[list[Cell]]: ...

    def read(self, sheet: Sheet, grid: Grid, beside: Beside) -> Reading: ...


def _maker(sheet: Sheet) -> _Maker:
    return series if sheet.kind else things

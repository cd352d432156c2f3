"""Amounts of the new year out of a table: copied from a spreadsheet, or a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.errors import Invalid
from backend.models import Rollover
from backend.services.rollover import book
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.fields import Entry
from backend.services.rollover.turning import renewed_values
from backend.services.sheets import tables
from backend.services.sheets.cells import Cell, plain
from backend.services.sheets.columns import BENEFITS, CONTRIBUTIONS, Sheet
from backend.services.sheets.places import Places
from backend.services.sheets.reading import Beside, Grid, Reading
from backend.services.years import of_year

YEAR, STATE, AMOUNT = "年度", "公布情况", "数值"


def paste(rollover: Rollover, grid: Grid, *, by: str) -> list[str]:
    """Settle the standards a table names with its amounts; return their titles.

    A table without a column for the year is of the new year. All of it counts, or nothing: raises
    `Invalid`, its data `problems`, naming every row that cannot be meant.
    """
    book.hold(rollover)
    book.check_open(rollover, by)
    checklist = Checklist(rollover)
    headings = [plain(cell) for cell in grid[0]] if grid else []
    sheet = BENEFITS if AMOUNT in headings else CONTRIBUTIONS
    beside = Beside(checklist.documents, Places(()))
    reading = tables.read(sheet, _of_year(grid, headings, rollover.to_year), beside)
    rows = {row.subject.item: row for row in checklist.rows if row.subject.kind == "standard"}
    problems = [*map(str, reading.problems), *_strangers(reading, rows, rollover.to_year)]
    if not problems and not reading.documents:
        problems = ["表里没有可用的行；第一行应当是列名"]
    _refuse(problems)
    problems = []
    for item, document in reading.documents.items():
        values = _values(sheet, document, rollover.to_year, knows_state=STATE in headings)
        choice = _choice(rows[item], values, rollover.to_year)
        try:
            book.settle(checklist, rows[item], choice, by=by)
        except Invalid as error:
            told = error.data.get("problems", [error.message])
            problems += [f"第 {reading.rows[item].row} 行：{problem}" for problem in told]
    _refuse(problems)
    return [rows[item].subject.title for item in reading.documents]


def _refuse(problems: list[str]) -> None:
    if problems:
        message = f"有 {len(problems)} 处要改，什么都没有填入：{problems[0]}"
        raise Invalid(message, problems=problems)


def _of_year(grid: Grid, headings: Sequence[str], year: int) -> Grid:
    """Return the table with the year in every row that says anything."""
    if YEAR in headings:
        return grid
    rows: list[list[Cell]] = [[*grid[0], YEAR]] if grid else []
    for row in grid[1:]:
        padded = [*row, *[None] * (len(headings) - len(row))]
        rows.append([*padded, year] if any(map(plain, row)) else padded)
    return rows


def _strangers(reading: Reading, rows: Mapping[Any, Row], year: int) -> Iterator[str]:
    for item, document in reading.documents.items():
        number = reading.rows[item].row
        if item not in rows:
            told = f"「{document['title']}」不在这张清单上，或已经有 {year} 年度的标准"
            yield f"第 {number} 行：{told}"
        elif not of_year(document[f"{document['kind']}_values"], year):
            yield f"第 {number} 行：没有 {year} 年度的金额"


def _values(
    sheet: Sheet, document: Mapping[str, Any], year: int, *, knows_state: bool
) -> list[dict[str, Any]]:
    """Return the values of the new year; what was only expected is known now."""
    values = of_year(document[f"{sheet.kind}_values"], year)
    return [{n: v for n, v in value.items() if n != "kind" or knows_state} for value in values]


def _choice(row: Row, values: list[dict[str, Any]], year: int) -> book.Choice:
    """Return what a table makes of a line: nothing changed where it says just what there was."""
    entry: Entry = {"values": values}
    if values == renewed_values(row.subject.shown, year):
        return book.Choice("same", row.seen)
    return book.Choice("changed", row.seen, entry)

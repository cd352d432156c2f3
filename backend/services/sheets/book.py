"""Tables as files: xlsx and CSV, written so that no cell is a formula, read in a safe place."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from backend.config import ROOT
from backend.errors import Invalid
from backend.services.sheets import parse, parse_workbook
from backend.services.sheets.cells import Cell, plain
from backend.services.sheets.columns import Sheet
from backend.services.sheets.reading import Grid

BOM: Final = "﻿"
XLSX, CSV = "xlsx", "csv"
MEDIA_TYPES: Final = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
# what a spreadsheet takes for the beginning of a formula, also behind quotes of ours
_RISKY = re.compile("'*[=+\\-@＝＋－＠\t\r]")
# characters XML cannot hold, and what looks as they are written
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
GUIDE_TITLE = "填写说明"
WIDTH, WIDE, LONG_TEXT = 14, 40, ("引证", "电话", "说明", "存疑之处", "我们的理解")


def neutralised(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; the inverse of `restored`."""
    risky = isinstance(cell, str) and _RISKY.match(cell)
    return f"'{cell}" if risky else cell


def restored(cell: Cell) -> Cell:
    """Return what was meant by a cell; raises `Invalid` for a formula."""
    if not isinstance(cell, str):
        return cell
    if cell.startswith("="):
        raise Invalid("是公式；请先把公式粘贴成数值")
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file as Excel opens it: with a byte order mark, lines ending as RFC 4180 has."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([_shown(neutralised(cell)) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def write_xlsx(sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook: the table with numbers and days as such, and how to fill it in."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet.label)
    page.freeze_panes = "B2"
    for number, column in enumerate(sheet.columns, start=1):
        wide = any(word in column.label for word in LONG_TEXT)
        page.column_dimensions[get_column_letter(number)].width = WIDE if wide else WIDTH
    page.append([_heading(page, label) for label in sheet.headings])
    for row in rows:
        page.append([_typed(page, neutralised(cell)) for cell in row])
    _add_guide(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_file(packed: bytes) -> Grid:
    """Return the rows of an uploaded file.

    Raises `Invalid` for a file that is no table, too large, or holds formulas. It is taken apart
    by another process, with little memory and little time.
    """
    program = parse_workbook if packed.startswith(parse_workbook.BEGINNING) else parse
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file is an argument
            [sys.executable, "-m", program.__name__],
            input=packed, capture_output=True, timeout=parse.SECONDS, cwd=ROOT, check=False,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Invalid("文件太大或太复杂，读不完；请拆成几个文件") from None
    if refusal := answer.get("refused"):
        raise Invalid(refusal)
    return meant([[_cell(cell) for cell in row] for row in answer["rows"]])


def read_pasted(text: str) -> Grid:
    """Return the rows of what was copied out of a spreadsheet: tabs between cells."""
    rows = list(csv.reader(io.StringIO(text.strip("\n"), newline=""), delimiter="\t"))
    if len(rows) > parse.MOST_ROWS:
        raise Invalid(f"最多 {parse.MOST_ROWS - 1} 行")
    return meant([list(row) for row in rows])


def meant(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Return the rows with what was meant by each cell."""
    return [
        [_meant(number, at, cell) for at, cell in enumerate(row, start=1)]
        for number, row in enumerate(rows, start=1)
    ]


def _meant(row: int, column: int, cell: Cell) -> Cell:
    try:
        return restored(cell)
    except Invalid as error:
        message = f"单元格 {get_column_letter(column)}{row} {error.message}"
        raise Invalid(message, row=row) from None


def _cell(stored: Any) -> Cell:
    if isinstance(stored, dict):
        return datetime.fromisoformat(stored["at"])
    found: Cell = stored
    return found


def _shown(cell: Cell) -> str:
    return (
        plain(cell) if isinstance(cell, bool | date | float) else str("" if cell is None else cell)
    )


def _heading(page: Any, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, label)
    cell.font = Font(bold=True)
    return cell


def _typed(page: Any, value: Cell) -> WriteOnlyCell:
    """Return a cell of the value's own type; a text is a text, whatever it looks like."""
    cell = WriteOnlyCell(page, _escaped(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
        cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
    elif isinstance(value, Decimal):
        cell.number_format = "0.00"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _escaped(text: str) -> str:
    """Return a text as the format holds it: what XML cannot hold is written by its number."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _add_guide(book: openpyxl.Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(GUIDE_TITLE)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 90
    page.append([_heading(page, "列"), _heading(page, "怎么填")])
    for column in sheet.columns:
        needed = "必填。" if column.is_needed else ""
        page.append([column.label, needed + column.codec.hint])

"""Rows of a table to documents: every problem of every row at once, nothing half read. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from backend.errors import Invalid, YibaoError
from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import flat_errors
from backend.services.sheets.cells import Cell, plain
from backend.services.sheets.columns import PLACE, PLACES, Column, Sheet
from backend.services.sheets.places import Places
from backend.services.stored import Item, Path
from backend.text.canonical import UNWRITABLE

Document = dict[str, Any]
Grid = Sequence[Sequence[Cell]]
MOST_ROWS = 10_000
HEADING_ROW = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in a row, counted as the file has it; `column` may be empty."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"第 {self.row} 行" + (f"「{self.column}」" if self.column else "")
        return f"{where}：{self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, and what it says by part of the document and by field."""

    number: int
    said: Mapping[str, Mapping[str, Any]]

    def of(self, part: str) -> Mapping[str, Any]:
        return self.said.get(part, {})


@dataclass(frozen=True, slots=True)
class Beside:
    """What a table is read beside: the documents there are, the places there are.

    `citation` stands for all that the table itself does not cite.
    """

    existing: Mapping[Item, Mapping[str, Any]]
    places: Places
    citation: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Reading:
    """What a table says: whole documents, and from which rows each came."""

    sheet: Sheet
    documents: dict[Item, Document] = field(default_factory=dict)
    rows: dict[Item, "Origin"] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, column: str, message: str) -> None:
        self.problems.append(Problem(row, column, message))

    def keep(self, raw: Mapping[str, Any], origin: "Origin") -> None:
        """Take a document in, if it is of its stored form; refuse what is not, row by row."""
        schema = ITEM_TYPES[self.sheet.item_type].schema
        mistakes = list(flat_errors(schema.validate(raw)))
        for path, message in mistakes:
            self.refuse(*origin.locate(path), message)
        item = (self.sheet.item_type, str(raw.get("key", "")))
        if not mistakes and item in self.documents:
            self.refuse(origin.row, "标识", f"「{item[1]}」在第 {self.rows[item].row} 行已经有了")
        elif not mistakes:
            self.documents[item] = schema.dump(schema.load(raw))
            self.rows[item] = origin

    def locate(self, item: Item, path: Path) -> tuple[int, str]:
        """Return the row and the column that hold a path of a document."""
        return self.rows[item].locate(path)


@dataclass(frozen=True, slots=True)
class Origin:
    """The rows a document came from; `parts` names the row of each part of it, by path."""

    sheet: Sheet
    row: int
    parts: Mapping[Path, int] = field(default_factory=dict)

    def locate(self, path: Path) -> tuple[int, str]:
        """Return the row and the column's heading for a path of the document."""
        lengths = range(len(path), 0, -1)
        row = next((self.parts[path[:n]] for n in lengths if path[:n] in self.parts), self.row)
        names = [part for part in path if isinstance(part, str)]
        return row, next(filter(None, map(self._heading, reversed(names))), "")

    def _heading(self, name: str) -> str:
        return next((c.label for c in self.sheet.columns if c.name == name), "")


def read_rows(sheet: Sheet, grid: Grid, beside: Beside, reading: Reading) -> Iterator[Row]:
    """Yield what each row says, problems going to `reading`; rows with nothing in them are skipped.

    A row with a cell that cannot be read is not yielded.
    """
    columns = _columns(sheet, grid[0] if grid else (), reading)
    if reading.problems:
        return
    if len(grid) - HEADING_ROW > MOST_ROWS:
        reading.refuse(MOST_ROWS + 2, "", f"最多 {MOST_ROWS} 行，请分几次导入")
        return
    for number, cells in enumerate(grid[HEADING_ROW:], start=HEADING_ROW + 1):
        if any(plain(cell) for cell in cells):
            before = len(reading.problems)
            row = Row(number, _said(columns, cells, number, beside, reading))
            if len(reading.problems) == before:
                yield row


def _columns(sheet: Sheet, headings: Sequence[Cell], reading: Reading) -> list[Column | None]:
    """Return the column each heading stands for; None for a blank one."""
    known = {_bare(column.label): column for column in sheet.columns}
    found = [known.get(_bare(plain(cell))) for cell in headings]
    for cell, column in zip(headings, found, strict=True):
        if column is None and plain(cell):
            expected = "、".join(sheet.headings)
            reading.refuse(1, plain(cell)[:20], f"不认识这一列；可用的列：{expected}")
    for column in sheet.columns:
        if found.count(column) > 1:
            reading.refuse(1, column.label, "这一列有两个")
        if column.is_needed and column not in found:
            reading.refuse(1, column.label, "缺少这一列")
    return found


def _bare(heading: str) -> str:
    """Return a heading without its unit and blanks: 个人缴费（元） and 个人缴费 are one."""
    for mark in ("（元）", "(元)", "（%）", "(%)", " ", "　"):
        heading = heading.replace(mark, "")
    return heading.replace("(", "（").replace(")", "）")


def _said(
    columns: Sequence[Column | None], cells: Sequence[Cell], number: int, beside: Beside,
    reading: Reading,
) -> dict[str, dict[str, Any]]:  # fmt: skip
    said: dict[str, dict[str, Any]] = {}
    for column, cell in zip_longest(
        columns, cells[: len(columns)]
    ):  # blanks at the end are left out
        if column is None:
            continue
        try:
            _check_writable(cell)
            value = _placed(column, column.codec.read(cell), beside)
        except YibaoError as error:
            reading.refuse(number, column.label, error.message)
            continue
        said.setdefault(column.part, {})[column.name] = value
    return said


def _check_writable(cell: Cell) -> None:
    if isinstance(cell, str) and UNWRITABLE.search(cell):
        raise Invalid("有不可见的控制字符，请删去")


def _placed(column: Column, value: Any, beside: Beside) -> Any:
    if column.codec is PLACE and value:
        return beside.places.code_of(value)
    if column.codec is PLACES:
        return [beside.places.code_of(each) for each in value]
    return value

"""Rows of a table to documents: every problem of every row at once, nothing half read. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
    """One row: its number, and what it says by part of the document and by field.

    `unread` are the columns whose cells could not be read; they say nothing.
    """

    number: int
    said: Mapping[str, Mapping[str, Any]]
    unread: frozenset[Column] = frozenset()

    def of(self, part: str) -> Mapping[str, Any]:
        return self.said.get(part, {})

    def missed(self, name: str, part: str = "") -> bool:
        """Tell whether a field is not known because its cell could not be read."""
        return any((column.name, column.part) == (name, part) for column in self.unread)


@dataclass(frozen=True, slots=True)
class Torn:
    """What is no document: what could be read of it, from which rows, and the places that lack."""

    item: Item
    raw: Mapping[str, Any]
    origin: "Origin"
    unread: tuple[Path, ...]


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
    """What a table says: whole documents, from which rows each came, and what is no document.

    `unread` are the cells that nothing can be said of but why they could not be read.
    """

    sheet: Sheet
    documents: dict[Item, Document] = field(default_factory=dict)
    rows: dict[Item, "Origin"] = field(default_factory=dict)
    torn: list[Torn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[tuple[int, str]] = field(default_factory=set)
    _missed: dict[int, list[str]] = field(default_factory=dict)
    _first: dict[Item, int] = field(default_factory=dict)

    def refuse(self, row: int, column: str, message: str) -> None:
        self.problems.append(Problem(row, column, message))

    def refuse_cell(self, row: int, column: Column, message: str) -> None:
        self.refuse(row, column.label, message)
        self.unread.add((row, column.label))
        self._missed.setdefault(row, []).append(column.name)

    def keep(self, raw: Mapping[str, Any], origin: "Origin", *, told: Collection[str] = ()) -> None:
        """Take a document in, if it is of its stored form; refuse what is not, row by row.

        Of the fields in `told` everything was said already.
        """
        schema = ITEM_TYPES[self.sheet.item_type].schema
        mistakes = dict(flat_errors(schema.validate(raw)))
        for path, message in mistakes.items():
            if path[0] not in told and origin.locate(path) not in self.unread:
                self.refuse(*origin.locate(path), message)
        item = (self.sheet.item_type, str(raw.get("key", "")))
        first = self._first.setdefault(item, origin.row)
        if item[1] and first != origin.row:
            self.refuse(origin.row, "标识", f"「{item[1]}」在第 {first} 行已经有了")
        elif unread := (*mistakes, *((name,) for name in told), *self._missed_of(origin)):
            self.torn.append(Torn(item, raw, origin, unread))
        else:
            self.documents[item] = schema.dump(schema.load(raw))
            self.rows[item] = origin

    def _missed_of(self, origin: "Origin") -> Iterator[Path]:
        """Yield the places a document lacks, for cells of its rows that could not be read."""
        for path, row in (((), origin.row), *origin.parts.items()):
            yield from ((*path, name) for name in self._missed.get(row, ()))

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
    """Yield what each row says, problems going to `reading`; rows that say nothing are skipped."""
    columns = _columns(sheet, grid[0] if grid else (), reading)
    if reading.problems:
        return
    if len(grid) - HEADING_ROW > MOST_ROWS:
        reading.refuse(MOST_ROWS + 2, "", f"最多 {MOST_ROWS} 行，请分几次导入")
        return
    for number, cells in enumerate(grid[HEADING_ROW:], start=HEADING_ROW + 1):
        if any(plain(cell) for cell in cells):
            said = _said(columns, cells, number, beside, reading)
            unread = (c for c in columns if c and (number, c.label) in reading.unread)
            yield Row(number, said, frozenset(unread))


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
            reading.refuse_cell(number, column, error.message)
            continue
        said.setdefault(column.part, {})[column.name] = value
    return said


def _check_writable(cell: Cell) -> None:
    if isinstance(cell, str) and UNWRITABLE.search(cell):
        raise Invalid("有不可见的控制字符，请删去")


def _placed(column: Column, value: Any, beside: Beside) -> Any:
    if column.codec is PLACE and value:
        return beside.places.one_code_of(value)
    if column.codec is PLACES:
        return [beside.places.one_code_of(each) for each in value]
    return value

"""Takes an uploaded file apart, in a process of its own with little memory and little time.

It reads the file from standard input and writes JSON to standard output: {"rows": [[cell, …], …]}
or {"refused": "why"}. Nothing of ours is imported: a hostile file meets as little as possible.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

MEGABYTE = 1024 * 1024
MOST_PACKED, MOST_UNPACKED = 5 * MEGABYTE, 50 * MEGABYTE
MOST_MEMBERS, MOST_RATIO = 200, 100
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 10_001, 100, 20_000
MEMORY, SECONDS = 700 * MEGABYTE, 20
ENCODINGS = ("utf-8-sig", "gb18030")  # what Excel writes, abroad and at home


class Refused(Exception):
    """The file is not one we take; the message says why."""


def main() -> None:
    """Read, take apart, write; the limits hold from the first byte on."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer: dict[str, Any] = {"rows": list(_checked(rows_of(sys.stdin.buffer.read())))}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "文件展开后太大，请拆成几个文件"}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def rows_of(packed: bytes) -> Iterable[list[Any]]:
    """Return the rows of an xlsx or CSV file."""
    if len(packed) > MOST_PACKED:
        raise Refused(f"文件超过 {MOST_PACKED // MEGABYTE} MB")
    return _workbook(packed) if packed.startswith(b"PK") else _csv(packed)


def _workbook(packed: bytes) -> Iterator[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            _check_size(archive, len(packed))
        book = openpyxl.load_workbook(io.BytesIO(packed), read_only=True)
        yield from _cells(book.worksheets[0])
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a broken file makes the library stumble over
        raise Refused("这个文件不是能打开的 xlsx，可能已损坏") from error


def _check_size(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > packed * MOST_RATIO:
        raise Refused("文件展开后太大，请另存为普通的 xlsx 再试")


def _cells(sheet: Any) -> Iterator[list[Any]]:
    for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1):
        formula = next((cell.coordinate for cell in row if cell.data_type == "f"), None)
        if formula:
            raise Refused(f"单元格 {formula} 是公式；请先把公式粘贴成数值")
        yield [_plain(cell.value) for cell in row]


def _plain(value: Any) -> Any:
    """Return a cell as JSON has it; a day or an instant as {"at": …}."""
    if isinstance(value, datetime | date):
        return {"at": value.isoformat()}
    if isinstance(value, str):
        return unescape(value)
    return value if value is None or isinstance(value, int | float | bool) else str(value)


def _csv(packed: bytes) -> Iterator[list[Any]]:
    text = _decoded(packed)
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Refused("这个文件不是能读的 CSV：引号没有配对，或含有不允许的字符") from error


def _decoded(packed: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return packed.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("看不懂文件的编码；请另存为 xlsx，或 UTF-8 编码的 CSV")


def _checked(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """Yield the rows, without empty cells at their ends; refuse what no table of ours has."""
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refused(f"最多 {MOST_ROWS - 1} 行，请分几次导入")
        while row and row[-1] in (None, ""):
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise Refused(f"第 {number} 行超过 {MOST_COLUMNS} 列")
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
            raise Refused(f"第 {number} 行有一格超过 {LONGEST_CELL} 个字")
        yield row


if __name__ == "__main__":
    main()

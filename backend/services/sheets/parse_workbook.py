"""Takes an uploaded workbook apart as `parse` does a CSV file; its library takes longer to load."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from backend.services.sheets.parse import (
    MEGABYTE,
    MOST_COLUMNS,
    MOST_ROWS,
    Refused,
    main,
)

BEGINNING = b"PK"
MOST_UNPACKED = 50 * MEGABYTE
MOST_MEMBERS, MOST_RATIO = 200, 100


def rows_of(packed: bytes) -> Iterator[list[Any]]:
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


if __name__ == "__main__":
    main(rows_of)

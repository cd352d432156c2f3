"""Takes an uploaded CSV file apart, in a process of its own with little memory and little time.

It reads the file from standard input and writes JSON to standard output: {"rows": [[cell, …], …]}
or {"refused": "why"}. Nothing else of ours is imported: a hostile file meets as little as possible.
`parse_workbook` does the same for xlsx.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MEGABYTE = 1024 * 1024
MOST_PACKED = 5 * MEGABYTE
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 10_001, 100, 20_000
MEMORY, SECONDS = 700 * MEGABYTE, 20
# beginnings of what is often taken for a table: old workbooks, PDF, pictures, archives
NO_TABLES = (b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ENCODINGS = ("utf-8-sig", "gb18030")  # what Excel writes, abroad and at home


class Refused(Exception):
    """The file is not one we take; the message says why."""


def main(rows_of: Callable[[bytes], Iterable[list[Any]]]) -> None:
    """Read, take apart, write; the limits hold from the first byte on."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        packed = sys.stdin.buffer.read()
        if len(packed) > MOST_PACKED:
            raise Refused(f"文件超过 {MOST_PACKED // MEGABYTE} MB")
        answer: dict[str, Any] = {"rows": list(_checked(rows_of(packed)))}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "文件展开后太大，请拆成几个文件"}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def rows_of(packed: bytes) -> Iterator[list[Any]]:
    if packed.startswith(NO_TABLES) or (b"\0" in packed and not packed.startswith(UTF_16)):
        raise Refused("这个文件不是工作簿（xlsx），也不是 CSV；请用表格软件另存为 xlsx 再上传")
    text = _decoded(packed)
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Refused("这个文件不是能读的 CSV：引号没有配对，或含有不允许的字符") from error


def _decoded(packed: bytes) -> str:
    for encoding in () if packed.startswith(UTF_16) else ENCODINGS:
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
    main(rows_of)

"""Entries on two shelves: files of records, memory-mapped, each found by its address.

The first shelf holds what the last whole build wrote and is shared between releases, the second
what has changed since, one after the other. A record never changes; an address says where it is.
"""

import mmap
import struct
from collections.abc import Sequence
from pathlib import Path

SHELVES = ("entries-0.bin", "entries-1.bin")
_LENGTHS = struct.Struct("<4I")
_SHELF_BITS = 48

Parts = tuple[bytes, bytes, bytes, bytes]


class Shelf:
    """A shelf that records are put on."""

    def __init__(self, folder: Path, number: int) -> None:
        self.file = (folder / SHELVES[number]).open("ab")
        self._at = self.file.tell()
        self._number = number

    def put(self, parts: Parts) -> int:
        """Put a record at the end; return its address."""
        address = self._number << _SHELF_BITS | self._at
        record = b"".join((_LENGTHS.pack(*map(len, parts)), *parts))
        self.file.write(record)
        self._at += len(record)
        return address

    def close(self) -> None:
        self.file.close()


class Shelves:
    """The shelves of a folder, read where they lie; threads and processes share them."""

    def __init__(self, folder: Path) -> None:
        self._maps = [_mapped(folder / name) for name in SHELVES]

    def parts(self, address: int, wanted: Sequence[int]) -> list[bytes]:
        """Return some parts of the record at an address, by their number in it."""
        memory = self._maps[address >> _SHELF_BITS]
        at = address & (1 << _SHELF_BITS) - 1
        lengths = _LENGTHS.unpack_from(memory, at)
        starts = [at + _LENGTHS.size]
        for length in lengths:
            starts.append(starts[-1] + length)
        return [memory[starts[number] : starts[number + 1]] for number in wanted]


def _mapped(file: Path) -> "mmap.mmap | bytes":
    with file.open("rb") as opened:
        opened.seek(0, 2)
        if not opened.tell():
            return b""
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

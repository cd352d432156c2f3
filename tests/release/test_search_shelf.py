"""What search reads lies in mapped files: threads and workers share it."""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from backend.config import ROOT
from backend.release.image import Image
from backend.release.search import index
from backend.release.search.shelf import SHELVES, Shelf, Shelves
from tests.bench.synthetic import content
from tests.release.searching import Desk

PARTS = st.tuples(*[st.binary(max_size=300)] * 4)
MOST_MEGABYTES = 8
ON_DISK = "/var/tmp"  # what lies in memory, as tests may, counts as a process's own  # noqa: S108


@given(st.lists(PARTS, min_size=1, max_size=20), st.lists(PARTS, max_size=20))
def test_a_record_is_read_where_its_address_says(tmp_path_factory, first, second):
    folder = tmp_path_factory.mktemp("shelf")
    kept = {}
    for number, records in enumerate((first, second)):
        shelf = Shelf(folder, number)
        kept |= {shelf.put(parts): parts for parts in records}
        shelf.close()
    shelves = Shelves(folder)
    assert len(kept) == len(first) + len(second)
    for address, parts in kept.items():
        assert tuple(shelves.parts(address, range(4))) == parts
        assert shelves.parts(address, [2]) == [parts[2]]


def test_a_shelf_is_put_on_where_it_ended(tmp_path):
    for text in (b"one", b"two"):
        shelf = Shelf(tmp_path, 0)
        address = shelf.put((text, b"", b"", b""))
        shelf.close()
    (tmp_path / SHELVES[1]).touch()
    assert Shelves(tmp_path).parts(0, [0]) == [b"one"]
    assert Shelves(tmp_path).parts(address, [0]) == [b"two"]


def test_threads_get_the_answers_that_one_alone_gets(tmp_path):
    desk = Desk(tmp_path / "a")
    asked = ["退费", "古劳镇 电话", "seyb", "深圳医保缴费", "粤医保", "", "多少钱"] * 20
    alone = [desk.ask(typed) for typed in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(desk.ask, asked)) == alone


def test_a_worker_needs_little_memory_of_its_own():
    with tempfile.TemporaryDirectory(dir=ON_DISK) as folder:
        index.write(Image.of(content(2_000)), Path(folder), None)
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        assert size > MOST_MEGABYTES << 20
        command = [sys.executable, "-m", "tests.bench.search_memory", folder]
        assert float(subprocess.check_output(command, cwd=ROOT)) < MOST_MEGABYTES

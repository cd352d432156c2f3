"""What a bake writes depends on nothing but the image and the renderer."""

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path

import brotli
import pytest

from backend.release.bake import bake, sweep
from backend.release.folder import folder_name
from backend.release.image import Image
from backend.release.store import Store
from backend.services import releases
from tests.builders import small_content, write_content
from tests.release.desk import open_office
from tests.release.rare import DOCUMENTS

PROJECT = Path(__file__).resolve().parents[2]
HASH = "f" * 64
JUNE = date(2024, 6, 1)
BAKE_A_FOLDER = """
import sys
from pathlib import Path
from backend.release.bake import bake
from backend.release.image import Image
from backend.services.content_files import read_folder
image = Image.of(read_folder(Path(sys.argv[1])).documents)
print(bake(image, "f" * 64, Path(sys.argv[2])).manifest_hash)
"""


@pytest.fixture
def image():
    return Image.of(small_content())


@pytest.mark.parametrize("documents", [small_content(), DOCUMENTS], ids=["small", "rare"])
def test_two_bakes_of_one_image_have_one_manifest(documents, tmp_path):
    once, again = (
        bake(Image.of(documents), HASH, tmp_path / name).manifest_hash for name in ("a", "b")
    )
    assert once == again


def test_the_order_documents_come_in_does_not_matter(tmp_path):
    backwards = dict(reversed(small_content().items()))
    once = bake(Image.of(small_content()), HASH, tmp_path / "a")
    assert bake(Image.of(backwards), HASH, tmp_path / "b").manifest_hash == once.manifest_hash


def test_processes_that_hash_differently_bake_the_same(tmp_path):
    write_content(tmp_path / "content", small_content())
    bakers = [baker(tmp_path, seed) for seed in ("1", "2")]
    told = [baker.communicate(timeout=60)[0] for baker in bakers]
    assert [baker.returncode for baker in bakers] == [0, 0]
    assert told[0] == told[1] != ""
    assert told[0].strip() == bake(Image.of(small_content()), HASH, tmp_path).manifest_hash


def test_every_database_gives_the_manifest_the_documents_give(any_app, root, tmp_path):
    release = open_office(root)
    image = Image.of(small_content())
    assert release.image_hash == releases.image_hash(releases.pins_of(release))
    assert release.manifest_hash == bake(image, release.image_hash, tmp_path / "b").manifest_hash


def test_what_is_baked_already_is_kept(image, tmp_path):
    once = bake(image, HASH, tmp_path)
    written = (once.folder / "pages.sqlite").stat()
    again = bake(image, HASH, tmp_path)
    assert (again.folder, again.manifest_hash, again.rendered) == (
        once.folder, once.manifest_hash, 0,
    )  # fmt: skip
    assert (once.folder / "pages.sqlite").stat() == written


@pytest.mark.parametrize("name", ["pages.sqlite", "manifest.json", "pages.xxh3"])
def test_what_is_damaged_is_put_aside_and_baked_anew(image, tmp_path, name):
    once = bake(image, HASH, tmp_path)
    file = once.folder / name
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    again = bake(image, HASH, tmp_path)
    assert again.manifest_hash == once.manifest_hash
    Store(again.folder).verify(once.manifest_hash)
    assert len(list(tmp_path.glob(".damaged-*"))) == 1


def test_a_folder_is_named_after_its_image_and_may_be_read_by_a_web_server(image, tmp_path):
    baked = bake(image, HASH, tmp_path)
    assert baked.folder == tmp_path / folder_name(HASH)
    assert baked.folder.stat().st_mode & 0o777 == 0o755


def test_a_page_has_all_its_encodings(image, tmp_path):
    store = Store(bake(image, HASH, tmp_path).folder)
    plain, zipped, br = (
        store.find("/guides/jiangmen-student-enrol", JUNE, e) for e in ("identity", "gzip", "br")
    )
    assert plain.body == gzip.decompress(zipped.body) == brotli.decompress(br.body)
    assert len({plain.etag, zipped.etag, br.etag}) == 3


def test_a_failed_bake_leaves_nothing_behind(tmp_path):
    broken = small_content()
    del broken["channel", "yueyibao"]
    with pytest.raises(KeyError):
        bake(Image.of(broken), HASH, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [".lock"]


def test_what_an_interrupted_bake_left_is_swept_by_the_next(image, tmp_path):
    for name in (".baking-one", ".baking-two", ".damaged-one"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pages.sqlite").write_bytes(b"half")
    bake(image, HASH, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {
        ".lock", ".damaged-one", folder_name(HASH),
    }  # fmt: skip
    assert sweep(tmp_path) == 0


def baker(folder, seed):
    """Start a process of its own that bakes `folder`/content."""
    return subprocess.Popen(
        [sys.executable, "-c", BAKE_A_FOLDER, folder / "content", folder / f"baked-{seed}"],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

"""A baked folder is byte for byte what was baked, or it is damaged."""

import hashlib
import sqlite3
from datetime import date

import pytest

from backend.errors import YibaoError
from backend.release.bake import bake
from backend.release.folder import CHECKSUM, MANIFEST, PAGES, checksum, manifest_hash_of
from backend.release.image import Image
from backend.release.store import Damaged, Store
from backend.release.verify import rebake, verify
from tests.builders import guide, small_content
from tests.release.desk import open_office

JUNE = date(2024, 6, 1)
PAGE = "/guides/jiangmen-student-enrol"


@pytest.fixture
def baked(tmp_path):
    return bake(Image.of(small_content()), "a" * 64, tmp_path)


def test_a_folder_as_it_was_baked_is_sound(baked):
    Store(baked.folder).verify(baked.manifest_hash)
    Store(baked.folder).verify()


@pytest.mark.parametrize("place", [0, 0.5, 1])
@pytest.mark.parametrize("bit", [0x01, 0x80])
@pytest.mark.parametrize("name", [PAGES, MANIFEST, CHECKSUM])
def test_one_flipped_bit_anywhere_is_damage(baked, name, place, bit):
    flip(baked.folder / name, place, bit)
    with pytest.raises(Damaged):
        Store(baked.folder).verify(baked.manifest_hash)


@pytest.mark.parametrize("name", [PAGES, MANIFEST, CHECKSUM])
def test_a_file_cut_short_or_gone_is_damage(baked, name):
    file = baked.folder / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Damaged):
        Store(baked.folder).verify(baked.manifest_hash)
    file.unlink()
    with pytest.raises(Damaged):
        Store(baked.folder).verify(baked.manifest_hash)


def test_the_folder_of_another_release_is_not_this_one(baked, tmp_path):
    other = bake(Image.of(small_content(guide=guide(title="别的"))), "b" * 64, tmp_path)
    with pytest.raises(Damaged):
        Store(other.folder).verify(baked.manifest_hash)


def test_damage_is_told_in_chinese_and_is_an_error_of_ours(baked):
    flip(baked.folder / PAGES, 0.5, 1)
    with pytest.raises(YibaoError, match="发布文件") as told:
        Store(baked.folder).verify()
    assert told.value.code == "release_damaged"


def test_a_store_finds_pages_and_nothing_else(baked):
    store = Store(baked.folder)
    assert store.page(PAGE, JUNE)["title"] == "江门学生参保登记"
    assert store.page("/guides/none", JUNE) is None
    assert store.find(f"{PAGE}/", JUNE, "br") is None


@pytest.mark.parametrize("day", [date.min, JUNE, date.max])
def test_every_page_is_there_on_every_day(baked, day):
    store = Store(baked.folder)
    assert all(store.find(path, day, "identity") for path, *_ in store.slices())


def test_a_page_too_small_to_compress_is_sent_as_it_is(baked):
    found = Store(baked.folder).find("/regions/120000/offices", JUNE, "br")
    assert found.encoding == "identity"


def test_what_is_asked_live_is_kept_as_a_document(baked):
    store = Store(baked.folder)
    assert store.document("standard", "jiangmen-resident")["scheme"] == "resident"
    assert store.document("guide", "jiangmen-student-enrol") is None
    assert store.document("standard", "none") is None


def test_a_published_release_is_verified_page_by_page(any_app, root):
    release = open_office(root)
    assert verify(release, root) == len(pages_of(folder_of(root)))
    rebake(release)


def test_a_page_changed_together_with_its_checksum_is_found(app, root):
    release = open_office(root)
    rewrite(folder_of(root), "UPDATE body SET front = NULL, plain = CAST('{}' AS BLOB)")
    with pytest.raises(Damaged, match="/"):
        verify(release, root)


def test_pages_of_another_release_under_this_manifest_are_found(app, root):
    release = open_office(root)
    body = b'{"title": "forged"}'
    name = hashlib.sha256(body).hexdigest()
    rewrite(folder_of(root), "INSERT INTO body (id, hash, plain) VALUES (-1, ?, ?)", name, body)
    rewrite(folder_of(root), "UPDATE page SET body = -1 WHERE path = ?", PAGE)
    with pytest.raises(Damaged, match=PAGE):
        verify(release, root)


def test_a_page_that_is_missing_is_found(app, root):
    release = open_office(root)
    rewrite(folder_of(root), "DELETE FROM page WHERE path = ?", PAGE)
    with pytest.raises(Damaged, match=PAGE):
        verify(release, root)


def test_a_release_that_bakes_to_something_else_is_found(app, root):
    release = open_office(root)
    release.manifest_hash = "0" * 64
    with pytest.raises(Damaged, match="不同"):
        rebake(release)


def flip(file, place, bit):
    found = bytearray(file.read_bytes())
    found[int(place * (len(found) - 1))] ^= bit
    file.write_bytes(found)


def rewrite(folder, statement, *values):
    """Change a folder's pages behind its back, and make the checksum agree."""
    connection = sqlite3.connect(folder / PAGES)
    connection.execute(statement, values)
    connection.commit()
    connection.close()
    (folder / CHECKSUM).write_text(checksum(folder / PAGES), "ascii")


def folder_of(root):
    return next(root.glob("[0-9a-f]*-*"))


def pages_of(folder):
    assert manifest_hash_of(folder)
    return {path for path, *_ in Store(folder).slices()}

"""The index is part of the folder: whole or baked again, and taken over where nothing changed."""

import pytest

from backend.release.bake import bake
from backend.release.image import Image
from backend.release.search import index
from backend.release.store import Damaged, Store
from tests.builders import guide
from tests.release.searching import Desk, documents


def test_one_changed_guide_is_indexed_alone(tmp_path):
    Desk(tmp_path / "base")
    changed = documents()
    changed["guide", "jiangmen-pay"]["title"] = "江门城乡居民医保扣款"
    desk = Desk(tmp_path / "next", changed, tmp_path / "base")
    assert desk.made == 1
    assert desk.first("扣款") == "jiangmen-pay"
    assert desk.first("退费", "440300") == "shenzhen-child-refund"


def test_what_is_withdrawn_is_found_no_more(tmp_path):
    Desk(tmp_path / "base")
    left = documents()
    del left["guide", "shenzhen-child-refund"]
    desk = Desk(tmp_path / "next", left, tmp_path / "base")
    assert "shenzhen-child-refund" not in desk.keys("少儿医保退费", "440300")


def test_new_words_take_effect_without_indexing_anything_anew(tmp_path):
    base = Desk(tmp_path / "base")
    assert base.ask("还款", "440300")["matched"] != "found"
    changed = documents()
    changed[index.SYNONYMS] = {"key": "zh", "synonyms": [{"words": ["退费", "还款"]}]}
    desk = Desk(tmp_path / "next", changed, tmp_path / "base")
    assert desk.made == 0
    assert desk.first("还款", "440300") == "shenzhen-child-refund"


def test_a_renamed_channel_is_found_in_the_paths_through_it(tmp_path):
    Desk(tmp_path / "base")
    changed = documents()
    changed["channel", "yueyibao"]["name"] = "粤民保"
    desk = Desk(tmp_path / "next", changed, tmp_path / "base")
    assert "jiangmen-student-enrol" in desk.keys("粤民保")


def test_a_taken_over_index_answers_like_a_fresh_one(tmp_path):
    Desk(tmp_path / "base", documents(guide=guide()))
    taken = Desk(tmp_path / "taken", documents(), tmp_path / "base")
    fresh = Desk(tmp_path / "fresh", documents())
    for typed in ("医保缴费", "退费", "学生", "seyb", "古劳镇"):
        assert taken.keys(typed) == fresh.keys(typed)


def test_a_damaged_base_is_not_taken_over(tmp_path):
    Desk(tmp_path / "base")
    spoil(tmp_path / "base")
    assert Desk(tmp_path / "next", documents(), tmp_path / "base").made > 1


@pytest.mark.parametrize("what", ["changed", "missing", "stray"])
def test_a_folder_whose_search_was_touched_is_refused(tmp_path, what):
    baked = bake(Image.of(documents()), "0" * 64, tmp_path)
    store = Store(baked.folder)
    store.verify(baked.manifest_hash)
    spoil(baked.folder, what)
    with pytest.raises(Damaged):
        store.verify(baked.manifest_hash)


def test_search_does_not_enter_the_manifest(tmp_path):
    image = Image.of(documents())
    one, other = (bake(image, "0" * 64, tmp_path / name) for name in ("one", "other"))
    assert one.manifest_hash == other.manifest_hash


def spoil(baked, what="changed"):
    file = baked / index.FOLDER / index.ENTRIES
    if what == "missing":
        file.unlink()
    elif what == "stray":
        file.with_name("stray").write_text("x")
    else:
        file.write_bytes(file.read_bytes()[:-1] + b"!")

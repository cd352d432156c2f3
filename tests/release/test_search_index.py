"""The index is part of the folder: whole or baked again, and taken over where nothing changed."""

import pytest

from backend.release.bake import bake, is_whole
from backend.release.folder import Base
from backend.release.image import Image
from backend.release.search import index
from backend.release.search.made_of import MADE_OF
from backend.release.search.shelf import SHELVES
from backend.release.store import Damaged, Store
from tests.builders import guide
from tests.release.searching import Desk, documents, titled

TYPED = ("医保缴费", "退费", "学生", "seyb", "古劳镇", "粤医保", "")


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
    assert desk.made == 0
    assert "shenzhen-child-refund" not in desk.keys("少儿医保退费", "440300")
    assert "shenzhen-child-refund" not in desk.offered("深圳", "440300")


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
    assert desk.made == 2  # the channel, and the one guide that walks it
    assert "jiangmen-student-enrol" in desk.keys("粤民保")


def test_another_region_list_is_a_reason_to_write_all_anew(tmp_path):
    base = Desk(tmp_path / "base")
    changed = documents()
    changed["regions", "china"]["rows"][-1][1] = "新古劳镇"
    desk = Desk(tmp_path / "next", changed, tmp_path / "base")
    assert desk.made == base.made
    assert desk.first("新古劳镇 电话") == "heshan-gulao"


def test_release_after_release_is_taken_over_until_a_quarter_has_changed(tmp_path):
    found, base, made = documents(guide=many(40)), None, []
    for number in range(14):
        found["guide", f"city-{number}"]["title"] = f"第{number}次改过的缴费指南"
        desk = Desk(tmp_path / str(number), found, base)
        base = tmp_path / str(number)
        made.append(desk.made)
    everything = made[0]
    assert made == [everything, *[1] * 11, everything, 1]
    assert len([key for key in desk.keys("改过的缴费指南", "440700") if "city" in key]) == 14


def test_a_taken_over_index_answers_like_a_fresh_one(tmp_path):
    Desk(tmp_path / "base", documents(guide=many(16)))
    found = documents(guide=[*many(15), titled("new-refund", "江门医保退费办法", "440700")])
    found["guide", "city-3"]["title"] = "江门学生医保缴费"
    taken = Desk(tmp_path / "taken", found, tmp_path / "base")
    fresh = Desk(tmp_path / "fresh", found)
    assert taken.made < fresh.made
    for typed in TYPED:
        assert taken.keys(typed) == fresh.keys(typed), typed
        assert taken.offered(typed) == fresh.offered(typed), typed


def test_taking_over_leaves_the_base_as_it_was(tmp_path):
    Desk(tmp_path / "base")
    changed = documents()
    changed["guide", "jiangmen-pay"]["title"] = "江门城乡居民医保扣款"
    Desk(tmp_path / "next", changed, tmp_path / "base")
    assert index.is_whole(tmp_path / "base")
    assert index.is_whole(tmp_path / "next")
    shelves = [tmp_path / name / index.FOLDER / SHELVES[0] for name in ("base", "next")]
    assert shelves[0].samefile(shelves[1])


def test_a_release_outlives_the_base_it_was_taken_over_from(tmp_path):
    base = bake(Image.of(documents()), "0" * 64, tmp_path)
    changed = documents()
    changed["guide", "jiangmen-pay"]["title"] = "江门城乡居民医保扣款"
    after = bake(Image.of(changed), "1" * 64, tmp_path, base=Base.found_at(base.folder))
    for file in base.folder.rglob("*"):
        if file.is_file():
            file.unlink()
    assert is_whole(after.folder)


@pytest.mark.parametrize("what", ["changed", "missing", "stray"])
def test_a_damaged_base_is_not_taken_over(tmp_path, what):
    base = bake(Image.of(documents()), "0" * 64, tmp_path)
    spoil(base.folder, what)
    after = bake(Image.of(documents()), "1" * 64, tmp_path, base=Base.found_at(base.folder))
    assert is_whole(after.folder)
    mine, its = (folder / index.FOLDER / SHELVES[0] for folder in (after.folder, base.folder))
    assert not (its.exists() and mine.samefile(its))


@pytest.mark.parametrize("what", ["changed", "missing", "stray"])
def test_a_folder_whose_search_was_touched_is_refused_and_baked_again(tmp_path, what):
    image = Image.of(documents())
    baked = bake(image, "0" * 64, tmp_path)
    store = Store(baked.folder)
    store.verify(baked.manifest_hash)
    spoil(baked.folder, what)
    with pytest.raises(Damaged):
        store.verify(baked.manifest_hash)
    again = bake(image, "0" * 64, tmp_path)
    assert again.manifest_hash == baked.manifest_hash
    assert is_whole(again.folder)


@pytest.mark.parametrize(
    "line", ["format 0 0.25.0\n", "format 1\n", ""], ids=["older", "other", "none"]
)
def test_what_another_version_wrote_is_baked_again(tmp_path, line):
    baked = bake(Image.of(documents()), "0" * 64, tmp_path)
    sums = baked.folder / index.CHECKSUMS
    sums.write_text(line + "".join(sums.read_text().splitlines(keepends=True)[1:]))
    assert not is_whole(baked.folder)


def test_the_manifest_says_what_search_was_made_of_however_it_was_made(tmp_path):
    base = bake(Image.of(documents(guide=[guide(), *many(40)])), "0" * 64, tmp_path / "one")
    found = documents(guide=[guide(), *many(39)])
    taken = bake(Image.of(found), "1" * 64, tmp_path / "one", base=Base.found_at(base.folder))
    fresh = bake(Image.of(found), "1" * 64, tmp_path / "other")
    assert taken.manifest_hash == fresh.manifest_hash
    assert index.digest(taken.folder) == index.digest(fresh.folder) != index.digest(base.folder)


def test_other_words_make_another_manifest(tmp_path):
    found = documents()
    once = bake(Image.of(found), "0" * 64, tmp_path / "a")
    found[index.SYNONYMS] = {"key": "zh", "title": "搜索用词"}
    assert bake(Image.of(found), "0" * 64, tmp_path / "b").manifest_hash != once.manifest_hash


def many(count):
    return [titled(f"city-{n}", f"江门第{n}个医保指南", "440700") for n in range(count)]


def spoil(baked, what="changed"):
    file = baked / index.FOLDER / SHELVES[0]
    if what == "missing":
        file.unlink()
    elif what == "stray":
        (baked / index.FOLDER / MADE_OF).with_name("stray").write_text("x")
    else:
        file.write_bytes(file.read_bytes()[:-1] + b"!")

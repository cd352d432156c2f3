"""People find what they mean, however they type it, and their own region's first."""

import time

import pytest

from backend.release.search import index
from backend.release.search.show import path_form
from backend.release.search.suggest import suggest
from tests.builders import guide
from tests.release.searching import SYNONYMS, Desk, documents, titled

QUICK = 0.1  # CPU seconds for a search and a suggestion


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("search"))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("少儿医保退费", "shenzhen-child-refund"),
        ("退费", "shenzhen-child-refund"),
        ("小孩怎么退钱", "shenzhen-child-refund"),
        ("少兒醫保退費", "shenzhen-child-refund"),
        ("少儿医保退废", "shenzhen-child-refund"),
        ("shaoer tuifei", "shenzhen-child-refund"),
        ("seybtf", "shenzhen-child-refund"),
        ("ｓｅｙｂｔｆ", "shenzhen-child-refund"),
        ("少儿医保颓废", "shenzhen-child-refund"),
    ],
)
def test_a_guide_is_found_however_it_is_typed(desk, typed, key):
    assert desk.first(typed, "440300") == key


@pytest.mark.parametrize(
    "typed",
    [
        "8761233",
        "0750-8761233",
        "0750 8761233",
        "+86 750 876 1233",
        "8761",
        "古劳镇 电话",
        "古劳镇服务在哪 电话",
        "中华大道31号",
    ],
)
def test_an_office_is_found_by_number_place_and_address(desk, typed):
    assert desk.first(typed) == "heshan-gulao"


def test_no_two_suggestions_read_the_same(tmp_path):
    ways = [
        guide(key=f"way-{n}", title=f"新生儿参保（{n}）", aliases=["新生儿怎么上医保"], routes=None)
        for n in "ab"
    ]
    desk = Desk(tmp_path / "a", documents(guide=ways))
    place = desk.opened.gazetteer.place("440784")
    found = suggest(desk.opened, desk.shown, "新生儿怎么", place, 10)["results"]
    assert [each["matched_name"] for each in found[:2]] == ["新生儿怎么上医保", "新生儿参保（b）"]


def test_what_a_standard_states_is_found_by_other_words_for_it(tmp_path):
    synonyms = {**SYNONYMS, "synonyms": [{"words": ["财政补助", "政府给补"]}]}
    desk = Desk(tmp_path / "a", {**documents(), index.SYNONYMS: synonyms})
    assert desk.first("政府给补多少钱", "440784") == "jiangmen-resident"


def test_who_asks_for_one_side_is_not_served_by_the_other(tmp_path):
    found = documents(guide=[
        titled("staff-outpatient", "江门职工门诊报销", "440700"),
        titled("child-outpatient", "江门学生看门诊怎么报销", "440700"),
    ])  # fmt: skip
    desk = Desk(tmp_path / "a", found)
    assert desk.first("小孩看门诊", "440700") == "child-outpatient"
    assert desk.first("职工看门诊", "440700") == "staff-outpatient"


def test_what_many_guides_refer_to_comes_first_of_equals(tmp_path):
    found = documents(guide=[
        titled("a-filing", "异地备案甲", "440700"),
        titled("b-filing", "异地备案乙", "440700"),
        titled("c-filing", "江门退费", "440700", related=["b-filing"]),
    ])  # fmt: skip
    desk = Desk(tmp_path / "a", found)
    assert desk.keys("异地备案", "440700")[:2] == ["b-filing", "a-filing"]


def test_every_result_says_what_it_is_from_where_and_how_fresh(desk):
    for result in desk.ask("粤医保 学生医保 多少钱 电话")["results"]:
        assert result["type_label"]
        assert result["title"]
        assert result["region"].keys() == {"code", "name"}
        assert result["region_relation_label"]
        assert result["snippet"] or result["path_text"]
        assert {"status_label", "verified_on", "doubtful"} <= result.keys()


def test_where_a_result_is_from_is_said(desk):
    found = desk.ask("医保缴费", "440784")["results"]
    how = {result["key"]: result["region_relation"] for result in found}
    assert how["jiangmen-pay"] == "above"
    assert how["shenzhen-child-pay"] == "elsewhere"


def test_what_is_partial_is_no_answer_and_stands_below_answers(desk):
    found = desk.ask("医保退费", "100000")["results"]
    keys = [result["key"] for result in found]
    assert keys.index("national-refund") > keys.index("shenzhen-child-refund")
    partial = found[keys.index("national-refund")]
    assert partial["completeness"] == "partial"
    assert partial["partial_reason"] == partial["snippet"] == "原文截断"
    assert "path" not in partial


def test_a_partial_one_of_a_place_is_a_clue_where_nothing_answers(tmp_path):
    found = documents(guide=[
        titled("hunan-refund", "湖南医保退费", "430000", completeness="partial",
               partial_reason="原文截断", summary="退回原来的银行卡。"),
        titled("national-account", "医保账户", "100000", summary="医保账户里的钱可以退费。"),
    ])  # fmt: skip
    answer = Desk(tmp_path / "a", found).ask("医保退费", "430000")
    assert answer["results"][0]["key"] == "hunan-refund"
    assert answer["results"][0]["snippet"] == "原文截断"
    assert answer["matched"] == "partial"
    assert "线索" in answer["message"]


def test_what_is_partial_is_never_offered_as_usual(desk):
    assert "national-refund" not in desk.keys("", "100000")
    assert "national-refund" not in desk.keys("量子力学", "100000")
    assert "national-refund" not in desk.offered("", "100000")


def test_the_menu_path_that_was_asked_for_is_shown(desk):
    result = desk.ask("粤医保 社保缴费")["results"][0]
    assert result["key"] == "jiangmen-student-enrol"
    assert result["path_text"].startswith("粤医保 › ")


def test_a_menu_path_says_what_one_does_unless_one_taps_or_the_label_says_it():
    path = [
        ["津心办", "open"],
        ["首页", "open"],
        ["办事", "tap"],
        ["短信验证", "verify"],
        ["姓名", "input"],
    ]
    assert path_form(path)["path_text"] == "津心办 › 打开「首页」 › 办事 › 短信验证 › 填「姓名」"


def test_the_cells_that_were_asked_for_are_shown(desk):
    result = desk.ask("江门住院封顶线")["results"][0]
    assert result["key"] == "jiangmen-resident-benefit"
    assert "住院封顶线每年54万元" in result["snippet"]


def test_amounts_are_those_of_the_day(desk):
    result = desk.ask("居民医保多少钱")["results"][0]
    assert result["key"] == "jiangmen-resident"
    assert "406" in result["snippet"]
    assert result["status"] == "carried_over"
    assert not any("{{" in r["snippet"] for r in desk.ask("学生医保")["results"])


def test_nothing_found_still_shows_what_the_region_uses_most(desk):
    found = desk.ask("量子力学")
    assert found["matched"] in ("nothing", "similar")
    assert found["results"]
    assert found["message"]


@pytest.mark.parametrize("region", ["100000", "120000", "430000", "440300", "440784103"])
@pytest.mark.parametrize("typed", ["", "的", "？？", "量子力学", "qqqq", "99999999", "emoji 😀"])
def test_no_page_is_empty(desk, typed, region):
    assert desk.ask(typed, region)["results"]


def test_what_the_own_region_uses_comes_before_what_the_nation_does(desk):
    found = desk.ask("", "440784")["results"]
    how = [result["region_relation"] for result in found]
    assert found[0]["region"]["code"] != "100000"
    assert set(how) == {"above"}


def test_nothing_asked_shows_what_the_region_uses_most(desk):
    found = desk.ask("")
    assert found["matched"] == "popular"
    assert found["results"][0]["key"] == "jiangmen-student-enrol"


def test_no_two_characters_of_a_title_go_without_it(desk):
    for item in desk.image.of_type("guide"):
        title = desk.image[item]["title"]
        for at in range(len(title) - 1):
            found = desk.ask(title[at : at + 2], desk.image[item]["region"])
            assert found["results"], title[at : at + 2]


@pytest.mark.parametrize(
    "typed",
    ["异地就医" * 2500, "a" * 10_000, "1" * 10_000, '")(OR*:^~-+[]{}', "'; DROP TABLE entry; --",
     "\x00\x01\u202e", "😀" * 500, "％％％", "省" * 300, "-" * 10_000, "深圳" * 5_000,
     "AND OR NOT +a -b title:x", "\ud800", "a" * 39 + "医", "ſ" * 500, "㊙㍿" * 200],
)  # fmt: skip
def test_hostile_input_is_answered_quickly(desk, typed):
    began = time.thread_time()
    found, offered = desk.ask(typed), desk.offered(typed)
    assert time.thread_time() - began < QUICK
    assert found["results"]
    assert isinstance(offered, list)
    assert len(found["q"]) <= 400


def test_what_is_excluded_from_a_region_is_not_its_first_answer(tmp_path):
    found = documents(guide=[
        titled("province-pay", "广东医保缴费", "440000", excludes=["440300"]),
        titled("shenzhen-pay", "深圳医保在线缴费", "440300"),
    ])  # fmt: skip
    desk = Desk(tmp_path / "a", found)
    assert desk.first("医保缴费", "440784") == "province-pay"
    assert desk.ask("医保缴费", "440300")["results"][0]["key"] == "shenzhen-pay"


def test_what_is_no_longer_in_force_gives_way(tmp_path):
    found = documents(guide=[
        titled("old-pay", "江门医保缴费", "440700", valid_to="2025-01-01"),
        titled("new-pay", "江门医保缴费办法", "440700", valid_from="2025-01-01"),
    ])  # fmt: skip
    results = Desk(tmp_path / "a", found).ask("医保缴费", "440700")["results"]
    states = {result["key"]: result["status"] for result in results}
    assert results[0]["key"] == "new-pay"
    assert states["old-pay"] == "ended"


@pytest.mark.parametrize(
    ("typed", "key"),
    [("深", "shenzhen-child-pay"), ("少儿医", "shenzhen-child-pay"), ("szse", "shenzhen-child-pay"),
     ("shenzhens", "shenzhen-child-pay"), ("shao", "shenzhen-child-pay"),
     ("退", "shenzhen-child-refund"), ("粤", "yueyibao")],
)  # fmt: skip
def test_names_are_offered_as_one_types(desk, typed, key):
    assert key in desk.offered(typed, "440300")[:2]


def test_the_more_used_is_offered_first(desk):
    offered = desk.offered("少儿", "440300")
    assert offered.index("shenzhen-child-pay") < offered.index("shenzhen-child-refund")


def test_with_nothing_typed_the_most_used_is_offered(desk):
    assert desk.offered("", "440784")[0] == "jiangmen-student-enrol"

"""The chosen region's own comes first; a place in the query wins; a word that sounds so is none."""

import pytest

from tests.release.searching import Desk, documents, titled


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("search"))


def test_the_chosen_region_comes_first(desk):
    assert desk.first("居民医保缴费", "440784") == "jiangmen-pay"
    assert desk.first("医保缴费", "440300") == "shenzhen-child-pay"


def test_a_place_in_the_query_wins_over_the_chosen_region(desk):
    found = desk.ask("深圳医保缴费", "440784")
    assert found["results"][0]["key"] == "shenzhen-child-pay"
    assert found["region"] == {"code": "440300", "name": "深圳市"}
    assert found["region_named"]


@pytest.mark.parametrize(
    ("typed", "region", "key"),
    [
        ("天津户口在深圳看病", "100000", None),
        ("shenzhen yibao jiaofei", "440784", "shenzhen-child-pay"),
        ("szybjf", "440300", "shenzhen-child-pay"),
        ("深圳市医保缴费", "120000", "shenzhen-child-pay"),
        ("身圳医保缴费", "120000", "shenzhen-child-pay"),
    ],
)
def test_whose_place_it_is_is_understood(desk, typed, region, key):
    found = desk.ask(typed, region)
    if key is None:
        assert found["region"]["name"] == "天津市"
    else:
        assert found["results"][0]["key"] == key


@pytest.mark.parametrize(
    "typed", ["意外伤害", "抚养权", "异常状态", "遵医嘱买药", "停保还扣钱", "补贴申请", "同仁医院"]
)
def test_what_only_sounds_like_a_place_moves_nobody_there(desk, typed):
    found = desk.ask(typed, "440300")
    assert found["region"] == {"code": "440300", "name": "深圳市"}
    assert not found["region_named"]


@pytest.mark.parametrize(
    ("typed", "region", "meant"),
    [
        ("去深圳看病怎么备案", "430000", "湖南省"),
        ("去深圳看病怎么备案", "440300", "深圳市"),
        ("去深圳看病怎么备案", "100000", "深圳市"),
        ("外地人去深圳看病怎么备案", "430000", "深圳市"),
    ],
)
def test_where_one_goes_is_not_where_one_is_insured(desk, typed, region, meant):
    assert desk.ask(typed, region)["region"]["name"] == meant


def test_a_places_own_way_stands_before_the_nations_to_the_same_end(tmp_path):
    found = documents(guide=[
        titled("national-filing", "异地就医备案", "100000", service="file"),
        titled("hunan-filing", "湖南省异地就医备案", "430000", service="file"),
    ])  # fmt: skip
    desk = Desk(tmp_path / "a", found)
    assert desk.keys("异地就医备案", "430000")[:2] == ["hunan-filing", "national-filing"]
    assert desk.first("异地就医备案", "440300") == "national-filing"
    for typed in ("异地就医", "yidi", "ydjy"):
        assert desk.offered(typed, "430000")[0] == "hunan-filing"


@pytest.mark.parametrize("typed", ["古劳镇", "古劳", "古劳 医保", "鹤山古劳", "古劳镇周末上班吗"])
def test_who_names_a_town_and_little_else_wants_its_office(desk, typed):
    assert desk.first(typed, "440784") == "heshan-gulao"

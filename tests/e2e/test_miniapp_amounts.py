"""Standards and the calculator: of which region, of which day, and whose answer stands."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.reading import reader
from tests.e2e.test_miniapp_journeys import pick_date
from tests.miniapp.phone import forgive

pytestmark = pytest.mark.xdist_group("e2e")


@pytest.fixture
def on_phone(chrome, server):
    with reader(chrome, server) as somebody:
        yield somebody


@pytest.mark.parametrize("place", ["算一算", "各项标准"])
def test_amounts_follow_the_region_and_lead_to_another(on_phone, place):
    on_phone.open(on="2026-11-26")
    on_phone.sees("遇到什么事")
    on_phone.press(on_phone.link(place))
    on_phone.sees("还没有收录全国的")
    move(on_phone, "深圳市")
    on_phone.sees("深圳职工医保一档缴费标准")
    on_phone.press(on_phone.button("返回"))
    move(on_phone, "天津市")
    on_phone.press(on_phone.link(place))
    on_phone.sees("天津")
    expect(on_phone.screen).not_to_contain_text("深圳")
    move(on_phone, "湖南省")
    on_phone.sees("湖南省城乡居民医保缴费标准")
    expect(on_phone.screen).not_to_contain_text("天津")


def test_standards_of_a_link_say_of_which_region_until_another_is_chosen(on_phone):
    on_phone.open()
    on_phone.lives_in("深圳市")
    on_phone.open("standards/index?region=430000")
    on_phone.sees("湖南省换地区")
    on_phone.sees("湖南省城乡居民医保缴费标准")
    move(on_phone, "深圳市")
    on_phone.sees("深圳职工医保一档缴费标准")


def test_the_answer_to_what_was_asked_last_stands(on_phone):
    """The first standard's amount and one region's choices come late, when others are asked for."""
    on_phone.open(on="2026-11-26")
    on_phone.lives_in("深圳市")
    on_phone.press(on_phone.link("算一算"))
    on_phone.sees("134.66元/月")
    late = []
    first = re.compile(r"contribution\?standard=shenzhen-employee&")
    on_phone.page.route(first, lambda route: late.extend([route]))
    on_phone.press(on_phone.button("深圳职工医保一档缴费标准"))
    on_phone.press(on_phone.button("深圳职工医保二档缴费标准"))
    on_phone.sees("单位交 0.8%")
    let_go(on_phone, late)
    on_phone.sees("单位交 0.8%")
    expect(on_phone.screen).not_to_contain_text("134.66")
    late.clear()
    on_phone.press(on_phone.button("深圳职工医保一档缴费标准"))
    move(on_phone, "天津市")
    on_phone.sees("先看2025年度的：100元/年")
    let_go(on_phone, late)
    on_phone.sees("100元/年")
    expect(on_phone.screen).not_to_contain_text("深圳")


def test_days_that_cannot_be_are_not_offered_and_a_refusal_asks_for_another(on_phone):
    place = "calculator/index?rule=tianjin-newborn-coverage-start"
    on_phone.open(f"{place}&birth_date=2040-01-01", on="2026-11-26")
    on_phone.sees("出生日期选日期")
    on_phone.press(on_phone.button("出生日期").first)
    expect(on_phone.page.get_by_role("option", name="2026年", exact=True)).to_have_count(1)
    expect(on_phone.page.get_by_role("option", name="2027年", exact=True)).to_have_count(0)
    on_phone.press(on_phone.button("确定"))
    pick_date(on_phone, on_phone.button("缴费日期").first, "2026年", "11月", "1日")
    forgive(on_phone.page, "/api/v1/estimates/coverage-start")
    on_phone.sees("缴费日期不能早于出生日期，请改上面填的。")
    expect(on_phone.button("再试一次")).to_have_count(0)
    pick_date(on_phone, on_phone.button("缴费日期").first, "2026年", "12月", "1日")
    on_phone.sees("待遇从这天开始2026年11月26日")


@pytest.mark.parametrize("width", [320, 390])
def test_bars_begin_together_and_are_as_long_as_their_amounts(on_phone, width):
    on_phone.page.set_viewport_size({"width": width, "height": 844})
    on_phone.open("standard/index?key=hunan-resident", on="2025-01-01")
    on_phone.sees("历年标准")
    bars = on_phone.screen.locator("history-chart .history-chart--bar")
    expect(bars).to_have_count(2)
    less, more = sorted((bar.bounding_box() for bar in bars.all()), key=lambda box: box["width"])
    assert less["x"] == more["x"]
    assert less["width"] / more["width"] == pytest.approx(0.95, abs=0.005)


def move(somebody, name):
    """Choose another region on any page that names one."""
    somebody.press(somebody.screen.get_by_role("button", name="换地区"))
    somebody.page.get_by_label("地名或拼音").fill(name)
    row = somebody.screen.locator(".row-text").get_by_text(name, exact=True).first
    somebody.press(row)


def let_go(somebody, late):
    """Let late answers in, and give the screen time to follow them."""
    while not late:
        somebody.page.wait_for_timeout(20)
    for route in late:
        with somebody.page.expect_response(route.request.url):
            route.continue_()
    somebody.page.wait_for_timeout(300)

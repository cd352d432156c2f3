"""An answer that comes late, after one left the page or chose another region, changes nothing."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.e2e.reading import reader

pytestmark = pytest.mark.xdist_group("e2e")
PLACE = {"lat": 22.7, "lng": 112.9}
SOMEWHERE = {"latitude": 22.76, "longitude": 112.96}


@pytest.fixture
def on_phone(chrome, server):
    with reader(chrome, server, service_workers="block") as somebody:
        yield somebody


@contextmanager
def slow(somebody, pattern):
    """Hold back what is asked for inside, and answer it at the end."""
    held = []
    somebody.page.route(pattern, lambda route: held.extend([route]))
    yield held
    for route in held:
        route.continue_()
    somebody.page.wait_for_load_state("networkidle")
    somebody.page.unroute(pattern)


def until_asked(somebody, held):
    while not held:
        somebody.page.wait_for_timeout(20)


def moves_to(somebody, name):
    somebody.press(somebody.screen.get_by_role("button", name="换地区"))
    somebody.page.get_by_label("地名或拼音").fill(name)
    somebody.press(somebody.screen.get_by_role("button", name=name).first)


@pytest.fixture
def with_places(on_phone, server):
    """Return a reader who is told where the offices of 鹤山 are."""
    listed = server.page("/regions/440784/offices")

    listed["offices"] = [office | {"location": PLACE} for office in listed["offices"]]

    on_phone.page.context.grant_permissions(["geolocation", "clipboard-read", "clipboard-write"])
    on_phone.page.context.set_geolocation(SOMEWHERE)
    on_phone.page.route("**/regions/440784/offices", lambda route: route.fulfill(json=listed))
    return on_phone


def test_a_page_that_was_left_does_not_name_the_one_on_top(on_phone):
    on_phone.open()
    on_phone.lives_in("深圳市")
    with slow(on_phone, "**/api/v1/guides/shenzhen-child-pay") as held:
        on_phone.press(on_phone.link("深圳少儿医保缴费").first)
        until_asked(on_phone, held)
        on_phone.press(on_phone.button("返回", exact=True))
        on_phone.titled("医保指路")
    on_phone.titled("医保指路")


def test_a_page_is_named_when_one_comes_back_to_it(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-pay")
    on_phone.titled("缴费")
    on_phone.press(on_phone.link("公众号“深圳税务”").first)
    on_phone.press(on_phone.button("返回", exact=True))
    on_phone.titled("缴费")


def test_what_was_found_is_found_anew_for_another_region(on_phone):
    on_phone.open()
    on_phone.lives_in("湖南省")
    on_phone.open("search/index?q=%E5%8F%82%E4%BF%9D")
    on_phone.sees("办事指南")
    moves_to(on_phone, "深圳市")
    on_phone.titled("搜索")
    expect(on_phone.link("深圳少儿医保参保").first).to_be_visible()
    on_phone.press(on_phone.link("深圳少儿医保参保").first)
    on_phone.page.go_back()
    on_phone.titled("搜索")


def test_how_far_offices_are_is_not_said_of_another_region(with_places):
    with_places.open()
    with_places.lives_in("鹤山市")
    with_places.press(with_places.tab("网点"))
    with slow(with_places, "**/offices/nearest?**") as held:
        with_places.press(with_places.button("按远近排"))
        with_places.press(with_places.button("允许", exact=True))
        until_asked(with_places, held)
        moves_to(with_places, "哈尔滨市")
        with_places.titled("网点")
        with_places.sees("哈尔滨")
    expect(with_places.screen).not_to_contain_text("没有坐标")


def test_where_no_office_has_coordinates_nobody_is_asked_where_they_are(on_phone):
    on_phone.open()
    on_phone.lives_in("鹤山市")
    on_phone.press(on_phone.tab("网点"))
    on_phone.sees("古劳镇")
    expect(on_phone.button("按远近排")).to_have_count(0)


def test_who_refused_the_place_is_led_to_the_settings(with_places):
    with_places.open()
    with_places.lives_in("鹤山市")
    with_places.press(with_places.tab("网点"))
    with_places.press(with_places.button("按远近排"))
    with_places.press(with_places.button("不允许"))
    with_places.sees("点“去设置”打开“位置信息”")
    with_places.press(with_places.button("去设置"))
    with_places.press(with_places.button("允许", exact=True))
    with_places.press(with_places.button("按远近排"))
    with_places.sees("没有坐标")

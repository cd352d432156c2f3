"""The browser host: bars, menu, scrolling, pulling, and the frame on a desk."""

import pytest
from playwright.sync_api import expect

from tests.miniapp.handling import call, clipboard, key, log, menu, pull, title

pytestmark = pytest.mark.xdist_group("miniapp")


def test_a_page_hears_of_scrolling_and_of_its_end(phone):
    phone.locator(".go").tap()
    expect(phone.get_by_text("没滚")).to_be_visible()
    call(phone, "pageScrollTo", scrollTop=99999, duration=0)
    expect(phone.get_by_text("滚过")).to_be_attached()
    assert log(phone).count("deep onReachBottom") == 1
    call(phone, "pageScrollTo", selector="#middle", duration=0)
    top = phone.locator("wx-page:not([hidden])").evaluate("e => e.scrollTop")
    assert 0 < top < 300


def test_a_page_is_where_it_was_when_one_comes_back(phone):
    phone.locator(".go").tap()
    call(phone, "pageScrollTo", scrollTop=400, duration=0)
    call(phone, "navigateTo", url="/pages/parts/index")
    phone.go_back()
    expect(phone.locator("h1")).to_have_text("深处")
    assert phone.locator("wx-page:not([hidden])").evaluate("e => e.scrollTop") == 400


def test_a_page_is_pulled_down_to_refresh_it(phone):
    phone.locator(".go").tap()
    expect(key(phone)).to_be_visible()
    pull(phone, by=40)
    assert "deep onPullDownRefresh" not in log(phone)
    pull(phone, by=200)
    assert log(phone)[-1] == "deep onPullDownRefresh"
    sign = phone.locator(".phone-pull")
    expect(sign).to_have_css("height", "60px")
    call(phone, "stopPullDownRefresh")
    expect(sign).to_have_css("height", "0px")


def test_the_bar_takes_title_and_colours(phone):
    call(phone, "setNavigationBarTitle", title="新的题目")
    expect(title(phone)).to_have_text("新的题目")
    assert phone.title() == "新的题目"
    call(phone, "setNavigationBarColor", frontColor="#ffffff", backgroundColor="#ff0000")
    expect(phone.locator("header")).to_have_css("background-color", "rgb(255, 0, 0)")
    phone.locator(".go").tap()
    expect(phone.locator("header")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_dark_is_dark(phone):
    phone.emulate_media(color_scheme="dark")
    expect(phone.locator("header")).to_have_css("background-color", "rgb(16, 24, 32)")
    assert log(phone)[-1] == "app theme dark"
    assert phone.evaluate("wx.getAppBaseInfo().theme") == "dark"


def test_the_menu_shares_refreshes_and_leads_home(phone):
    phone.locator(".go").tap()
    menu(phone, "转发给朋友")
    card = phone.get_by_role("dialog", name="转发给朋友")
    expect(card).to_contain_text("从menu转发")
    card.get_by_role("button", name="复制链接").tap()
    assert clipboard(phone) == f"从menu转发\n{phone.probe}#/pages/deep/index?key=shared"
    menu(phone, "刷新")
    assert log(phone)[-1] == "deep onPullDownRefresh"
    menu(phone, "回到首页")
    expect(title(phone)).to_have_text("探针")


def test_on_a_desk_the_phone_stands_in_a_frame(desk):
    box = desk.locator(".phone").bounding_box()
    assert box["width"] == 410
    assert box["height"] <= 900
    expect(desk.get_by_label("看看某一天的内容")).to_be_visible()
    half = desk.locator(".half").bounding_box()
    assert half["width"] == 195
    desk.get_by_label("看看某一天的内容").fill("2024-12-31")
    desk.get_by_role("button", name="看这一天").click()
    desk.wait_for_url("**/?on=2024-12-31#/pages/home/index")
    assert desk.evaluate("wx.getLaunchOptionsSync().query") == {"on": "2024-12-31"}

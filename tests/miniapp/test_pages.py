"""The browser host: pages come and go as on a phone, and as in a browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("miniapp")
DEEP = "/pages/deep/index?key=a"


def test_the_first_page_opens_with_its_life(phone):
    assert log(phone) == ["app launch", "app show", "home onLoad", "home onShow", "home onReady"]
    assert phone.url.endswith("#/pages/home/index")
    assert phone.title() == "探针"


def test_one_goes_deep_and_comes_back(phone):
    phone.locator(".go").tap()
    expect(title(phone)).to_have_text("深处")
    assert phone.url.endswith("#/pages/deep/index?key=a")
    back(phone).tap()
    expect(title(phone)).to_have_text("探针")
    assert log(phone)[5:] == [
        "home onHide", "deep onLoad", "deep onShow", "deep onReady", "deep onUnload", "home onShow",
    ]  # fmt: skip
    assert phone.url.endswith("#/pages/home/index")


def test_the_browser_goes_back_and_forward_through_the_same_pages(phone):
    phone.locator(".go").tap()
    phone.locator(".again").tap()
    expect(key(phone)).to_have_text("ax")
    phone.go_back()
    expect(key(phone)).to_have_text("a")
    phone.go_back()
    expect(title(phone)).to_have_text("探针")
    phone.go_forward()
    expect(key(phone)).to_have_text("a")
    back(phone).tap()
    expect(title(phone)).to_have_text("探针")


def test_what_comes_after_a_page_was_closed_harms_nothing(phone):
    phone.locator(".go").tap()
    expect(key(phone)).to_have_text("a")
    phone.evaluate("globalThis.leftPage = getCurrentPages()[1]")
    back(phone).tap()
    expect(title(phone)).to_have_text("探针")
    phone.evaluate("globalThis.leftPage.setData({ late: true, key: 'late' })")
    phone.locator(".go").tap()
    expect(key(phone)).to_have_text("a")


def test_two_steps_back_at_once(phone):
    phone.locator(".go").tap()
    phone.locator(".again").tap()
    expect(key(phone)).to_have_text("ax")
    call(phone, "navigateBack", delta=2)
    expect(title(phone)).to_have_text("探针")
    assert stack(phone) == ["pages/home/index"]


def test_going_on_before_going_back_has_ended_keeps_the_order(phone):
    phone.locator(".go").tap()
    phone.evaluate(f"wx.navigateBack(); wx.navigateTo({{ url: '{DEEP}2' }})")
    expect(key(phone)).to_have_text("a2")
    assert stack(phone) == ["pages/home/index", "pages/deep/index"]
    back(phone).tap()
    expect(title(phone)).to_have_text("探针")


def test_a_reload_keeps_the_page_and_the_way_back(phone):
    phone.locator(".go").tap()
    phone.reload()
    expect(key(phone)).to_have_text("a")
    assert log(phone)[2:] == ["deep onLoad", "deep onShow", "deep onReady"]
    back(phone).tap()
    expect(title(phone)).to_have_text("探针")


def test_a_link_opens_a_page_deep_inside_with_a_way_home(unopened):
    phone = unopened
    phone.goto(phone.probe + "?on=2024-12-31#" + DEEP)
    expect(key(phone)).to_have_text("a")
    assert phone.evaluate("getApp().launched") == {
        "path": "pages/deep/index", "query": {"on": "2024-12-31", "key": "a"}, "scene": 1001,
        "referrerInfo": {},
    }  # fmt: skip
    assert back(phone).count() == 0
    phone.get_by_role("button", name="回到首页").tap()
    expect(title(phone)).to_have_text("探针")
    assert "on=2024-12-31" in phone.url


def test_an_address_somebody_writes_is_followed(phone):
    phone.evaluate("location.hash = '#/pages/deep/index?key=written'")
    expect(key(phone)).to_have_text("written")


def test_values_in_an_address_are_handed_over_as_they_are_written(phone):
    phone.evaluate("location.hash = '#/pages/deep/index?key=' + encodeURIComponent('a=b&退费')")
    expect(key(phone)).to_have_text("a%3Db%26%E9%80%80%E8%B4%B9")


def test_an_address_of_no_page_leads_home_and_says_so(unopened):
    unopened.goto(unopened.probe + "#/pages/gone/index")
    expect(title(unopened)).to_have_text("探针")
    expect(unopened.get_by_text("页面不存在，已回到首页").first).to_be_visible()


def test_tabs_stay_open_beside_each_other(phone):
    tab(phone, "别处").tap()
    expect(tab(phone, "别处")).to_have_attribute("aria-current", "page")
    tab(phone, "家").tap()
    assert log(phone)[5:] == [
        "home onHide", "other onLoad", "other onShow", "other onReady", "other onHide",
        "home onShow",
    ]  # fmt: skip
    tab(phone, "家").tap()
    assert log(phone)[-1] == "home onTabItemTap"
    phone.go_back()
    expect(tab(phone, "别处")).to_have_attribute("aria-current", "page")


def test_going_to_a_tab_closes_what_lies_over_it(phone):
    phone.locator(".go").tap()
    call(phone, "switchTab", url="/pages/other/index")
    expect(phone.locator("wx-page:not([hidden])")).to_have_text("别处")
    assert stack(phone) == ["pages/other/index"]
    assert "deep onUnload" in log(phone)
    assert "home onUnload" not in log(phone)


def test_one_page_can_take_the_place_of_another(phone):
    phone.locator(".go").tap()
    call(phone, "redirectTo", url=DEEP)
    assert log(phone).count("deep onUnload") == 1
    assert log(phone).count("deep onLoad") == 2
    back(phone).tap()
    expect(title(phone)).to_have_text("探针")


def test_starting_again_closes_everything(phone):
    tab(phone, "别处").tap()
    phone.evaluate("wx.navigateTo({ url: '/pages/deep/index?key=a' })")
    expect(key(phone)).to_have_text("a")
    call(phone, "reLaunch", url="/pages/home/index")
    assert stack(phone) == ["pages/home/index"]
    assert log(phone).count("other onUnload") == 1
    assert log(phone).count("home onUnload") == 1
    assert log(phone).count("home onLoad") == 2


@pytest.mark.parametrize(
    ("name", "url", "why"),
    [
        ("navigateTo", "/pages/gone/index", 'page "pages/gone/index" is not found'),
        ("navigateTo", "/pages/other/index", '"pages/other/index" is in the tab bar'),
        ("switchTab", "/pages/deep/index", '"pages/deep/index" is not in the tab bar'),
        ("navigateBack", "", "cannot navigate back at first page"),
    ],
)
def test_a_way_that_is_not_there_is_refused(phone, name, url, why):
    assert call(phone, name, url=url).startswith(f"{name}:fail {why}")
    assert stack(phone) == ["pages/home/index"]


def test_at_most_ten_pages_are_open(phone):
    for _ in range(9):
        assert call(phone, "navigateTo", url=DEEP) == "navigateTo:ok"
    assert "at most 10 pages" in call(phone, "navigateTo", url=DEEP)


def test_relative_addresses_start_at_the_page(phone):
    call(phone, "navigateTo", url="../deep/index?key=r")
    expect(key(phone)).to_have_text("r")


def test_a_page_hears_of_scrolling_and_of_its_end(phone):
    phone.locator(".go").tap()
    expect(phone.get_by_text("没滚")).to_be_visible()
    call(phone, "pageScrollTo", scrollTop=99999, duration=0)
    expect(phone.get_by_text("滚过")).to_be_attached()
    assert log(phone).count("deep onReachBottom") == 1
    call(phone, "pageScrollTo", selector="#middle", duration=0)
    top = phone.locator("wx-page:not([hidden])").evaluate("e => e.scrollTop")
    assert 0 < top < 300


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


def test_it_opens_without_a_network_once_it_was_open(phone):
    phone.evaluate("navigator.serviceWorker.ready")
    phone.context.set_offline(True)
    phone.reload()
    phone.locator(".go").tap()
    expect(key(phone)).to_have_text("a")
    assert phone.evaluate("wx.getNetworkType()")["networkType"] == "none"
    phone.context.set_offline(False)


def call(page, name, **options):
    """Call `wx.name` and return its `errMsg`, however it ends."""
    script = "([name, options]) => wx[name](options).catch(e => e).then(r => r.errMsg)"
    return page.evaluate(script, [name, options])


def log(page):
    page.wait_for_timeout(100)  # onReady comes with the next frame
    return page.evaluate("getApp().log")


def stack(page):
    return page.evaluate("getCurrentPages().map(({ route }) => route)")


def title(page):
    return page.locator("h1")


def key(page):
    return page.locator("wx-page:not([hidden]) .key")


def back(page):
    return page.get_by_role("button", name="返回", exact=True)


def tab(page, name):
    return page.get_by_role("link", name=name, exact=True)


def menu(page, entry):
    page.get_by_role("button", name="更多").tap()
    page.get_by_role("button", name=entry).tap()


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def pull(page, by):
    """Pull the page down with a finger."""
    script = """([type, y]) => {
      const target = document.querySelector('wx-page:not([hidden])');
      const touch = new Touch({ identifier: 1, target, clientX: 100, clientY: y });
      const held = { touches: type === 'touchend' ? [] : [touch], changedTouches: [touch] };
      target.dispatchEvent(new TouchEvent(type, { ...held, bubbles: true }));
    }"""
    for type_, y in (("touchstart", 100), ("touchmove", 100 + by), ("touchend", 100 + by)):
        page.evaluate(script, [type_, y])

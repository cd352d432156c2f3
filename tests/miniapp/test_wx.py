"""The browser host: what `wx` does here, and how it says what it does not do."""

import pytest
from playwright.sync_api import expect

from tests.miniapp.handling import call, clipboard
from tests.miniapp.phone import forgive

pytestmark = pytest.mark.xdist_group("miniapp")
ORIGIN = "https://probe.example"


def test_what_is_not_there_throws_and_names_itself(phone):
    said = phone.evaluate("(() => { try { wx.scanCode() } catch (e) { return e.message } })()")
    assert said.startswith("wx.scanCode is not there in a browser")


def test_can_i_use_is_truthful(phone):
    asked = ["getLocation", "scanCode", "button.open-type.share", "input.nothing", "map", "view"]
    assert phone.evaluate("asked => asked.map(wx.canIUse)", asked) == [
        True, False, True, False, False, True,
    ]  # fmt: skip


def test_answers_come_by_callback_where_one_is_given(phone):
    script = """new Promise(resolve => {
      const said = [];
      const note = how => answer => said.push(`${how} ${answer.errMsg}`);
      const returned = wx.getStorage({ key: 'no', success: note('success'), fail: note('fail'),
        complete: answer => resolve([...said, answer.errMsg, typeof returned]) });
    })"""
    told = "getStorage:fail data not found"
    assert phone.evaluate(script) == [f"fail {told}", told, "undefined"]


def test_requests_go_to_the_server_the_page_came_from(phone):
    answer = ask(phone, url=f"{ORIGIN}/echo", data={"q": "退费"}, header={"X-Asked": "yes"})
    assert answer["statusCode"] == 200
    assert answer["data"] == {
        "path": "/echo?q=%E9%80%80%E8%B4%B9", "method": "GET", "x": "yes", "body": "",
    }  # fmt: skip
    sent = ask(phone, url=f"{ORIGIN}/echo", method="POST", data={"a": 1})
    assert sent["data"]["body"] == '{"a":1}'


def test_a_domain_that_is_not_named_is_refused(phone):
    failed = ask(phone, url="https://elsewhere.example/echo")
    assert failed["errMsg"].startswith("request:fail url not in domain list")


def test_a_request_that_takes_too_long_fails(phone):
    assert ask(phone, url=f"{ORIGIN}/slow", timeout=200)["errMsg"] == "request:fail timeout"
    forgive(phone, "/slow")


def test_an_error_of_the_server_is_an_answer(phone):
    assert ask(phone, url=f"{ORIGIN}/missing")["statusCode"] == 404
    forgive(phone, "/missing")


def test_storage_keeps_values_as_they_are(phone):
    value = {"list": [1, "二", None], "deep": {"yes": True}}
    phone.evaluate("value => wx.setStorageSync('key', value)", value)
    phone.evaluate("localStorage.setItem('others', '1')")
    phone.reload()
    assert phone.evaluate("wx.getStorageSync('key')") == value
    assert phone.evaluate("wx.getStorageSync('none')") == ""
    assert phone.evaluate("wx.getStorageInfoSync().keys") == ["key"]
    assert phone.evaluate("wx.getStorage({ key: 'key' }).then(({ data }) => data)") == value
    phone.evaluate("wx.clearStorageSync()")
    assert phone.evaluate("wx.getStorageSync('key')") == ""
    assert phone.evaluate("localStorage.getItem('others')") == "1"


def test_a_toast_is_seen_and_heard_and_goes(phone):
    call(phone, "showToast", title="存好了", duration=600)
    expect(phone.locator(".phone-toast")).to_have_text("✓存好了")
    expect(phone.get_by_role("status")).to_have_text("存好了")
    expect(phone.locator(".phone-toast")).to_have_count(0)


def test_loading_stays_until_it_is_hidden(phone):
    call(phone, "showLoading", title="请稍候", mask=True)
    phone.wait_for_timeout(2000)
    expect(phone.locator(".phone-toast")).to_have_text("请稍候")
    call(phone, "hideLoading")
    expect(phone.locator(".phone-toast")).to_have_count(0)


@pytest.mark.parametrize(("button", "confirm"), [("清空", True), ("取消", False)])
def test_a_question_is_answered(phone, button, confirm):
    asked = begin(phone, "showModal", title="清空？", content="不能恢复", confirmText="清空")
    expect(phone.get_by_role("dialog", name="清空？")).to_contain_text("不能恢复")
    phone.get_by_role("button", name=button).tap()
    assert (asked()["confirm"], asked()["cancel"]) == (confirm, not confirm)


def test_a_question_with_something_to_write(phone):
    asked = begin(phone, "showModal", title="哪里不对", editable=True, placeholderText="写一句")
    phone.get_by_label("哪里不对").get_by_placeholder("写一句").fill("没有这个按钮")
    phone.get_by_role("button", name="确定").tap()
    assert asked()["content"] == "没有这个按钮"


def test_a_sheet_is_left_with_escape_and_the_focus_returns(desk):
    desk.locator(".go").focus()
    asked = begin(desk, "showActionSheet", itemList=["一", "二"])
    expect(desk.get_by_role("button", name="一", exact=True)).to_be_focused()
    assert desk.locator("main").evaluate("e => e.inert") is True
    desk.keyboard.press("Escape")
    assert asked()["errMsg"] == "showActionSheet:fail cancel"
    expect(desk.locator(".go")).to_be_focused()
    assert desk.locator("main").evaluate("e => e.inert") is False


def test_something_is_chosen_from_a_sheet(phone):
    asked = begin(phone, "showActionSheet", itemList=["一", "二"], alertText="选哪个")
    expect(phone.get_by_text("选哪个")).to_be_visible()
    phone.get_by_role("button", name="二").tap()
    assert asked()["tapIndex"] == 1


def test_a_phone_offers_to_call(phone):
    asked = begin(phone, "makePhoneCall", phoneNumber="0750-8888770")
    link = phone.get_by_role("link", name="呼叫 0750-8888770")
    expect(link).to_have_attribute("href", "tel:0750-8888770")
    phone.get_by_role("button", name="复制号码").tap()
    assert asked()["errMsg"] == "makePhoneCall:ok"
    assert clipboard(phone) == "0750-8888770"


def test_a_desk_cannot_call_and_copies(desk):
    begin(desk, "makePhoneCall", phoneNumber="12345")
    desk.get_by_role("button", name="呼叫 12345").click()
    expect(desk.locator(".phone-toast")).to_have_text("电脑不能拨号，号码已复制")
    assert clipboard(desk) == "12345"


def test_a_place_is_shown_with_a_way_to_a_map(phone):
    place = {"name": "古劳镇", "address": "古劳大道1号"}
    begin(phone, "openLocation", latitude=22.7, longitude=112.9, **place)
    link = phone.get_by_role("link", name="在腾讯地图中打开")
    assert "coord%3A22.7%2C112.9" in link.get_attribute("href")
    phone.get_by_role("button", name="复制地址").tap()
    expect(phone.locator(".phone-toast")).to_contain_text("内容已复制")
    assert clipboard(phone) == "古劳大道1号"


def test_another_mini_program_cannot_be_opened_and_that_is_said(phone):
    assert call(phone, "navigateToMiniProgram", appId="wx1") == (
        "navigateToMiniProgram:fail a browser cannot open a mini-program"
    )


def test_where_one_is_is_told_only_after_asking(phone):
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 39.90733, "longitude": 116.39117})  # 天安门, WGS-84
    refused = begin(phone, "getLocation", type="gcj02")
    expect(phone.get_by_text("只为了试一试")).to_be_visible()
    phone.get_by_role("button", name="不允许").tap()
    assert refused()["errMsg"] == "getLocation:fail auth deny"
    assert call(phone, "getLocation", type="gcj02") == "getLocation:fail auth deny"
    phone.locator(".go").tap()
    phone.get_by_role("button", name="设置").tap()
    phone.get_by_role("button", name="允许", exact=True).tap()
    expect(phone.get_by_text("允许了：true")).to_be_visible()
    found = begin(phone, "getLocation", type="gcj02")()
    assert found["latitude"] == pytest.approx(39.90873, abs=2e-4)
    assert found["longitude"] == pytest.approx(116.39741, abs=2e-4)


def test_the_network_is_watched(phone):
    phone.evaluate("wx.onNetworkStatusChange(s => getApp().log.push(s.isConnected))")
    phone.context.set_offline(True)
    phone.context.set_offline(False)
    phone.wait_for_function("getApp().log.includes(true)")
    assert [e for e in phone.evaluate("getApp().log") if isinstance(e, bool)] == [False, True]


def test_places_on_the_page_are_the_pages_own(desk):
    script = """new Promise(resolve => wx.createSelectorQuery().select('.half').boundingClientRect()
      .exec(([rect]) => resolve(rect)))"""
    found = desk.evaluate(script)
    assert (found["left"], found["top"], found["width"]) == (0, 0, 195)
    assert desk.evaluate("wx.getWindowInfo().windowWidth") == 390


def test_the_clipboard_is_read_back(phone):
    call(phone, "setClipboardData", data="打开「粤税通」")
    assert phone.evaluate("wx.getClipboardData().then(({ data }) => data)") == "打开「粤税通」"


def test_a_badge_comes_and_goes(phone):
    call(phone, "setTabBarBadge", index=1, text="3")
    expect(phone.locator(".phone-badge")).to_have_text("3")
    call(phone, "removeTabBarBadge", index=1)
    expect(phone.locator(".phone-badge")).to_have_count(0)


def ask(page, **options):
    script = "options => new Promise(done => wx.request({ ...options, complete: done }))"
    return page.evaluate(script, options)


def begin(page, api, **options):
    """Begin what waits for somebody; return a function that returns the answer."""
    script = """([name, options]) => {
      globalThis.answer = wx[name](options).catch(error => ({ errMsg: error.errMsg }));
    }"""
    page.evaluate(script, [api, options])
    return lambda: page.evaluate("globalThis.answer")

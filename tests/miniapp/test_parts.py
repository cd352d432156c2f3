"""The browser host: built-in components, styles, taps, and the keyboard."""

import json

import pytest
from playwright.sync_api import expect

from tests.miniapp.phone import forgive

pytestmark = pytest.mark.xdist_group("miniapp")
NAME_OF_THE_FOCUS = """(() => {
  const { ariaLabel, textContent, localName } = document.activeElement;
  return ariaLabel || (localName === 'wx-page' ? localName : textContent.trim());
})()"""


@pytest.fixture
def parts(unopened):
    unopened.goto(unopened.probe + "#/pages/parts/index")
    expect(unopened.locator("h1")).to_have_text("零件")
    return unopened


def test_a_tap_knows_what_was_tapped(phone):
    phone.locator(".tappable").tap()
    expect(phone.locator(".said")).to_have_text("1 name mark")


def test_a_tap_is_one_tap_with_finger_mouse_and_keys(desk):
    tappable = desk.get_by_role("button", name="点我")
    tappable.click()
    tappable.focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Space")
    expect(desk.locator(".said")).to_have_text("3 name mark")


def test_what_only_catches_taps_is_not_reached_with_keys(phone):
    assert phone.locator(".masked").get_attribute("tabindex") is None
    assert phone.locator(".hidden-mask").get_attribute("tabindex") is None


def test_the_keyboard_gets_everywhere(desk):
    seen = []
    for _ in range(7):
        desk.keyboard.press("Tab")
        seen.append(desk.evaluate(NAME_OF_THE_FOCUS))
    assert seen == ["更多", "wx-page", "点我", "去深处", "链接", "家", "别处"]


def test_a_focus_can_be_seen(desk):
    for _ in range(3):
        desk.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement).outlineStyle"
    assert desk.evaluate(style) == "solid"


def test_the_focus_goes_to_a_new_pages_title_and_returns(desk):
    desk.get_by_role("link", name="链接").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1, name="深处")).to_be_focused()
    desk.go_back()
    expect(desk.get_by_role("link", name="链接")).to_be_focused()


def test_styles_stay_where_they_belong(parts):
    chip = parts.locator("chip view")
    expect(chip).to_have_css("color", "rgb(0, 128, 0)")  # its own .name, not the page's
    expect(parts.locator("chip")).to_have_css("border-top-color", "rgb(0, 0, 255)")
    parts.get_by_role("button", name="甲").first.tap()
    assert log(parts)[-1] == "chip 甲"
    assert "chip page show" in log(parts)


def test_a_pages_styles_reach_no_other_page(phone):
    expect(phone.locator(".only-deep")).to_have_css("color", "rgb(1, 2, 3)")
    phone.locator(".go").tap()
    expect(phone.locator("wx-page:not([hidden]) .only-deep")).to_have_css("color", "rgb(9, 9, 9)")
    phone.go_back()
    expect(phone.locator(".only-deep")).to_have_css("color", "rgb(1, 2, 3)")


def test_units_are_the_phones(phone):
    room = phone.locator("main").bounding_box()
    half = phone.locator(".half").bounding_box()
    assert half["width"] == 195
    assert half["height"] == pytest.approx(room["height"] / 2, abs=0.1)
    assert phone.locator(".phone-back").bounding_box() is None  # the app's button style is not ours
    assert phone.locator(".phone-menu").bounding_box()["width"] == 48


def test_a_component_looks_pressed_while_it_is(parts):
    chip = parts.locator("chip view")
    chip.dispatch_event("pointerdown")
    expect(chip).to_have_css("opacity", "0.5")
    chip.dispatch_event("pointerup")
    expect(chip).to_have_css("opacity", "1")


def test_wxs_counts_for_the_view(parts):
    expect(parts.locator(".wxs")).to_have_text("list 2024 12")


def test_what_is_written_arrives_both_ways(parts):
    line = parts.get_by_label("一行字")
    expect(line).to_have_value("起初")
    line.fill("退费怎么办")
    expect(parts.locator(".echo")).to_have_text("退费怎么办|退费怎么办")
    line.press("Enter")
    assert detail(parts, "confirm")["value"] == "退费怎么办"
    line.fill("")
    line.press_sequentially("1234567890")
    expect(line).to_have_value("12345678")
    parts.get_by_label("几行字").fill("一\n二")
    assert detail(parts, "input")["value"] == "一\n二"


def test_switches_and_choices_tell(parts):
    parts.get_by_role("switch", name="开关").tap()
    assert detail(parts, "change") == {"value": True}
    parts.get_by_text("乙").first.tap()
    assert detail(parts, "change") == {"value": "b"}
    parts.locator(".second").tap()
    assert detail(parts, "change") == {"value": ["a", "b"]}


def test_one_of_a_list_is_picked(parts):
    parts.get_by_role("button", name="选一个").tap()
    expect(parts.get_by_role("option", name="乙")).to_have_attribute("aria-selected", "true")
    parts.get_by_role("option", name="丙").tap()
    parts.get_by_role("button", name="确定").tap()
    assert detail(parts, "change") == {"value": "2"}
    parts.get_by_role("button", name="选一个").tap()
    parts.get_by_role("button", name="取消").tap()
    assert detail(parts, "cancel") == {}


def test_one_of_each_of_several_lists_is_picked(parts):
    parts.get_by_role("button", name="选地方").tap()
    parts.get_by_role("option", name="北方").tap()
    parts.get_by_role("option", name="河北").tap()
    parts.get_by_role("button", name="确定").tap()
    assert detail(parts, "change") == {"value": [1, 1]}


def test_a_date_is_picked_within_its_limits(parts):
    parts.get_by_role("button", name="选日子").tap()
    expect(parts.get_by_role("option", name="29日")).to_have_attribute("aria-selected", "true")
    parts.get_by_role("option", name="2023年").tap()
    expect(chosen(parts)).to_have_text(["2023年", "3月", "15日"])  # not before the start
    parts.get_by_role("option", name="2025年").tap()
    expect(parts.get_by_role("option", name="7月")).to_have_count(0)
    parts.get_by_role("listbox", name="月").press("ArrowUp")
    expect(chosen(parts)).to_have_text(["2025年", "2月", "15日"])
    parts.get_by_role("button", name="确定").tap()
    assert detail(parts, "change") == {"value": "2025-02-15"}


def test_a_month_and_a_time_are_picked(parts):
    parts.get_by_role("button", name="选月份").tap()
    parts.get_by_role("option", name="11月").tap()
    parts.get_by_role("button", name="确定").tap()
    assert detail(parts, "change") == {"value": "2024-11"}
    parts.get_by_role("button", name="选时间").tap()
    parts.get_by_role("listbox", name="时").press("ArrowDown")
    parts.get_by_role("button", name="确定").tap()
    assert detail(parts, "change") == {"value": "09:30"}


def test_pictures_are_drawn_and_named(parts):
    assert detail(parts, "load") == {"width": 8, "height": 8} or detail(parts, "load")["width"] > 0
    expect(parts.get_by_role("img", name="一个点")).to_be_visible()
    box = parts.locator(".image").bounding_box()
    assert (box["width"], box["height"]) == (52, 52)  # rpx in an inline style


def test_a_room_scrolls_on_its_own(parts):
    parts.evaluate("getCurrentPages()[0].setData({ into: 'last' })")
    room = parts.locator(".row")
    assert room.evaluate("e => e.scrollTop") > 200
    assert detail(parts, "scrolltolower") == {"direction": "bottom"}


def test_leaving_a_page_takes_its_components_down(parts):
    parts.get_by_role("button", name="回到首页").tap()
    assert log(parts).count("chip detached") == 1


def test_a_property_a_component_does_not_have_is_an_error(parts):
    parts.evaluate("getCurrentPages()[0].setData({ lists: 'no list' })")
    forgive(parts, "type-incompatible")


def chosen(page):
    return page.locator("[aria-selected=true]")


def log(page):
    page.wait_for_timeout(50)
    return page.evaluate("getApp().log")


def detail(page, event):
    """Return what an event said the last time it was heard."""
    heard = [line for line in log(page) if isinstance(line, str) and line.startswith(f"{event} ")]
    return json.loads(heard[-1].partition(" ")[2])

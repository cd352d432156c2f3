"""What is sent, copied, linked to and called; and what a phone does not keep, copy or open."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.reading import reader
from tests.miniapp.phone import forgive

pytestmark = pytest.mark.xdist_group("e2e")


@pytest.fixture
def on_phone(chrome, server):
    with reader(chrome, server) as somebody:
        yield somebody


def test_a_link_from_somebody_else_opens_the_guide(on_phone):
    on_phone.open("guide/index?key=national-remote-care-filing")
    on_phone.sees("备案")
    on_phone.press(on_phone.button("回到首页"))
    on_phone.titled("医保指路")


def test_a_guide_is_sent_to_the_family(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-refund")
    on_phone.press(on_phone.button("发给家人"))
    card = on_phone.page.get_by_role("dialog", name="转发给朋友")
    expect(card).to_contain_text("退费")
    on_phone.press(card.get_by_role("button", name="复制链接"))
    link = on_phone.clipboard().splitlines()[-1]
    assert link.endswith("#/pages/guide/index?key=shenzhen-child-refund&route=3")
    on_phone.press(on_phone.button("复制全文"))
    assert "个人网上服务系统" in on_phone.clipboard()
    assert on_phone.clipboard().count("\n") > 5


def test_a_guide_is_sent_with_its_route_and_the_picture_of_it(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-pay")
    on_phone.press(on_phone.screen.get_by_role("tab", name="支付宝"))
    chosen = on_phone.screen.get_by_role("tab", selected=True).text_content()
    card = shared(on_phone)
    picture = card.locator("img")
    expect(picture).to_have_attribute(
        "src", re.compile(r"/api/v1/guides/shenzhen-child-pay/.*png$")
    )
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000
    on_phone.press(card.get_by_role("button", name="复制链接"))
    on_phone.open(on_phone.clipboard().partition("#/pages/")[2])
    expect(on_phone.screen.get_by_role("tab", selected=True)).to_have_text(chosen)


@pytest.mark.parametrize(
    ("tab", "title"), [("网点", "鹤山市医保经办网点"), ("办事", "鹤山市医保办事指南")]
)
def test_a_list_is_sent_with_its_region(chrome, server, on_phone, tab, title):
    on_phone.open()
    on_phone.lives_in("鹤山市")
    on_phone.press(on_phone.tab(tab))
    on_phone.sees("鹤山")
    card = shared(on_phone, menu=True)
    expect(card).to_contain_text(title)
    on_phone.press(card.get_by_role("button", name="复制链接"))
    link = on_phone.clipboard().partition("#/pages/")[2]
    with reader(chrome, server) as friend:
        friend.open(link)
        expect(friend.button("参保地区：鹤山市，换地区")).to_be_visible()
        friend.press(friend.tab("首页"))
        friend.sees("先选参保的地方")
        friend.press(friend.tab(tab))
        friend.press(friend.button("参保地区：鹤山市，换地区"))
        friend.page.get_by_label("地名或拼音").fill("tianjin")
        friend.press(friend.screen.get_by_role("button", name="天津市").first)
        expect(friend.button("参保地区：天津市，换地区")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "words"), [("?key=nope", "没有办事指南「nope」"), ("", "链接不完整")]
)
def test_a_link_to_nothing_leads_on(on_phone, query, words):
    on_phone.open(f"guide/index{query}")
    on_phone.sees(words)
    if query:
        forgive(on_phone.page, "/guides/nope")
    on_phone.press(on_phone.button("搜一搜"))
    on_phone.titled("搜索")
    on_phone.page.go_back()
    on_phone.press(on_phone.button("回首页"))
    on_phone.titled("医保指路")
    if query:
        forgive(on_phone.page, "/guides/nope")


def test_a_link_that_nobody_encoded_is_searched_for_as_it_stands(on_phone):
    on_phone.open("search/index?q=%")
    expect(on_phone.page.get_by_label("要办的事")).to_have_value("%")
    on_phone.sees("办事指南")


def test_spaces_are_nothing_to_search_for(on_phone):
    on_phone.open("search/index")
    box = on_phone.page.get_by_label("要办的事")
    box.fill("退费")
    on_phone.sees("办事指南")
    box.fill(" ")
    expect(on_phone.screen).not_to_contain_text("退费")
    expect(on_phone.screen).not_to_contain_text("搜“")


def test_from_another_day_one_comes_back_to_today(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-pay", on="2026-01-01")
    on_phone.sees("显示的是2026年1月1日那天的内容")
    on_phone.press(on_phone.button("回到今天"))
    on_phone.sees("深圳税务")
    expect(on_phone.screen).not_to_contain_text("那天的内容")


def test_what_the_phone_does_not_copy_can_be_selected(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-refund")
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'))"
    on_phone.page.evaluate(f"void ({refuse})")
    on_phone.press(on_phone.button("复制全文"))
    on_phone.sees("手机没让复制")
    text = on_phone.screen.get_by_text("【深圳少儿医保退费").last
    expect(text).to_be_in_viewport()
    assert text.evaluate("e => getComputedStyle(e).userSelect") == "text"


def test_a_phone_without_room_says_that_nothing_is_kept(on_phone):
    on_phone.open()
    on_phone.page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full') })")
    on_phone.press(on_phone.button("选择地区"))
    on_phone.page.get_by_label("地名或拼音").fill("深圳")
    on_phone.press(on_phone.screen.get_by_role("button", name="深圳市").first)
    expect(
        on_phone.page.get_by_role("status").filter(has_text="手机存储满了，下次打开要重新选")
    ).to_be_visible()
    on_phone.press(on_phone.link("深圳少儿医保参保").first)
    on_phone.press(on_phone.button("收藏"))
    expect(
        on_phone.page.get_by_role("status").filter(has_text="手机存储满了，没能记下")
    ).to_be_visible()
    expect(on_phone.button("收藏", exact=True)).to_have_attribute("aria-pressed", "false")


def test_refunds_stand_among_what_happens_to_people(on_phone):
    on_phone.open()
    on_phone.lives_in("深圳市")
    on_phone.press(on_phone.screen.get_by_role("tab", name="退费"))
    on_phone.press(on_phone.link("深圳少儿医保退费").first)
    on_phone.titled("退费")


def test_the_call_sheet_names_the_number_of_the_button(on_phone):
    on_phone.open("office/index?key=heshan-gulao")
    on_phone.press(on_phone.button("0750-8761233"))
    expect(on_phone.page.get_by_role("link", name="呼叫 0750-8761233")).to_be_visible()


def shared(somebody, *, menu=False):
    """Share the page; return the card a friend would get."""
    somebody.press(somebody.button("更多" if menu else "发给家人"))
    if menu:
        somebody.press(somebody.button("转发给朋友"))
    return somebody.page.get_by_role("dialog", name="转发给朋友")

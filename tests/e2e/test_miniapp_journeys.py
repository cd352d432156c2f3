"""What parents come for, from the first touch to the answer; with a finger and with a mouse."""

import re

import pytest
from playwright.sync_api import expect

from backend.clock import today
from tests.e2e.reading import reader
from tests.miniapp.phone import forgive

pytestmark = pytest.mark.xdist_group("e2e")


@pytest.fixture(params=["phone", "desk"])
def parent(request, chrome, server):
    with reader(chrome, server, request.param) as somebody:
        yield somebody


@pytest.fixture
def on_phone(chrome, server):
    with reader(chrome, server) as somebody:
        yield somebody


def test_a_first_visit_ends_with_a_path_in_the_clipboard(parent, server):
    parent.open()
    parent.sees("先选参保的地方")
    parent.lives_in("深圳市")
    parent.press(parent.link("搜："))
    box = parent.page.get_by_label("要办的事、地方、菜单名、电话")
    box.fill("退费")
    box.press("Enter")
    parent.press(parent.link("深圳少儿医保退费").first)
    guide = server.page("/guides/shenzhen-child-refund")
    parent.sees(guide["title"])
    parent.press(parent.button("复制路径"))
    (copied,) = [r for r in guide["routes"] if r["path_text"] == parent.clipboard()]
    for node in copied["path"]:
        parent.sees(node["label"])


def test_a_newborn_of_tianjin_finds_way_amount_and_start_of_cover(parent, server):
    parent.open(on="2026-03-01")
    parent.lives_in("天津市")
    parent.press(parent.link("孩子在天津参保，走哪条路"))
    parent.press(parent.button("没有上学，也没有入托"))
    parent.sees("孩子是哪天出生的")
    pick_date(parent, parent.button("选日期").first, "2026年", "2月", "1日")
    parent.press(parent.button("天津户籍"))
    parent.press(parent.button("能", exact=True))
    parent.sees("用“津心办”APP，由妈妈申请")
    amount = server.page("/standards/tianjin-resident-child?on=2026-03-01")["current"]
    parent.sees(f"{amount['personal_fen'] // 100}元")
    parent.press(parent.button("看步骤和要带的材料"))
    parent.press(parent.link("算一算：天津新生儿").first)
    pick_date(parent, parent.button("出生日期").first, "2026年", "2月", "1日")
    pick_date(parent, parent.button("缴费日期").first, "2026年", "3月", "1日")
    parent.sees("待遇从这天开始2026年2月1日")
    parent.sees("原文：“新生儿出生并在90天内办理参保缴费手续的”")


def test_answers_are_kept_and_can_be_changed(on_phone):
    on_phone.open("questionnaire/index?key=tianjin-child-enrol-way")
    on_phone.press(on_phone.button("在天津的学校或托幼机构"))
    on_phone.press(on_phone.button("外地户籍"))
    on_phone.sees("随学校或托幼机构参保")
    on_phone.page.reload()
    on_phone.sees("随学校或托幼机构参保")
    on_phone.press(on_phone.screen.get_by_text("改").last)
    on_phone.press(on_phone.button("天津户籍"))
    on_phone.sees("先问学校怎么参保")


def test_answers_to_other_questions_than_those_asked_today_are_dropped(on_phone):
    place = "questionnaire/index?key=tianjin-child-enrol-way"
    on_phone.open(place, on="2026-11-26")
    on_phone.press(on_phone.button("没有上学，也没有入托"))
    pick_date(on_phone, on_phone.button("选日期").first, "2026年", "9月", "20日")
    for answer in ("外地户籍", "有", "在手机上"):
        on_phone.press(on_phone.button(answer, exact=True))
    on_phone.sees("用“津医保”APP自己登记")
    on_phone.press(on_phone.link("算一算：天津新生儿医保待遇从哪天算起"))
    on_phone.sees("出生日期2026年9月20日")
    on_phone.open(place, on="2027-01-10")
    on_phone.sees("家在城镇还是农村？")
    expect(on_phone.screen.locator(".choice-on")).to_have_count(0)
    expect(on_phone.button("下一问（按上次的回答）")).to_have_count(0)


def test_a_link_with_answers_leads_to_the_result_and_one_with_nonsense_nowhere(on_phone):
    place = "questionnaire/index?key=tianjin-child-enrol-way"
    on_phone.open(place)
    on_phone.press(on_phone.button("在外省市的学校或托幼机构"))
    on_phone.press(on_phone.button("外地户籍"))
    on_phone.press(on_phone.button("发给家人"))
    on_phone.press(on_phone.button("复制链接"))
    link = on_phone.clipboard().splitlines()[-1]
    on_phone.open(f"{place}&a=7")
    on_phone.sees("孩子现在上学或者入托了吗？")
    expect(on_phone.button("下一问（按上次的回答）")).to_have_count(0)
    on_phone.page.goto(link)
    on_phone.sees("不在天津写明的办理对象里")


def test_heshan_calls_gulao(parent):
    parent.open()
    parent.lives_in("鹤山市")
    parent.press(parent.tab("网点"))
    parent.press(parent.screen.get_by_role("button", name="古劳镇", exact=True))
    parent.press(parent.button("0750-8761233"))
    if parent.way == "phone":
        call = parent.page.get_by_role("link", name=re.compile("^呼叫"))
        expect(call).to_have_attribute("href", re.compile(r"^tel:.*8761233$"))
    else:
        parent.press(parent.button(re.compile("^呼叫")))
        assert parent.clipboard().endswith("8761233")


def test_taps_amount_and_phone_are_three_touches_away(on_phone):
    on_phone.open()
    on_phone.lives_in("鹤山市")
    on_phone.touches = 0
    on_phone.sees("元/年")  # the amount: none
    on_phone.press(on_phone.screen.get_by_role("tab", name="入园入学"))
    on_phone.press(on_phone.link("江门学生参加居民医保"))
    on_phone.sees("粤医保")  # the taps
    assert on_phone.touches == 2
    on_phone.open()
    on_phone.touches = 0
    on_phone.press(on_phone.tab("网点"))
    on_phone.press(on_phone.button(re.compile("0750-")).first)
    expect(on_phone.page.get_by_role("link", name=re.compile("^呼叫"))).to_be_visible()
    assert on_phone.touches == 2  # and the third calls


@pytest.mark.parametrize(("day", "amount"), [("2024-12-31", 380), ("2025-01-01", 400)])
def test_the_amount_turns_with_the_day_one_asks_for(on_phone, day, amount):
    on_phone.open(on=day)
    on_phone.lives_in("湖南省")
    on_phone.sees(f"{amount}元/年")
    on_phone.press(on_phone.link("湖南省城乡居民医保缴费标准").first)
    on_phone.titled("缴费标准")
    on_phone.sees(f"{amount}元/年（个人交）")


def test_without_a_network_the_last_copy_is_shown_with_its_date(on_phone):
    on_phone.open()
    on_phone.lives_in("深圳市")
    on_phone.open("guide/index?key=shenzhen-child-refund")
    on_phone.sees("个人网上服务系统")
    on_phone.loses_the_network()
    on_phone.page.reload()
    day = today()
    on_phone.sees(f"连不上网络。下面是{day.year}年{day.month}月{day.day}日存下的内容")
    on_phone.sees("个人网上服务系统")
    forgive(on_phone.page, "/api/v1/guides/shenzhen-child-refund")
    on_phone.finds_the_network()
    on_phone.press(on_phone.button("刷新"))
    expect(on_phone.screen).not_to_contain_text("连不上网络")


def test_what_was_never_read_says_so_without_a_network_and_can_be_tried_again(on_phone):
    on_phone.open()
    on_phone.sees("遇到什么事")
    on_phone.loses_the_network()
    on_phone.press(on_phone.tab("网点"))
    on_phone.sees("连不上网络，请检查后再试")
    forgive(on_phone.page, "/api/v1/")
    on_phone.finds_the_network()
    on_phone.press(on_phone.button("再试一次"))
    on_phone.sees("还没有收录全国的网点")


def test_a_wrong_path_is_reported_at_its_node_and_kept_on_the_phone(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-refund")
    on_phone.press(on_phone.screen.get_by_role("button", name="1 个人网上服务系统"))
    on_phone.press(on_phone.button("路径不对？"))
    on_phone.press(on_phone.button("找不到这一步"))
    expect(on_phone.page.get_by_role("dialog")).to_contain_text("记下了，谢谢")
    expect(on_phone.page.get_by_role("dialog")).to_contain_text("现在还不能在网上提交")
    on_phone.press(on_phone.button("知道了"))
    on_phone.open("reports/index")
    on_phone.sees("第1步“个人网上服务系统”：找不到这一步")


def test_materials_are_ticked_and_stay_ticked(on_phone):
    on_phone.open("guide/index?key=tianjin-newborn-enrol-local")
    material = on_phone.screen.get_by_role("checkbox").first
    on_phone.press(material)
    expect(material).to_have_attribute("aria-checked", "true")
    on_phone.page.reload()
    expect(on_phone.screen.get_by_role("checkbox").first).to_have_attribute("aria-checked", "true")


def test_large_text_is_larger_everywhere_and_stays(on_phone):
    on_phone.open("guide/index?key=shenzhen-child-refund")
    normal = sizes(on_phone)
    on_phone.open("mine/index")
    on_phone.press(on_phone.page.get_by_role("switch", name="大字"))
    on_phone.open("guide/index?key=shenzhen-child-refund")
    large = sizes(on_phone)
    assert len(large) == len(normal) > 30
    assert min(big / small for big, small in zip(large, normal, strict=True)) >= 1.28


def pick_date(parent, opener, *parts):
    parent.press(opener)
    for part in parts:
        parent.press(parent.page.get_by_role("option", name=part, exact=True))
    parent.press(parent.button("确定"))


def sizes(somebody):
    """Return the size of every piece of text on the screen, in their order."""
    somebody.sees("个人网上服务系统")
    script = """page => [...page.querySelectorAll('*')]
      .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    return somebody.screen.evaluate(script)

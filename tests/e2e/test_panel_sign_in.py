"""Signing in with a second factor, and the pages of administrators, in a real browser."""

import re

import pytest
from passlib.totp import TOTP
from playwright.sync_api import expect

from tests.admin.people import ask, hire, taken_on
from tests.e2e.desk import DESK, PHONE, barriers

pytestmark = pytest.mark.xdist_group("e2e")
OWN = "four quite unrelated words"
both_sizes = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@both_sizes
def test_somebody_new_signs_in_sets_up_a_telephone_and_comes_back(site, size):
    given = ask(site.app, lambda: taken_on("老钱", "reviewer"))
    with site.window([], size) as page:
        page.goto("/admin/audit/")
        looks_right(page, size)
        fill_in(page, 姓名="老钱", 密码=given)
        set_up_telephone(page, size)
        choose_password(page, size, given)
        code = recovery_code(page, size)
        assert page.complaints == []
    with site.window([], size) as page:
        page.goto("/admin/audit/")
        fill_in(page, 姓名="老钱", 密码=OWN)
        without_telephone(page, size, code)
        expect(page.get_by_role("heading", name="操作记录")).to_be_visible()
        assert page.complaints == []


def test_a_wrong_password_is_said_where_one_looks(site):
    hire(site.app, "小钱")
    with site.window([]) as page:
        page.goto("/admin/")
        fill_in(page, 姓名="小钱", 密码="wrong")
        expect(page.get_by_role("alert")).to_have_text("姓名或密码不对")
        expect(page.get_by_label("姓名")).to_have_value("小钱")
        assert page.complaints == []


@both_sizes
def test_the_pages_of_administrators_keep_nobody_out(site, size):
    paths = ("/admin/", "/admin/account/", "/admin/staff/", "/admin/staff/new/", "/admin/audit/",
             "/admin/audit/event/?id=1", "/admin/verify", "/admin/nowhere/")  # fmt: skip
    with site.window(site.sign_in("老陈", "admin"), size) as page:
        for path in paths:
            page.goto(path)
            looks_right(page, size)
            assert [c for c in page.complaints if "404" not in c] == [], path


def test_disabling_somebody_asks_first(site):
    hire(site.app, "小钱")
    with site.window(site.sign_in("老陈", "admin")) as page:
        page.goto("/admin/staff/")
        row = page.get_by_role("row").filter(has_text="小钱")
        row.get_by_role("button", name="停用").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("停用「小钱」的账号？")
        dialog.get_by_role("button", name="不，返回").click()
        expect(row).to_contain_text("在岗")
        row.get_by_role("button", name="停用").click()
        dialog.get_by_role("button", name="停用").click()
        expect(page.get_by_role("row").filter(has_text="小钱")).to_contain_text("启用")
        assert page.complaints == []


@both_sizes
def test_somebody_is_taken_on_and_gets_another_role(site, size):
    with site.window(site.sign_in("老陈", "admin"), size) as page:
        page.goto("/admin/staff/new/")
        page.get_by_label("姓名").fill("小孙")
        page.get_by_label("角色").select_option("审核")
        page.get_by_label("负责地区").fill("江门市")
        page.get_by_role("button", name="保存").click()
        expect(page.locator(".secret code")).to_have_text(re.compile(r"^(\w{5}-){3}\w{5}$"))
        looks_right(page, size)
        page.get_by_role("link", name="已经转告").click()
        row = page.get_by_role("row").filter(has_text="小孙")
        row.get_by_role("link", name="修改").click()
        expect(page.get_by_label("角色")).to_have_value("reviewer")
        page.get_by_label("角色").select_option("编辑")
        page.get_by_label("负责地区").fill("火星")
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_role("alert")).to_contain_text("不认识这些地区")
        looks_right(page, size)
        page.get_by_label("负责地区").fill("天津市")
        page.get_by_role("button", name="保存").click()
        expect(row).to_contain_text("编辑")
        expect(row).to_contain_text("天津市")
        assert page.complaints == []


def test_without_scripts_the_question_is_a_page(site):
    hire(site.app, "小钱")
    with site.window(site.sign_in("老陈", "admin"), java_script_enabled=False) as page:
        page.goto("/admin/staff/")
        row = page.get_by_role("row").filter(has_text="小钱")
        row.get_by_role("button", name="停用").click()
        expect(page.get_by_text("停用「小钱」的账号？")).to_be_visible()
        page.get_by_role("link", name="不，返回").click()
        expect(row).to_contain_text("在岗")
        row.get_by_role("button", name="停用").click()
        page.get_by_role("button", name="停用").click()
        expect(row).to_contain_text("启用")


def test_the_menu_opens_on_a_telephone_and_is_reached_by_keys(site):
    with site.window(site.sign_in("老陈", "admin"), PHONE) as page:
        page.goto("/admin/")
        menu = page.get_by_role("navigation", name="主菜单")
        expect(menu).to_be_hidden()
        page.get_by_role("link", name="打开菜单").click()
        expect(menu).to_be_visible()
        assert barriers(page) == []
        menu.get_by_role("link", name="人员").click()
        expect(page.get_by_role("heading", name="人员")).to_be_visible()
        expect(menu).to_be_hidden()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="跳到内容")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_can_be_read_by_day_and_by_night(site, scheme):
    with site.window(site.sign_in("老陈", "admin"), color_scheme=scheme) as page:
        for path in ("/admin/", "/admin/staff/", "/admin/audit/"):
            page.goto(path)
            assert barriers(page) == [], path


def set_up_telephone(page, size):
    page.get_by_role("button", name="开始设置").click()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()
    looks_right(page, size)
    page.get_by_text("扫不了").click()
    device = TOTP(page.locator("details code").inner_text())
    page.get_by_label("验证码").fill(device.generate().token)
    page.get_by_role("button", name="完成设置").click()


def choose_password(page, size, given):
    expect(page.get_by_role("heading", name="换成自己的密码")).to_be_visible()
    looks_right(page, size)
    page.get_by_label("现在的密码").fill(given)
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.get_by_label("再输一遍新密码").fill(OWN)
    page.get_by_role("button", name="更改密码").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()


def recovery_code(page, size):
    page.get_by_role("link", name="现在生成").click()
    page.get_by_role("button", name="生成 10 个恢复码").click()
    expect(page.locator(".codes li")).to_have_count(10)
    looks_right(page, size)
    return page.locator(".codes code").first.inner_text()


def without_telephone(page, size, code):
    expect(page.get_by_role("heading", name="二次验证")).to_be_visible()
    looks_right(page, size)
    page.get_by_label("验证码").fill("000000")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("验证码不对，或已经用过")).to_be_visible()
    page.get_by_role("link", name="用恢复码登录").click()
    looks_right(page, size)
    page.get_by_label("恢复码").fill(code)
    page.get_by_role("button", name="确定").click()


def fill_in(page, **values):
    for label, value in values.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="登录").click()


def looks_right(page, size):
    assert barriers(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], page.url

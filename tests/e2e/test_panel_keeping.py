"""What was typed is not lost: not by leaving, not by a tab that is gone, not to anybody else."""

import pytest
from playwright.sync_api import expect

from tests.admin.editing import GUIDE, draft_of, path_of
from tests.e2e.hands import STEPS, field, leave_without_saving, save

pytestmark = pytest.mark.xdist_group("e2e")


def test_text_that_was_not_saved_is_offered_again(site, page):
    page.goto(path_of(GUIDE))
    field(page, "title").fill("还没保存的标题")
    page.get_by_role("button", name="＋ 添加步骤").click()
    field(page.locator(STEPS).nth(2), "text").fill("还没保存的一步")
    leave_without_saving(page)
    page.goto(path_of(GUIDE))
    expect(field(page, "title")).to_have_value("江门学生参保登记")
    page.get_by_role("button", name="恢复").click()
    expect(field(page, "title")).to_have_value("还没保存的标题")
    expect(field(page.locator(STEPS).nth(2), "text")).to_have_value("还没保存的一步")
    page.locator(STEPS).nth(2).get_by_role("button", name="移除步骤").click()
    save(page)
    page.goto(path_of(GUIDE))
    expect(page.locator(".kept")).to_have_count(0)
    assert draft_of(site.app)["title"] == "还没保存的标题"


def test_text_based_on_an_older_version_is_offered_and_then_compared(site, page):
    page.goto(path_of(GUIDE))
    field(page, "title").fill("昨天写的标题")
    leave_without_saving(page)
    with site.window(site.sign_in("先来的")) as other:
        other.goto(path_of(GUIDE))
        field(other, "title").fill("今天存的标题")
        save(other)
    page.goto(path_of(GUIDE))
    expect(page.locator(".kept")).to_contain_text("那以后这一项又保存过")
    page.get_by_role("button", name="恢复").click()
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", name="别人先保存了")).to_be_visible()
    assert draft_of(site.app)["title"] == "今天存的标题"


def test_text_of_a_new_item_is_offered_until_it_is_saved_and_to_nobody_else(site, page):
    page.goto("/admin/source/new/")
    field(page, "title").fill("新的来源")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/source/")
    with site.window(site.sign_in("同事"), storage_state=page.context.storage_state()) as other:
        other.goto("/admin/source/new/")
        expect(field(other, "title")).to_be_visible()
        expect(other.locator(".kept")).to_have_count(0)
    page.goto("/admin/source/new/")
    page.get_by_role("button", name="恢复").click()
    expect(field(page, "title")).to_have_value("新的来源")
    field(page, "key").fill("new-source")
    field(page, "grade").select_option("官方网站")
    save(page)
    page.goto("/admin/source/new/")
    expect(page.locator(".kept")).to_have_count(0)


def test_leaving_asks_only_when_something_would_be_lost(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(path_of(GUIDE))
    page.goto("/admin/guide/")
    assert asked == []
    page.goto(path_of(GUIDE))
    field(page, "title").fill("改了")
    page.goto("/admin/guide/")
    assert asked == ["beforeunload"]
    page.goto(path_of(GUIDE))
    field(page, "title").fill("改了再存")
    save(page)
    assert asked == ["beforeunload"]

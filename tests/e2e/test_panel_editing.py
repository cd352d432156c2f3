"""An editor at work in a real browser: drag, paste, look up, lose nothing."""

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.admin.editing import GUIDE, draft_of, newest, path_of
from tests.e2e.desk import DESK, PHONE
from tests.e2e.hands import MEANS, STEPS, drag_with_mouse, field, save, step_texts

pytestmark = pytest.mark.xdist_group("e2e")
PASTED = "“医保网办” > 选择“掌上办事”→【少儿参保登记】"


def test_a_guide_is_edited_with_drag_and_paste(site, page):
    page.goto(path_of(GUIDE))
    drag_with_mouse(page, 1, 0)
    assert step_texts(page) == ["缴费。", "打开小程序，从首页点进去。"]
    path = page.locator("textarea[data-path]").first
    path.fill("")
    path.press_sequentially(PASTED)
    chips = page.locator(f"{STEPS} >> nth=0").locator(".chip:not(.chip-add)")
    expect(chips).to_have_text(["点医保网办", "选掌上办事", "点少儿参保登记"])
    chips.nth(2).click()
    editor = page.locator(".chip-editor:visible")
    editor.get_by_label("动作").select_option("打开")
    editor.get_by_label("也可能叫").fill("孩子参保登记")
    editor.get_by_role("button", name="完成").click()
    expect(path).to_have_value("医保网办 › 选「掌上办事」 › 打开「少儿参保登记」或「孩子参保登记」")
    save(page)
    first, second = draft_of(site.app)["routes"][0]["steps"]
    assert first["path"] == [
        {"label": "医保网办"},
        {"label": "掌上办事", "kind": "choose"},
        {"label": "少儿参保登记", "kind": "open", "alternatives": ["孩子参保登记"]},
    ]
    assert second == builders.guide()["routes"][0]["steps"][0]


@pytest.mark.parametrize("how", ["mouse", "touch", "keys", "buttons"])
def test_steps_are_put_in_order_by_every_means(site, how):
    with site.window(site.sign_in("小张"), PHONE if how == "touch" else DESK) as page:
        page.goto(path_of(GUIDE))
        MEANS[how](page, 1, 0)
        assert step_texts(page) == ["缴费。", "打开小程序，从首页点进去。"]
        assert (
            page.locator(f"{STEPS} >> nth=0").locator("[data-number]").first.text_content() == "1"
        )
        save(page)
    assert draft_of(site.app)["routes"][0]["steps"][0]["text"] == "缴费。"


def test_rows_are_added_removed_and_brought_back(site, page):
    page.goto(path_of(GUIDE))
    page.get_by_role("button", name="＋ 添加步骤").click()
    expect(page.locator(STEPS)).to_have_count(3)
    new = page.locator(STEPS).nth(2)
    field(new, "text").fill("等短信。")
    new.locator("summary").click()
    new.get_by_role("button", name="＋ 添加引证").click()
    field(new, "source").fill("公开信")
    new.locator(".lookup [role=option]").first.click()
    expect(field(new, "source")).to_have_value("heshan-letter")
    field(new, "where").fill("第二段")
    field(new, "quote").fill("等短信")
    page.locator(STEPS).nth(0).get_by_role("button", name="移除步骤").click()
    expect(page.locator(STEPS)).to_have_count(2)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(STEPS)).to_have_count(3)
    save(page)
    steps = draft_of(site.app)["routes"][0]["steps"]
    assert [s["text"] for s in steps][2] == "等短信。"
    assert steps[2]["citations"][0]["source"] == "heshan-letter"
    assert steps[:2] == builders.guide()["routes"][0]["steps"]


def test_an_amount_is_inserted_and_said_as_of_today(site, page):
    page.goto(path_of(GUIDE))
    summary = field(page, "summary")
    summary.fill("个人缴")
    page.locator('[data-field="summary"]').get_by_role("button", name="插入金额").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("找标准").fill("缴费标准")
    dialog.get_by_role("button", name="个人缴费").click()
    expect(summary).to_have_value("个人缴{{standard:jiangmen-resident.personal}}")
    today = page.locator('[data-field="summary"] [data-today]')
    expect(today).to_have_text("今天显示：个人缴406元（2024年度标准，新年度待公布）")
    save(page)
    assert draft_of(site.app)["summary"] == "个人缴{{standard:jiangmen-resident.personal}}"


def test_sums_are_checked_while_they_are_typed(page):
    page.goto(path_of(("standard", "jiangmen-resident")))
    said = page.locator(".sum")
    expect(said).to_have_text("合计对得上")
    field(page, "personal_fen").fill("416.50")
    expect(said).to_have_text("个人＋补助＝1056.50 元，对不上")
    field(page, "total_fen").fill("1,056.5元")
    expect(said).to_have_text("合计对得上")


def test_a_number_is_checked_and_its_area_code_confirmed(site, page):
    page.goto(path_of(("office", "heshan-gulao")))
    page.get_by_role("button", name="＋ 添加电话").click()
    row = page.locator('[data-rows="phones"] [data-row]').nth(1)
    field(row, "raw").fill("8888770")
    field(row, "raw").blur()
    expect(row.locator(".phone-said")).to_contain_text("附近的机构是 0750")
    row.get_by_role("button", name="采用").click()
    save(page)
    assert draft_of(site.app, ("office", "heshan-gulao"))["phones"][1] == {
        "raw": "8888770", "e164": "+867508888770", "area_code_inferred": True
    }  # fmt: skip


def test_what_is_wrong_is_heard_first_and_leads_to_its_field(page):
    page.goto(path_of(GUIDE))
    field(page, "title").fill("")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("#faults")).to_be_focused()
    page.locator("#faults a").first.click()
    expect(field(page, "title")).to_be_focused()


def test_of_two_editors_the_second_sees_both_texts_and_decides(site):
    with site.window(site.sign_in("先来的")) as one, site.window(site.sign_in("后来的")) as two:
        for page, title in ((one, "先来的标题"), (two, "后来的标题")):
            page.goto(path_of(GUIDE))
            field(page, "title").fill(title)
        save(one)
        two.get_by_role("button", name="保存草稿").click()
        expect(two.get_by_role("heading", name="别人先保存了")).to_be_visible()
        row = two.locator(".versus tbody tr").first
        expect(row).to_contain_text("先来的标题")
        expect(row).to_contain_text("后来的标题")
        assert newest(site.app)[2] == "先来的"
        two.get_by_role("button", name="在我填写的内容上接着改").click()
        expect(field(two, "title")).to_have_value("后来的标题")
        save(two)
    assert draft_of(site.app)["title"] == "后来的标题"


def test_everything_can_be_done_without_scripts(site):
    with site.window(site.sign_in("小张"), java_script_enabled=False) as page:
        page.goto(path_of(GUIDE))
        page.get_by_role("button", name="＋ 添加步骤").click()
        expect(page.locator(STEPS)).to_have_count(3)
        field(page.locator(STEPS).nth(2), "text").fill("等短信。")
        field(page.locator(STEPS).nth(2), "path").fill("【我的】->“消息”")
        page.get_by_role("button", name="上移步骤 3").click()
        page.get_by_role("button", name="保存草稿").click()
        expect(page.get_by_text("已存为第 2 版草稿")).to_be_visible()
        expect(page.locator(STEPS).nth(1).locator(".chip")).to_have_text(["点我的", "点消息"])
    steps = draft_of(site.app)["routes"][0]["steps"]
    assert [s["text"] for s in steps] == ["打开小程序，从首页点进去。", "等短信。", "缴费。"]

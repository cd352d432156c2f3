"""An editor at work in a real browser: drag, paste, look up, lose nothing."""

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.admin.editing import GUIDE, draft_of, newest, path_of
from tests.e2e.desk import DESK, PHONE

pytestmark = pytest.mark.xdist_group("e2e")
PASTED = "“医保网办” > 选择“掌上办事”→【少儿参保登记】"
STEPS = '[data-rows="routes.0.steps"] > .row-list > [data-row]'


@pytest.fixture
def page(site):
    """Return an editor's window on a desk."""
    with site.window(site.sign_in("小张")) as page:
        yield page
        assert page.complaints == []


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


def save(page):
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("版草稿", exact=False).first).to_be_visible()


def field(part, name):
    """Return the control of a field of a form, or of a row of it."""
    return part.locator(f'[data-field="{name}"]').locator("input, textarea, select").first


def step_texts(page):
    return [field(row, "text").input_value() for row in page.locator(STEPS).all()]


def leave_without_saving(page):
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/guide/")


def centre(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grip(page, at):
    return page.locator(STEPS).nth(at).locator("[data-grip]").first


def drag_with_mouse(page, at, to):
    x, y = centre(grip(page, at))
    _, top = centre(grip(page, to))
    x, y = centre(grip(page, at))
    _, top = grip(page, to).bounding_box()["x"], grip(page, to).bounding_box()["y"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, top - 10, steps=12)
    page.mouse.up()


def drag_with_finger(page, at, to):
    x, y = centre(grip(page, at))
    top = grip(page, to).bounding_box()["y"]
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", touch("touchStart", x, y))
    for share in range(1, 13):
        session.send(
            "Input.dispatchTouchEvent", touch("touchMove", x, y + (top - 10 - y) * share / 12)
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def touch(kind, x, y):
    return {"type": kind, "touchPoints": [{"x": x, "y": y}]}


def move_with_keys(page, at, to):
    grip(page, at).focus()
    for _ in range(at - to):
        page.keyboard.press("ArrowUp")
    expect(grip(page, to)).to_be_focused()


def move_with_buttons(page, at, to):
    for place in range(at, to, -1):
        page.locator(STEPS).nth(place).get_by_role("button", name="上移步骤").click()


MEANS = {
    "mouse": drag_with_mouse,
    "touch": drag_with_finger,
    "keys": move_with_keys,
    "buttons": move_with_buttons,
}

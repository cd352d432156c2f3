"""What was typed in a yearly update is lost by no other button, and not by leaving."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("e2e")
TITLE, QUOTE = "文件或网页的标题", "原文（最多 40 字）"


@pytest.fixture
def checklist(page):
    """Return a window at the checklist of 江门, just begun."""
    page.goto("/admin/rollover/")
    page.get_by_label("江门市").check()
    page.get_by_role("button", name="列出清单").click()
    expect(page.get_by_text("0 / 5 项")).to_be_visible()
    return page


def test_evidence_that_was_typed_outlives_the_button_of_a_line(checklist):
    checklist.get_by_label(TITLE).fill("关于缴费的通知")
    checklist.get_by_role("button", name="未公布").first.click()
    expect(checklist.get_by_text("1 / 5 项")).to_be_visible()
    expect(checklist.get_by_label(TITLE)).to_have_value("关于缴费的通知")
    expect(checklist.get_by_text("下面是您上次写的，还没有保存。")).to_be_visible()
    checklist.get_by_label("在其中的位置").fill("第一条")
    checklist.get_by_label(QUOTE).fill("个人缴费每人每年420元")
    checklist.get_by_role("button", name="写好依据").click()
    expect(checklist.get_by_text("依据已写好")).to_be_visible()
    expect(checklist.locator(".kept")).to_have_count(0)
    checklist.reload()
    expect(checklist.locator(".kept")).to_have_count(0)
    assert checklist.complaints == []


def test_leaving_a_line_asks_and_its_text_is_there_again(checklist):
    asked = []
    checklist.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    line = checklist.get_by_role("link", name="江门市城乡居民医保缴费标准")
    line.click()
    checklist.get_by_label("个人缴费（元）").fill("9999")
    checklist.get_by_role("link", name="回到清单").click()
    expect(checklist.get_by_text("0 / 5 项")).to_be_visible()
    assert asked == ["beforeunload"]
    line.click()
    amount = checklist.get_by_label("个人缴费（元）")
    expect(amount).to_have_value("9999")
    checklist.get_by_role("button", name="不要了").click()
    expect(amount).to_have_value("406")
    amount.fill("420")
    checklist.get_by_role("button", name="填好了").click()
    expect(checklist.get_by_text("1 / 5 项")).to_be_visible()
    checklist.get_by_role("link", name="改填写的").click()
    expect(amount).to_have_value("420")
    expect(checklist.locator(".kept")).to_have_count(0)
    checklist.get_by_role("link", name="回到清单").click()
    assert asked == ["beforeunload"]
    assert checklist.complaints == []

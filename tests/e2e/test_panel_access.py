"""Nobody is kept out of the panel: by axe's judgement, on a desk and on a phone."""

import pytest

from backend.schemas.registry import ITEM_TYPES
from tests.admin.editing import GUIDE, STANDARD, path_of
from tests.e2e.desk import DESK, PHONE, barriers

pytestmark = pytest.mark.xdist_group("e2e")
OPENED = {
    "guide": GUIDE, "standard": STANDARD, "window": ("window", "jiangmen-resident-2024"),
    "office": ("office", "heshan-gulao"), "channel": ("channel", "yueyibao"),
    "source": ("source", "heshan-letter"), "rule": ("rule", "tianjin-newborn-coverage-start"),
    "questionnaire": ("questionnaire", "jiangmen-student-enrol-way"),
}  # fmt: skip
LISTS = [f"/admin/{item_type}/" for item_type in ITEM_TYPES]
FORMS = [f"/admin/{item_type}/new/" for item_type in ITEM_TYPES]
ITEMS = [path_of(item) for item in (*OPENED.values(), ("standard", "jiangmen-resident-benefit"))]
OTHERS = [path_of(GUIDE, "history"), f"{path_of(GUIDE, 'compare')}&one=1&two=1",
          "/admin/guide/archived/"]  # fmt: skip
PAGES = [*LISTS, *FORMS, *ITEMS, *OTHERS]


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk by day", "phone by night"]
)
def test_no_page_keeps_anybody_out_or_runs_off_the_screen(site, size, scheme):
    found = {}
    with site.window(site.sign_in("小张"), size, color_scheme=scheme) as page:
        for address in PAGES:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            found[address] = [*barriers(page), *page.complaints]
            if page.evaluate("document.documentElement.scrollWidth") > size[0]:
                found[address].append("runs off the screen")
            page.complaints.clear()
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_refused_form_and_a_conflict_keep_nobody_out(site, size):
    with (
        site.window(site.sign_in("小张"), size) as page,
        site.window(site.sign_in("小赵")) as other,
    ):
        page.goto(path_of(GUIDE))
        page.locator('[data-field="policy_year"] input').fill("明年")
        page.get_by_role("button", name="保存草稿").click()
        page.locator("#faults").wait_for()
        assert barriers(page) == []
        other.goto(path_of(GUIDE))
        other.locator('[data-field="title"] input').first.fill("别人的")
        other.get_by_role("button", name="保存草稿").click()
        other.get_by_text("已存为").wait_for()
        page.locator('[data-field="policy_year"] input').fill("2030")
        page.get_by_role("button", name="保存草稿").click()
        page.get_by_role("heading", name="别人先保存了").wait_for()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("part", ["look-up", "chips", "amounts"])
def test_what_opens_on_the_page_keeps_nobody_out(site, part):
    with site.window(site.sign_in("小张"), PHONE) as page:
        page.goto(path_of(GUIDE))
        OPENERS[part](page)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_what_is_to_be_touched_is_large_enough(site, size):
    with site.window(site.sign_in("小张"), size) as page:
        for address in ("/admin/guide/", path_of(GUIDE)):
            page.goto(address)
            small = page.evaluate(
                "[...document.querySelectorAll('main :is(button, a.button, input, select)')]"
                ".filter(e => e.offsetParent && !['checkbox', 'radio'].includes(e.type))"
                ".filter(e => e.getBoundingClientRect().height < 32).map(e => e.outerHTML)"
            )
            assert small == []


def look_up(page):
    page.locator('[data-lookup="region"] input').first.fill("鹤山")
    page.locator(".lookup [role=option]").first.wait_for()


def open_chip(page):
    page.locator(".chip[data-at]").first.click()
    page.locator(".chip-editor:visible").wait_for()


def open_amounts(page):
    page.get_by_role("button", name="插入金额").first.click()
    page.locator(".amounts-found button").first.wait_for()


OPENERS = {"look-up": look_up, "chips": open_chip, "amounts": open_amounts}

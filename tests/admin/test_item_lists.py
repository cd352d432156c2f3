"""Lists of items: found, narrowed down, paged, and no slower for having more in them."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend.clock import today
from backend.extensions import db
from backend.schemas.registry import ITEM_TYPES
from backend.services import drafting, editions
from tests import builders
from tests.admin.people import ask, browser_of
from tests.admin.screen import Screen
from tests.builder_parts import route

MOST_QUERIES = 14


@pytest.fixture
def editor(office):
    return browser_of(office, "小张")


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_every_type_has_a_list(editor, item_type):
    page = editor.get(f"/admin/{item_type}/")
    assert page.status_code == 200
    assert ITEM_TYPES[item_type].label in page.text


def test_a_row_says_what_a_person_wants_to_know(editor):
    text = Screen(editor.get("/admin/guide/").text).text
    for word in ("江门学生参保登记", "jiangmen-student-enrol", "江门市", "参保登记", "完整",
                 "从未核验", "已发布", "第 1 版"):  # fmt: skip
        assert word in text


@pytest.mark.parametrize("page", ["/admin/guide/", "/admin/standard/", "/admin/office/"])
def test_more_rows_ask_no_more_of_the_database(office, editor, page):
    few = queries(office, editor, page)
    write(office, *(builders.guide(key=f"jiangmen-more-{n}", title=f"更多{n}") for n in range(20)))
    write(office, *(builders.standard(key=f"jiangmen-st-{n}") for n in range(20)))
    write(office, *(builders.office(key=f"heshan-of-{n}") for n in range(20)))
    many = queries(office, editor, page)
    assert few <= many <= few + 1  # a page of its own
    assert many <= MOST_QUERIES


def test_the_edit_form_asks_no_more_for_having_more_in_it(office, editor):
    few = queries(office, editor, "/admin/guide/edit/?id=jiangmen-student-enrol")
    many_routes = [route(title=f"途径{n}") for n in range(15)]
    write(office, builders.guide(key="jiangmen-long", routes=many_routes))
    assert queries(office, editor, "/admin/guide/edit/?id=jiangmen-long") <= few
    assert few <= MOST_QUERIES + 8  # a look-up for each type of things it points at


def test_windows_are_drawn_on_a_time_line(editor):
    html = editor.get("/admin/window/").text
    assert '<svg viewBox="0 0 900' in html
    assert "江门市2024年度集中参保缴费期　2023-09-01 至 2023-12-31" in html


def test_lists_are_searched_by_name_and_key(office, editor):
    write(office, builders.guide(key="jiangmen-other", title="停保怎么办"))
    assert rows(editor, "/admin/guide/?search=停保") == ["停保怎么办"]
    assert rows(editor, "/admin/guide/?search=student-enrol") == ["江门学生参保登记"]
    assert rows(editor, "/admin/guide/?search=%25%27--") == []


def test_a_region_takes_in_what_lies_below(office, editor):
    write(office, builders.guide(key="heshan-x", region="440784", title="鹤山的"),
          builders.guide(key="tianjin-x", region="120000", title="天津的"))  # fmt: skip
    assert rows(editor, narrowed(editor, 地区="广东省")) == ["江门学生参保登记", "鹤山的"]
    assert rows(editor, narrowed(editor, 地区="江门市")) == ["江门学生参保登记", "鹤山的"]
    assert rows(editor, narrowed(editor, 地区="鹤山市")) == ["鹤山的"]
    assert rows(editor, narrowed(editor, 地区="天津市")) == ["天津的"]


def test_a_list_is_narrowed_by_how_far_things_have_got(office, editor):
    write(office, builders.guide(key="jiangmen-d", title="草稿的"))
    write(office, builders.guide(key="jiangmen-r", title="待审的"), submitted=True)
    assert rows(editor, narrowed(editor, 状态="草稿")) == ["草稿的"]
    assert rows(editor, narrowed(editor, 状态="待审核")) == ["待审的"]
    assert rows(editor, narrowed(editor, 状态="已发布")) == ["江门学生参保登记"]
    assert rows(editor, narrowed(editor, 状态="有改动，还没上线")) == ["待审的", "草稿的"]


def test_a_list_is_narrowed_by_how_long_ago_things_were_checked(office, editor):
    days = {n: (today() - timedelta(days=n)).isoformat() for n in (3, 179, 181)}
    for n, day in days.items():
        routes = [route(verified_on=day), route(title="另一条", verified_on=days[3])]
        write(office, builders.guide(key=f"jiangmen-v{n}", title=f"{n}天前", routes=routes))
    assert rows(editor, narrowed(editor, 核验="180 天内核验过")) == ["179天前", "3天前"]
    stale = narrowed(editor, 核验="超过 180 天或从未核验")
    assert rows(editor, stale) == ["181天前", "江门学生参保登记"]


@pytest.mark.parametrize("item_type", ["standard", "window", "office"])
def test_other_types_are_narrowed_by_checks_too(office, editor, item_type):
    page = narrowed(editor, f"/admin/{item_type}/", 核验="超过 180 天或从未核验")
    assert len(rows(editor, page)) >= 1
    page = narrowed(editor, f"/admin/{item_type}/", 核验="180 天内核验过")
    assert rows(editor, page) == []


@pytest.mark.parametrize(
    "nonsense",
    [
        "flt0_0=nowhere",
        "flt0_99=x",
        "flt0_3=nothing",
        "page=999",
        "page=x",
        "sort=99",
        "search=%00",
        "flt0_0=",
    ],
)
def test_nonsense_in_an_address_finds_nothing_and_breaks_nothing(editor, nonsense):
    assert editor.get(f"/admin/guide/?{nonsense}").status_code in (200, 400)


def test_long_lists_are_paged(office, editor):
    write(office, *(builders.guide(key=f"jiangmen-p-{n}", title=f"第{n}份") for n in range(35)))
    first, second = rows(editor, "/admin/guide/"), rows(editor, "/admin/guide/?page=1")
    assert (len(first), len(second)) == (30, 6)
    assert set(first).isdisjoint(second)
    assert "共 2 页" in editor.get("/admin/guide/").text


def test_a_list_holds_ones_own_regions_alone(office):
    write(office, builders.guide(key="tianjin-x", region="120000", title="天津的"))
    elsewhere = browser_of(office, "天津编辑", regions=["120000"])
    assert rows(elsewhere, "/admin/guide/") == ["天津的"]


def write(office, *documents, submitted=False):
    """Draft documents, each of the type its fields tell."""

    def save():
        for document in documents:
            kind = "guide" if "service" in document else (
                "standard" if "scheme" in document else "office"
            )  # fmt: skip
            edition = drafting.save(kind, document, author="小王", seen=None)
            if submitted:
                editions.submit(edition, by="小王")
        db.session.commit()

    ask(office, save)


def rows(browser, address):
    """Return the names a list shows, sorted."""
    page = browser.get(address)
    assert page.status_code == 200
    cells = page.text.split("class='name'")[1:]
    return sorted(cell.partition(">")[2].partition("<")[0] for cell in cells)


def narrowed(browser, page="/admin/guide/", **choices):
    """Return the address of a list with filters set, by their labels and the words chosen."""
    html = browser.get(page).text
    pairs = []
    for label, word in choices.items():
        name = html.split(f">{label}</label>")[0].rpartition('for="')[2].partition('"')[0]
        select = html.split(f'<select id="{name}"')[1].partition("</select>")[0]
        value = select.split(f">{word}</option>")[0].rpartition('value="')[2].partition('"')[0]
        pairs.append(f"{name}={value}")
    return f"{page}?{'&'.join(pairs)}"


def queries(office, browser, page):
    """Return how many statements a page takes."""
    browser.get(page)
    with office.app_context(), counted(db.engine) as seen:
        assert browser.get(page).status_code == 200
    return len(seen)


@contextmanager
def counted(engine):
    seen = []

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("SELECT"):
            seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)

"""An uploaded table is looked at, then written as drafts whole, or not at all."""

import pytest

from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.models import AuditEvent, Edition
from backend.services import content_load, drafting, editions, staff, working
from backend.services.drafting import Stale
from backend.services.sheets import book, runs, tables
from backend.services.sheets.columns import SHEETS
from tests.builder_parts import citation, contribution_value
from tests.builders import office, small_content, standard, window

AUTHOR, OTHER = "小王", "老李"
CITED = "heshan-letter｜第二段｜参保就医指引"


@pytest.fixture
def desk(any_app):
    hire()
    return any_app


@pytest.fixture
def one_desk(app):
    """Return an app on SQLite alone, for what takes long."""
    hire()
    return app


def hire():
    staff.ensure_system_staff()
    content_load.load(small_content(), author=staff.LOADER)
    staff.add(AUTHOR, role="editor")
    staff.add(OTHER, role="reviewer")
    db.session.commit()


def test_looking_writes_nothing_and_says_all(desk):
    before = editions.count()
    run, plan = look("offices", office(address="新址"), office(key="heshan-new"))
    assert [(c.item[1], c.before is None) for c in plan.changes] == [
        ("heshan-gulao", False), ("heshan-new", True),
    ]  # fmt: skip
    assert (run.state, run.rows, run.problems) == ("checked", 2, [])
    assert editions.count() == before
    assert working.document(("office", "heshan-gulao")) == office()


def test_what_was_looked_at_is_applied_as_drafts(desk):
    run, _ = look("offices", office(address="新址"), office(key="heshan-new"))
    db.session.commit()
    heard = []
    runs.apply(run.id, by=AUTHOR, tell=lambda done, total: heard.append((done, total)))
    assert working.document(("office", "heshan-gulao"))["address"] == "新址"
    newest = editions.latest(("office", "heshan-new"))
    assert (newest.state, newest.author) == ("draft", AUTHOR)
    assert (run.state, heard) == ("applied", [(0, 2), (2, 2)])
    told = db.session.scalars(db.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert told[-4:] == ["import.look", "draft", "draft", "import.apply"]


def test_what_a_table_leaves_as_it_is_makes_no_draft(desk):
    run, plan = look("offices", office())
    assert (plan.changes, plan.unchanged) == ([], 1)
    runs.apply(run.id, by=AUTHOR)
    assert editions.latest(("office", "heshan-gulao")).number == 1


def test_a_table_is_applied_once_and_by_whoever_brought_it(desk):
    run, _ = look("offices", office(address="新址"))
    for outsider in (OTHER, staff.LOADER):
        with pytest.raises((NotFound, Forbidden)):
            runs.apply(run.id, by=outsider)
    runs.apply(run.id, by=AUTHOR)
    for again in (runs.apply, runs.abandon):
        with pytest.raises(Conflict):
            again(run.id, by=AUTHOR)


def test_a_table_that_was_given_up_is_not_applied(desk):
    run, _ = look("offices", office(address="新址"))
    runs.abandon(run.id, by=AUTHOR)
    with pytest.raises(Conflict):
        runs.apply(run.id, by=AUTHOR)


def test_nothing_is_overwritten_that_was_saved_after_the_look(desk):
    run, _ = look("offices", office(address="表里的"))
    row = working.get(("office", "heshan-gulao"))
    drafting.save("office", office(address="同事的"), author=OTHER, seen=row.lock_version)
    with pytest.raises(Stale):
        runs.apply(run.id, by=AUTHOR)
    assert working.document(("office", "heshan-gulao"))["address"] == "同事的"
    assert run.state == "checked"


def test_something_new_that_somebody_else_made_meanwhile_is_not_overwritten(desk):
    run, _ = look("offices", office(key="heshan-new"))
    drafting.save("office", office(key="heshan-new", note="同事的"), author=OTHER, seen=None)
    with pytest.raises(Stale):
        runs.apply(run.id, by=AUTHOR)


@pytest.mark.parametrize(
    ("name", "documents", "told"),
    [
        ("offices", [office(region="440784999")], "第 2 行「地区」：没有区划代码"),
        ("offices", [office(citations=[])], "第 2 行：经办机构本身没有引证"),
        ("offices", [office(citations=[citation(source="nowhere")])], "第 2 行「引证」：没有来源"),
        (
            "offices",
            [office(), office(key="b", phones=[{"raw": "1", "e164": "+861"}])],
            "第 3 行「电话」：+861 不是能拨通的号码",
        ),
        (
            "contributions",
            [standard(contribution_values=[contribution_value(total_fen=1)])],
            "第 2 行「合计（元）」：合计 0.01元",
        ),
        (
            "contributions",
            [standard(contribution_values=[contribution_value(), contribution_value()])],
            "第 3 行：2024 年度的缴费时段",
        ),
        (
            "windows",
            [window(key="another", opens_on="2023-10-01")],
            "第 2 行「开始日」：与「jiangmen-resident-2024」的时段重叠",
        ),
        (
            "windows",
            [window(key="a", policy_year=2025), window(key="b", policy_year=2025)],
            "的时段重叠",
        ),
        ("windows", [window(opens_on="2024-02-01")], "第 2 行「截止日（不含）」"),
    ],
)
def test_whatever_does_not_hold_together_is_told_by_row(desk, name, documents, told):
    run, plan = look(name, *documents)
    assert any(told in str(problem) for problem in plan.problems), list(map(str, plan.problems))
    assert len(run.problems) == len(plan.problems)
    before = editions.count()
    with pytest.raises(Invalid) as refusal:
        runs.apply(run.id, by=AUTHOR)
    assert any(told in problem for problem in refusal.value.data["problems"])
    assert editions.count() == before


WRONG_OFFICE = {
    "名称": "龙口所", "地区": "鹤山市", "电话": "12｜+861", "纬度": "200", "经度": "113",
    "坐标系": "GCJ-02", "核验日期": "昨天", "引证": "我的来源｜第二段｜参保就医指引",
}  # fmt: skip
WRONG_VALUE = {
    "标识": "jiangmen-resident", "年度": "2025", "公布情况": "好像", "个人缴费": "1",
    "财政补助": "2", "合计": "4", "保障开始": "2025-01-01", "保障结束（不含）": "2024-01-01",
}  # fmt: skip


def test_all_that_is_wrong_in_a_row_is_told_at_once(desk):
    told = problems("offices", WRONG_OFFICE, WRONG_OFFICE | {"名称": "", "纬度": "22"})
    assert [(row, column) for row, column, _ in told] == [
        *((2, column) for column in ("引证", "核验日期", "电话", "纬度")),
        *((3, column) for column in ("名称", "引证", "核验日期", "电话")),
    ]  # fmt: skip
    told = problems("contributions", WRONG_VALUE)
    assert [column for _, column, _ in told] == [
        "", "保障结束（不含）", "公布情况", "合计（元）",
    ]  # fmt: skip
    assert "这一条没有引证" in told[0][2]


def test_one_wrong_row_keeps_all_of_it_out(desk):
    run, _ = look("offices", office(address="新址"), office(key="b", region="440784999"))
    with pytest.raises(Invalid):
        runs.apply(run.id, by=AUTHOR)
    assert working.document(("office", "heshan-gulao")) == office()


def test_rows_of_other_regions_are_refused_and_named(desk):
    staff.add("远方", role="editor", regions=["120000"])
    _, plan = look("offices", office(address="新址"), by="远方")
    (problem,) = plan.problems
    assert (problem.row, problem.column) == (2, "地区")
    assert "只负责天津市" in problem.message


def test_a_window_may_take_the_place_of_itself(desk):
    _, plan = look("windows", window(opens_on="2023-10-01"))
    assert plan.problems == []


def test_a_citation_for_the_whole_table_serves_its_rows(desk):
    sheet = SHEETS["offices"]
    rows = tables.rows_of(sheet, [office(key="heshan-new", citations=None)])
    packed = book.write_csv(sheet.headings, rows)
    _, plan = runs.look("offices", "x.csv", packed, by=AUTHOR, citation=citation())
    assert plan.problems == []
    assert plan.changes[0].after["citations"] == [citation()]


def test_a_file_that_is_no_table_and_a_table_there_is_not_are_refused(desk):
    with pytest.raises(Invalid):
        runs.look("offices", "x.xlsx", b"PK\x03\x04 nothing", by=AUTHOR, citation={})
    with pytest.raises(Invalid):
        runs.look("guides", "x.csv", b"a\n", by=AUTHOR, citation={})


def test_ones_own_uploads_are_listed_newest_first(desk):
    first, _ = look("offices", office(note="一"))
    second, _ = look("windows", window(note="二"))
    assert [run.id for run in runs.of(AUTHOR)] == [second.id, first.id]
    assert runs.of(OTHER) == []


def test_ten_thousand_rows_come_in_at_once(one_desk):
    offices = [office(key=f"office-{n}", name=f"第{n}所") for n in range(10_000)]
    run, plan = look("offices", *offices)
    assert plan.problems == []
    heard = []
    runs.apply(run.id, by=AUTHOR, tell=lambda done, total: heard.append(done))
    assert heard[0] == 0
    assert heard[-1] == 10_000
    assert len(heard) > 10
    drafts = db.session.scalar(
        db.select(db.func.count()).where(Edition.author == AUTHOR, Edition.state == "draft")
    )
    assert drafts == 10_000


def problems(name, *rows):
    headings = list(rows[0])
    packed = book.write_csv(headings, [[row[heading] for heading in headings] for row in rows])
    run, _ = runs.look(name, "表.csv", packed, by=AUTHOR, citation={})
    return run.problems


def look(name, *documents, by=AUTHOR):
    sheet = SHEETS[name]
    packed = book.write_csv(sheet.headings, tables.rows_of(sheet, documents))
    return runs.look(name, "表.csv", packed, by=by, citation={})

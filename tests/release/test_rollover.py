"""A whole yearly update: begun by one, finished by another, reviewed by a third, then live."""

from datetime import datetime

import pytest
import sqlalchemy as sa
import time_machine

from backend.clock import SHANGHAI
from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.models import Edition
from backend.release.proposal import Proposal, approve_all
from backend.release.publish import publish
from backend.services import drafting, editions, releases, staff, working
from backend.services.drafting import Stale
from backend.services.rollover import around, book, entries
from backend.services.rollover.book import Choice
from backend.services.rollover.checklist import Checklist
from backend.services.rollover.handing_in import hand_in
from backend.services.rollover.pasting import paste
from backend.services.sheets.book import read_pasted
from backend.services.stored import document_of
from tests.builders import guide, office
from tests.release.desk import EDITOR, REVIEWER, SECOND, events, published, seen

TO = 2027
NEW_YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)
NOTICE = {
    "title": "关于2027年度缴费的通知", "publisher": "江门市医疗保障局", "grade": "A",
    "published_on": "2026-11-20", "where": "第一条", "quote": "个人缴费每人每年420元",
}  # fmt: skip
STANDARD = ("standard", "jiangmen-resident", "")
BENEFIT = ("standard", "jiangmen-resident-benefit", "")
WINDOW = ("window", "jiangmen-resident-2024", "")
ROUTE = ("guide", "jiangmen-student-enrol", "yueyibao/手机上办")
OFFICE = ("office", "heshan-gulao", "")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T02:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def rollover(open_app):
    begun = book.begin(to_year=TO, regions=["440700"], by=EDITOR)
    db.session.commit()
    return begun


def test_the_checklist_covers_the_regions_and_what_lies_below_them(rollover):
    addresses = [row.subject.address for row in Checklist(rollover).rows]
    assert addresses == [STANDARD, BENEFIT, WINDOW, ROUTE, OFFICE]
    assert rollover.title == "2027年度切换：江门市"


def test_one_region_is_in_one_open_update_at_a_time(rollover):
    for region in ("440700", "440784", "440000"):
        with pytest.raises(Conflict, match="还在进行"):
            book.begin(to_year=TO, regions=[region], by=REVIEWER)
    assert book.begin(to_year=TO, regions=["120000"], by=REVIEWER)
    assert book.begin(to_year=TO + 1, regions=["440784"], by=REVIEWER)
    book.abandon(rollover, by=REVIEWER)
    assert book.begin(to_year=TO, regions=["440784"], by=REVIEWER)


@pytest.mark.parametrize(
    ("year", "regions"), [(1999, ["440700"]), (2031, ["440700"]), (TO, []), (TO, ["999999"])]
)
def test_what_cannot_be_begun_is_refused(open_app, year, regions):
    with pytest.raises(Invalid):
        book.begin(to_year=year, regions=regions, by=EDITOR)


def test_nobody_updates_a_region_that_is_not_theirs(rollover):
    staff.add("远方", role="editor", regions=["120000"])
    with pytest.raises(Forbidden):
        book.begin(to_year=TO, regions=["440784"], by="远方")
    for act in (
        lambda: book.decide(rollover, OFFICE, Choice("same", 0), by="远方"),
        lambda: book.abandon(rollover, by="远方"),
        lambda: hand_in(rollover, by="远方", seen=Checklist(rollover).version),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_settled_line_is_there_for_whoever_comes_next(rollover):
    book.decide(rollover, OFFICE, Choice("same", 0, note="打过电话"), by=EDITOR)
    db.session.commit()
    db.session.expire_all()
    row = Checklist(book.get(rollover.id)).row(OFFICE)
    assert (row.outcome, row.line.decided_by, row.line.note) == ("same", EDITOR, "打过电话")
    assert Checklist(rollover).settled == 1


def test_of_two_who_settle_one_line_the_later_is_told(rollover):
    book.decide(rollover, OFFICE, Choice("same", 0), by=EDITOR)
    with pytest.raises(Stale, match=EDITOR):
        book.decide(rollover, OFFICE, Choice("ended", 0), by=REVIEWER)
    line = Checklist(rollover).row(OFFICE).line
    assert line.outcome == "same"
    book.decide(rollover, OFFICE, Choice("ended", line.lock_version), by=REVIEWER)
    assert line.outcome == "ended"


def test_settling_is_on_record_with_what_there_was_before(rollover):
    book.decide(rollover, OFFICE, Choice("same", 0), by=EDITOR)
    book.decide(rollover, OFFICE, Choice("not_announced", 1), by=REVIEWER)
    told = [(e.actor, e.details["before"]["outcome"], e.details["after"]["outcome"])
            for e in events("rollover.decide")]  # fmt: skip
    assert told == [(EDITOR, "", "same"), (REVIEWER, "same", "not_announced")]


def test_the_rest_is_settled_with_one_tick_and_not_without(rollover):
    book.decide(rollover, STANDARD, typed(Checklist(rollover), STANDARD), by=EDITOR)
    shown = Checklist(rollover).open_version
    with pytest.raises(Invalid, match="勾选"):
        book.settle_rest(rollover, by=EDITOR, seen=shown, is_certain=False)
    assert book.settle_rest(rollover, by=EDITOR, seen=shown, is_certain=True) == 4
    assert {row.outcome for row in Checklist(rollover).rows} == {"changed", "same"}


def test_the_rest_is_what_was_on_the_screen(rollover):
    shown = Checklist(rollover).open_version
    book.decide(rollover, OFFICE, Choice("ended", 0), by=REVIEWER)
    with pytest.raises(Stale):
        book.settle_rest(rollover, by=EDITOR, seen=shown, is_certain=True)


def test_what_changed_under_a_settled_line_is_looked_at_again(rollover):
    settle_all(rollover)
    row = working.get(OFFICE[:2])
    drafting.save("office", office(address="新址"), author=REVIEWER, seen=row.lock_version)
    checklist = Checklist(rollover)
    assert checklist.row(OFFICE).is_outdated
    assert any("又被改过" in reason for reason in checklist.blockers)
    with pytest.raises(Conflict):
        hand_in(rollover, by=EDITOR, seen=checklist.version)


def test_nothing_is_handed_in_before_everything_is_settled(rollover):
    state(rollover)
    book.decide(rollover, OFFICE, Choice("same", 0), by=EDITOR)
    with pytest.raises(Conflict, match="还有 4 项没有定") as refusal:
        hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    assert refusal.value.data["problems"] == ["还有 4 项没有定"]
    assert rollover.is_open


def test_a_new_year_rests_on_something(rollover):
    settle_all(rollover)
    assert Checklist(rollover).blockers == ["江门市还没有写新年度的依据"]
    state(rollover)
    assert Checklist(rollover).blockers == []


@pytest.mark.parametrize("missing", ["title", "grade", "where", "quote"])
def test_evidence_is_whole_or_refused(rollover, missing):
    with pytest.raises(Invalid, match="依据还没写全"):
        book.state_evidence(
            rollover, "440700", NOTICE | {missing: " "}, by=EDITOR, seen=rollover.lock_version
        )


def test_evidence_may_be_a_source_that_is_there(rollover):
    told = {"source": "heshan-letter", "where": "第二段", "quote": "同上一年"}
    book.state_evidence(rollover, "440700", told, by=EDITOR, seen=rollover.lock_version)
    assert rollover.evidence["440700"]["citation"]["source"] == "heshan-letter"
    told = told | {"source": "nowhere"}
    with pytest.raises(Invalid, match="没有来源"):
        book.state_evidence(rollover, "440700", told, by=EDITOR, seen=rollover.lock_version)


def test_of_two_who_state_evidence_the_later_is_told(rollover):
    old = rollover.lock_version
    state(rollover)
    with pytest.raises(Stale):
        book.state_evidence(rollover, "440700", NOTICE, by=REVIEWER, seen=old)


def test_what_others_have_not_finished_comes_first(rollover):
    settle_all(rollover)
    state(rollover)
    row = working.get(("guide", ROUTE[1]))
    unfinished = drafting.save("guide", guide(title="别人在改"), author=REVIEWER,
                               seen=row.lock_version)  # fmt: skip
    relook(rollover, ROUTE)
    for edition_state in ("还没提交的草稿", "等待审核的修改", "被退回的修改"):
        (reason,) = Checklist(rollover).blockers
        assert REVIEWER in reason
        assert edition_state in reason
        if unfinished.state == "in_review":
            editions.reject(unfinished, by=SECOND, comment="再想想")
        elif unfinished.state == "draft":
            editions.submit(unfinished, by=REVIEWER)


def test_everything_goes_to_review_as_one_release(rollover):
    release = handed_in(rollover)
    assert (rollover.state, rollover.closed_by, rollover.release_id) == (
        "submitted", EDITOR, release.id,
    )  # fmt: skip
    pinned = {e.item: e for e in pinned_editions(release)}
    assert set(pinned) == {
        ("source", "jiangmen-2027"), STANDARD[:2], BENEFIT[:2],
        ("window", "jiangmen-resident-2027"), ROUTE[:2], OFFICE[:2],
    }  # fmt: skip
    assert {e.state for e in pinned.values()} == {"in_review"}
    new = document_of(pinned[STANDARD[:2]].body)["contribution_values"][-1]
    assert (new["personal_fen"], new["citations"][0]["source"]) == (42000, "jiangmen-2027")
    for item, edition in pinned.items():
        assert working.document(item) == document_of(edition.body)


def test_it_is_handed_in_once(rollover):
    handed_in(rollover)
    with pytest.raises(Conflict, match="已经结束"):
        hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    assert len(releases.every()) == 2


def test_it_is_handed_in_as_it_was_on_the_screen(rollover):
    settle_all(rollover)
    state(rollover)
    shown = Checklist(rollover).version
    line = Checklist(rollover).row(OFFICE).line
    book.decide(rollover, OFFICE, Choice("ended", line.lock_version), by=REVIEWER)
    with pytest.raises(Stale):
        hand_in(rollover, by=EDITOR, seen=shown)


def test_nothing_is_written_when_what_comes_of_it_does_not_hold(rollover):
    settle_all(rollover)
    state(rollover)
    working.save("source", {**working.document(("source", "heshan-letter")), "key": "other"})
    before = editions.count(), working.document(STANDARD[:2])
    wrong = typed(Checklist(rollover), STANDARD)
    wrong.entry["values"][0] |= {"total_fen": 1}
    line = Checklist(rollover).row(STANDARD).line
    book.decide(rollover, STANDARD, Choice("changed", line.lock_version, wrong.entry), by=EDITOR)
    db.session.commit()
    with pytest.raises((Invalid, Conflict)) as refusal:
        hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    assert "jiangmen-resident" in refusal.value.message
    db.session.rollback()
    assert (editions.count(), working.document(STANDARD[:2])) == before
    assert book.get(rollover.id).is_open


def test_nobody_who_settled_a_line_of_it_reviews_it(rollover):
    book.decide(rollover, WINDOW, Choice("same", 0), by=REVIEWER)
    release = handed_in(rollover)
    authors = {e.item: e.authors for e in pinned_editions(release)}
    assert authors["window", "jiangmen-resident-2027"] == {REVIEWER}
    assert authors[ROUTE[:2]] == {EDITOR, REVIEWER}  # its guide shows the window
    with pytest.raises(Forbidden):
        approve_all(release, by=REVIEWER)
    db.session.rollback()
    approve_all(release, by=SECOND)
    with pytest.raises(Forbidden):
        publish(release.id, by=REVIEWER, root=None)


def test_the_new_year_goes_live_at_midnight(rollover, open_app, root, clock):
    release = handed_in(rollover)
    approve_all(release, by=REVIEWER, comment="核对过")
    db.session.commit()
    publish(release.id, by=REVIEWER, root=root, at=NEW_YEAR)
    page = "/standards/jiangmen-resident"
    assert seen(open_app, page)["status"] == "carried_over"
    clock.move_to(NEW_YEAR)
    now = seen(open_app, page)
    assert (now["status"], now["current"]["personal_fen"]) == ("current", 42000)
    shown = seen(open_app, "/guides/jiangmen-student-enrol")
    assert "个人缴420元" in shown["summary"]
    assert [w["key"] for w in shown["windows"]] == ["jiangmen-resident-2027"]
    assert (shown["routes"][0]["status"], shown["routes"][0]["verified_by"]) == ("verified", EDITOR)


def test_the_reviewer_sees_the_amount_and_the_guides_that_show_it(rollover):
    release = handed_in(rollover)
    told = {d.item: d for d in Proposal.of_release(release).differences}
    added = [line for line in told[STANDARD[:2]].lines() if line.kind == "added"]
    assert "个人缴费：420元" in "".join(mark.text for mark in added[-1].after)
    assert around.guides_showing(["jiangmen-resident"]) == {
        "jiangmen-resident": [("jiangmen-student-enrol", "江门学生参保登记")]
    }


def test_the_next_year_starts_from_this_one(rollover, open_app, root):
    release = handed_in(rollover)
    approve_all(release, by=REVIEWER)
    db.session.commit()
    publish(release.id, by=REVIEWER, root=root)
    following = book.begin(to_year=TO + 1, regions=["440700"], by=EDITOR)
    years = {r.subject.kind: r.subject.year for r in Checklist(following).rows}
    assert (years["standard"], years["window"]) == (TO, TO)


def test_amounts_are_pasted_from_a_table(rollover):
    pasted = read_pasted("标题\t个人缴费\t财政补助\n江门市城乡居民医保缴费标准\t420\t670\n")
    assert paste(rollover, pasted, by=EDITOR) == ["江门市城乡居民医保缴费标准"]
    (value,) = Checklist(rollover).row(STANDARD).line.entry["values"]
    assert value == {
        "policy_year": TO, "cover_from": "2027-01-01", "cover_to": "2028-01-01",
        "pay_from": "2026-09-01", "personal_fen": 42000, "subsidy_fen": 67000,
    }  # fmt: skip


def test_benefits_are_pasted_too(rollover):
    pasted = read_pasted(
        "标识\t就医类型\t项目\t比较\t数值\n"
        "jiangmen-resident-benefit\t住院\t报销比例\t最高\t90\n"
        "jiangmen-resident-benefit\t住院\t封顶线\t\t60万\n"
    )
    paste(rollover, pasted, by=EDITOR)
    (value,) = Checklist(rollover).row(BENEFIT).line.entry["values"]
    assert [cell["amount"] for cell in value["cells"]] == [9000, 60000000]


def test_a_table_that_says_what_there_was_settles_as_the_same(rollover):
    pasted = read_pasted("标识\t个人缴费\t财政补助\t合计\njiangmen-resident\t406\t640\t1046\n")
    paste(rollover, pasted, by=EDITOR)
    assert Checklist(rollover).row(STANDARD).outcome == "same"


@pytest.mark.parametrize(
    ("pasted", "word"),
    [
        ("标识\t个人缴费\nhunan-resident\t400\n", "还没有标准"),
        ("标识\t个人缴费\njiangmen-resident\t四百\n", "第 2 行「个人缴费（元）」"),
        ("标识\t年度\t个人缴费\njiangmen-resident\t2026\t400\n", "没有 2027 年度的金额"),
        ("随便\t什么\n1\t2\n", "不认识这一列"),
        ("标识\t个人缴费\n", "没有可用的行"),
        ("", "没有可用的行"),
    ],
)
def test_a_table_that_cannot_be_meant_settles_nothing(rollover, pasted, word):
    with pytest.raises(Invalid) as refusal:
        paste(rollover, read_pasted(pasted), by=EDITOR)
    assert word in "；".join(refusal.value.data["problems"])
    assert rollover.lines == []


def test_a_form_holds_the_likely_case_and_is_read_back(rollover):
    row = Checklist(rollover).row(STANDARD)
    (group,) = entries.groups(row.subject, TO, {})
    held = {field.name: field.value for field in group.fields}
    assert (held["v0.personal_fen"], held["v0.pay_from"]) == ("406", "2026-09-01")
    entry = entries.read(row.subject, TO, held | {"v0.personal_fen": "420", "v0.total_fen": ""})
    assert entry["values"][0]["total_fen"] == 106000
    (again,) = entries.groups(row.subject, TO, entry)
    assert {f.name: f.value for f in again.fields}["v0.personal_fen"] == "420"


@pytest.mark.parametrize("address", [BENEFIT, WINDOW, ROUTE, OFFICE])
def test_every_kind_of_form_read_back_unchanged_can_be_settled(rollover, address):
    settle_all(rollover)
    state(rollover)
    row = Checklist(rollover).row(address)
    held = {f.name: f.value for g in entries.groups(row.subject, TO, {}) for f in g.fields}
    entry = entries.read(row.subject, TO, held)
    book.decide(rollover, address, Choice("changed", row.seen, entry), by=EDITOR)
    assert hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)


@pytest.mark.parametrize(
    ("address", "typed_in", "word"),
    [
        (STANDARD, {"v0.personal_fen": "很多"}, "个人缴费（元）：应当是金额"),
        (STANDARD, {"v0.cover_from": ""}, "保障开始：缺少"),
        (WINDOW, {"title": " "}, "标题：不能空着"),
        (WINDOW, {"opens_on": "开学"}, "开始日：「开学」应当是日期"),
        (OFFICE, {"phones": "1｜2｜谁知道"}, "电话：「谁知道」"),
        (ROUTE, {"s0.text": ""}, "步骤 1：有路径"),
        (ROUTE, {"s0.text": "", "s0.path": "", "s1.text": "", "s1.path": ""}, "至少要有一步"),
    ],
)
def test_a_form_that_does_not_fit_is_refused_field_by_field(rollover, address, typed_in, word):
    row = Checklist(rollover).row(address)
    held = {f.name: f.value for g in entries.groups(row.subject, TO, {}) for f in g.fields}
    with pytest.raises(Invalid) as refusal:
        entries.read(row.subject, TO, held | typed_in)
    assert any(word in problem for problem in refusal.value.data["problems"])


def test_a_new_path_is_read_in_any_notation(rollover):
    row = Checklist(rollover).row(ROUTE)
    held = {f.name: f.value for g in entries.groups(row.subject, TO, {}) for f in g.fields}
    typed_in = {"s0.path": "“我要办” > 【社保缴费】", "s2.text": "等结果。", "s2.path": ""}
    steps = entries.read(row.subject, TO, held | typed_in)["route"]["steps"]
    assert [node["label"] for node in steps[0]["path"]] == ["我要办", "社保缴费"]
    assert steps[1] == row.subject.shown["steps"][1]
    assert steps[2]["text"] == "等结果。"


def test_a_line_that_is_not_on_the_list_is_refused(rollover):
    with pytest.raises(NotFound):
        book.decide(rollover, ("office", "nowhere", ""), Choice("same", 0), by=EDITOR)
    with pytest.raises(Invalid, match="请选其中之一"):
        book.decide(rollover, OFFICE, Choice("vanished", 0), by=EDITOR)


def test_an_update_that_was_given_up_can_be_worked_on_no_more(rollover):
    book.abandon(rollover, by=REVIEWER)
    with pytest.raises(Conflict):
        book.decide(rollover, OFFICE, Choice("same", 0), by=EDITOR)
    with pytest.raises(Conflict):
        book.abandon(rollover, by=EDITOR)


def test_a_hot_fix_in_between_is_not_lost(rollover, open_app, root):
    settle_all(rollover)
    published({("office", "heshan-gulao"): office(address="急改")}, root)
    working.save("office", office(address="急改"))
    relook(rollover, OFFICE)
    state(rollover)
    release = hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    assert document_of(
        next(e.body for e in pinned_editions(release) if e.item == OFFICE[:2])
    )["address"] == "急改"  # fmt: skip


def typed(checklist, address, **amounts):
    """Return the choice of somebody who typed 420 over last year's 406."""
    subject = checklist.row(address).subject
    held = {f.name: f.value for g in entries.groups(subject, TO, {}) for f in g.fields}
    posted = held | {"v0.personal_fen": "420", "v0.total_fen": ""} | amounts
    return Choice("changed", 0, entries.read(subject, TO, posted))


def settle_all(rollover):
    checklist = Checklist(rollover)
    if not checklist.row(STANDARD).outcome:
        book.decide(rollover, STANDARD, typed(checklist, STANDARD), by=EDITOR)
    seen_now = Checklist(rollover).open_version
    book.settle_rest(rollover, by=EDITOR, seen=seen_now, is_certain=True)
    db.session.commit()


def relook(rollover, address):
    row = Checklist(rollover).row(address)
    book.decide(rollover, address, Choice("same", row.seen), by=EDITOR)


def state(rollover):
    book.state_evidence(rollover, "440700", NOTICE, by=EDITOR, seen=rollover.lock_version)


def handed_in(rollover):
    settle_all(rollover)
    state(rollover)
    release = hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    db.session.commit()
    return release


def pinned_editions(release):
    ids = [pin.edition_id for pin in releases.own_pins(release).values()]
    return list(db.session.scalars(sa.select(Edition).where(Edition.id.in_(ids))))

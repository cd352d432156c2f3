"""A settled checklist becomes one release, reviewed by another, live at midnight."""

import pytest

from backend.errors import Conflict, Forbidden, Invalid
from backend.extensions import db
from backend.release.proposal import Proposal, approve_all
from backend.release.publish import publish
from backend.services import drafting, editions, releases, working
from backend.services.drafting import Stale
from backend.services.rollover import around, book
from backend.services.rollover.book import Choice
from backend.services.rollover.checklist import Checklist
from backend.services.rollover.handing_in import hand_in
from backend.services.stored import document_of
from tests.builders import guide, office
from tests.release.desk import EDITOR, REVIEWER, SECOND, published, seen
from tests.release.rolling import (
    BENEFIT,
    NEW_YEAR,
    NOTICE,
    OFFICE,
    OWN_WORDS,
    ROUTE,
    STANDARD,
    TO,
    WINDOW,
    change,
    handed_in,
    pinned_editions,
    relook,
    settle_all,
    state,
)

NEW_WINDOW = ("window", "jiangmen-resident-2027")
pytestmark = pytest.mark.usefixtures("clock")


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
    with pytest.raises(Invalid, match="江门市新年度的依据还没写全"):
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


def test_one_sentence_speaks_of_one_line(rollover):
    settle_all(rollover)
    state(rollover)
    change(rollover, WINDOW)
    change(rollover, OFFICE, **{"phones.0.raw": "0750-8881234", "phones.0.e164": ""})
    (two, office_) = Checklist(rollover).blockers
    assert "却有 2 项靠它" in two
    assert "还没写它自己的依据" in office_
    change(rollover, WINDOW, **OWN_WORDS)
    change(rollover, OFFICE, **OWN_WORDS | {"words.source": "heshan-letter"})
    assert Checklist(rollover).blockers == []
    release = hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    pinned = {e.item: document_of(e.body) for e in pinned_editions(release)}
    quoted = {i: [c["quote"] for c in pinned[i]["citations"]] for i in (NEW_WINDOW, OFFICE[:2])}
    own = OWN_WORDS["words.quote"]
    assert quoted == {NEW_WINDOW: [own], OFFICE[:2]: ["古劳镇 8761233", own]}
    assert pinned[OFFICE[:2]]["citations"][-1]["source"] == "heshan-letter"


def test_what_stayed_is_not_cited_to_the_new_notice(rollover):
    release = handed_in(rollover)
    pinned = {e.item: document_of(e.body) for e in pinned_editions(release)}
    new = [pinned[BENEFIT[:2]]["benefit_values"][-1], pinned[NEW_WINDOW], pinned[OFFICE[:2]]]
    sources = {c["source"] for each in new for c in each["citations"]}
    assert sources == {"heshan-letter"}
    assert {"2026-11-25重新核验；引文是以前年度的" in each["reading"] for each in new[:2]} == {True}


def test_a_standard_that_ends_needs_words_that_say_so(rollover):
    book.decide(rollover, BENEFIT, Choice("ended", 0), by=EDITOR)
    settle_all(rollover)
    state(rollover)
    assert any("还没写它自己的依据" in reason for reason in Checklist(rollover).blockers)
    words = {"words": {"where": "第三条", "quote": "原待遇标准停止执行"}}
    book.decide(rollover, BENEFIT, Choice("ended", 1, words), by=EDITOR)
    release = hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    pinned = {e.item: document_of(e.body) for e in pinned_editions(release)}
    value = pinned[BENEFIT[:2]]["benefit_values"][-1]
    assert (value["kind"], value["citations"][0]["quote"]) == ("ended", "原待遇标准停止执行")


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


@pytest.mark.parametrize(
    ("typed_before", "told"),
    [
        ({"total_fen": 90000}, "合计（元）：合计 900元，而个人 420元 + 补助 640元 = 1060元"),
        ({"cover_to": "2026-01-01"},
         "保障结束（不含）：保障结束（不含）应当晚于保障开始（区间不含末日）"),
        ({"note": "个人缴150元。"}, "说明：「150元」应写成 {{standard:…}} 引用或 {{lit:150元}}"),
    ],
)  # fmt: skip
def test_nothing_is_written_when_what_comes_of_it_does_not_hold(rollover, typed_before, told):
    settle_all(rollover)
    state(rollover)
    working.save("source", {**working.document(("source", "heshan-letter")), "key": "other"})
    before = editions.count(), working.document(STANDARD[:2])
    line = Checklist(rollover).row(STANDARD).line
    line.entry = {"values": [line.entry["values"][0] | typed_before]}
    db.session.commit()
    with pytest.raises(Invalid) as refusal:
        hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    assert refusal.value.data["lines"][0] == (STANDARD, "江门市城乡居民医保缴费标准", told)
    assert "yaml" not in refusal.value.message
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

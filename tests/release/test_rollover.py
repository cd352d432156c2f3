"""A checklist: begun for some regions, settled line by line by whoever is there."""

import pytest

from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.services import drafting, staff, working
from backend.services.drafting import Stale
from backend.services.rollover import book
from backend.services.rollover.book import Choice
from backend.services.rollover.checklist import Checklist
from backend.services.rollover.handing_in import hand_in
from tests.builders import office
from tests.release.desk import EDITOR, REVIEWER, events
from tests.release.rolling import BENEFIT, OFFICE, ROUTE, STANDARD, TO, WINDOW, settle_all, typed

pytestmark = pytest.mark.usefixtures("clock")


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

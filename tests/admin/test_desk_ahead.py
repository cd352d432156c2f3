"""A fix of what waits for its day: said plainly, and begun from what readers see now."""

import re

import pytest
import time_machine

from backend.extensions import db
from backend.services import drafting, editions, releases
from backend.services.stored import document_of
from tests.admin.desking import OFFICE, STANDARD, built, decide, send, submitted
from tests.admin.editing import newest, opened, path_of, sent
from tests.admin.people import ask
from tests.builders import office as office_doc
from tests.builders import standard

AHEAD = "这一项有排定、还没生效的版本"
ON_TOP = "下面的内容是接着它写的"
BEGIN = "从线上现在的内容写起"
EARLY = "会把那一版提前带上线"
BEFORE = "2026-12-01T00:00Z"


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(BEFORE):
        yield


def waiting(office, reviewer, other):
    """Return the page of a release of next year's address, scheduled."""
    release = built(office, reviewer, OFFICE, office_doc(address="明年的"))
    asked = {"when": "later", "at": "2027-01-01T00:00", "confirmed": "yes"}
    assert send(other, release, "publish", asked).status_code == 302
    return release


def test_the_edit_page_says_that_a_version_is_scheduled(office, reviewer, other, editor):
    assert AHEAD not in editor.get(path_of(OFFICE)).text
    waiting(office, reviewer, other)
    page = editor.get(path_of(OFFICE)).text
    for word in (
        AHEAD,
        "第 2 号发布「一次发布」",
        "2027-01-01 00:00（北京时间）生效",
        ON_TOP,
        BEGIN,
    ):
        assert word in page
    assert AHEAD not in editor.get(path_of(STANDARD)).text


def test_a_fix_begins_from_what_is_live_with_one_button(office, reviewer, other, editor):
    waiting(office, reviewer, other)
    form = {"number": "1", "seen": opened(editor, OFFICE).value("@seen"), "confirmed": "yes"}
    assert editor.post(path_of(OFFICE, "restore"), form).status_code == 302
    assert newest(office, OFFICE)[3]["address"] == office_doc()["address"]
    page = editor.get(path_of(OFFICE)).text
    assert AHEAD in page
    assert ON_TOP not in page
    form = opened(editor, OFFICE)
    form.set("address", "急改的")
    sent(editor, form, OFFICE)
    page = editor.get(path_of(OFFICE)).text
    assert "不是接着它写的" in page


def test_a_release_says_that_it_would_bring_in_what_is_scheduled(office, reviewer, other):
    first = waiting(office, reviewer, other)
    assert EARLY not in other.get(first).text
    fix = built(office, reviewer, OFFICE, office_doc(address="明年的", note="改错字"))
    page = other.get(fix).text
    assert EARLY in page
    asks = send(other, fix, "publish", {"when": "now"}).text
    assert "提前带上线" in asks
    asks = send(other, fix, "publish", {"when": "later", "at": "2027-01-02T00:00"}).text
    assert "提前带上线" not in asks


def test_a_fix_begun_from_what_is_live_brings_nothing_along(office, reviewer, other, editor):
    waiting(office, reviewer, other)
    form = {"number": "1", "seen": opened(editor, OFFICE).value("@seen"), "confirmed": "yes"}
    editor.post(path_of(OFFICE, "restore"), form)
    fix = built(office, reviewer, OFFICE, office_doc(note="改错字"))
    assert EARLY not in other.get(fix).text
    send(other, fix, "publish", {"when": "now", "confirmed": "yes"})

    def live():
        pins = releases.pins_of(releases.get(3))
        return document_of(releases.Bodies({OFFICE: pins[OFFICE].edition_id})[OFFICE])

    assert ask(office, live)["address"] == office_doc()["address"]


def test_what_is_new_with_the_scheduled_release_has_nothing_live_to_begin_from(
    office, reviewer, other, editor
):
    def fresh():
        longkou = office_doc(key="heshan-longkou", name="龙口")
        edition = drafting.save("office", longkou, author="小王", seen=None)
        editions.submit(edition, by="小王")
        db.session.commit()
        return edition.id

    number = ask(office, fresh)
    decide(reviewer, number, "approve")
    form = {"title": "新机构", "edition": number}
    release = reviewer.post("/admin/release/build/", form).location
    asked = {"when": "later", "at": "2027-01-01T00:00", "confirmed": "yes"}
    send(other, release, "publish", asked)
    page = editor.get(path_of(("office", "heshan-longkou"))).text
    assert AHEAD in page
    assert BEGIN not in page


def test_both_sides_of_a_conflict_become_one_text_that_somebody_wrote(
    office, reviewer, other, editor
):
    held = waiting(office, reviewer, other)
    fix = built(office, reviewer, OFFICE, office_doc(note="急改的说明"))
    send(other, fix, "publish", {"when": "now", "confirmed": "yes"})
    page = editor.get(held).text
    assert "写一份合并稿" in page
    form = dict(re.findall(r'name="(number|seen)" value="(\d+)"', page), confirmed="yes")
    assert editor.post(path_of(OFFICE, "restore"), form).status_code == 302
    text = opened(editor, OFFICE)
    assert text.value("address") == "明年的"
    text.set("note", "急改的说明")
    sent(editor, text, OFFICE, do="submit")
    assert "用合并好的" not in other.get(held).text
    decide(reviewer, ask(office, lambda: editions.latest(OFFICE).id), "approve")
    assert "用合并好的第 5 版" in other.get(held).text
    send(other, held, "settle", {"item": "/".join(OFFICE), "keep": "merged"})
    assert "等待生效" in other.get(held).text

    def promised():
        pins = releases.pins_of(releases.get(2))
        return document_of(releases.Bodies({OFFICE: pins[OFFICE].edition_id})[OFFICE])

    said = ask(office, promised)
    assert (said["address"], said["note"]) == ("明年的", "急改的说明")


def test_nobody_settles_with_a_text_they_merged_themselves(office, reviewer, other):
    held = waiting(office, reviewer, other)
    fix = built(office, reviewer, OFFICE, office_doc(note="急改的说明"))
    send(other, fix, "publish", {"when": "now", "confirmed": "yes"})
    mixed = office_doc(address="明年的", note="急改的说明")
    decide(reviewer, submitted(office, OFFICE, mixed, author="审核乙"), "approve")
    form = {"item": "/".join(OFFICE), "keep": "merged"}
    assert send(other, held, "settle", form).status_code == 409
    page = other.get(held).text
    assert "需要合并" in page
    assert "用合并好的" in page


def test_there_is_nothing_merged_before_somebody_wrote_it(office, reviewer, other):
    held = waiting(office, reviewer, other)
    fix = built(office, reviewer, OFFICE, office_doc(note="急改的说明"))
    send(other, fix, "publish", {"when": "now", "confirmed": "yes"})
    form = {"item": "/".join(OFFICE), "keep": "merged"}
    assert send(other, held, "settle", form).status_code == 409


def test_why_it_was_sent_back_stands_above_the_form(office, reviewer, editor):
    number = submitted(office, STANDARD, standard(title="错的"))
    decide(reviewer, number, "reject", "标题写错了")
    assert "标题写错了" in editor.get(path_of(STANDARD)).text
    mended = submitted(office, STANDARD, standard(title="对的"))
    assert "标题写错了" in editor.get(path_of(STANDARD)).text
    decide(reviewer, mended, "approve")
    assert "标题写错了" not in editor.get(path_of(STANDARD)).text

"""The audit log in words: who did what to what, when, from where, before and after."""

import re
from datetime import date

import pytest

from backend.config import ROOT
from backend.errors import NotFound
from backend.extensions import db
from backend.models import AuditEvent
from backend.services import accounts, audit, audit_log, content_load, editions, staff
from backend.services.audit_log import Asked
from backend.services.audit_said import Teller
from backend.services.audit_words import AUDIT_ACTION
from tests.builder_parts import contribution_value
from tests.builders import guide, small_content

GUIDE = ("guide", "jiangmen-student-enrol")
STANDARD = "jiangmen-resident"
EVERYTHING = Asked()


@pytest.fixture
def log(any_app, time_machine):
    """Return an app where a few things happened on the days before and after new year."""
    for instant, action, key, actor in (
        ("2026-12-31T15:59:59+00:00", "draft", "one", "小王"),
        ("2026-12-31T16:00:00+00:00", "draft", "two", "小王"),
        ("2027-01-01T15:59:59+00:00", "submit", "two", "小王"),
        ("2027-01-01T16:00:00+00:00", "approved", "two", "老李"),
    ):
        time_machine.move_to(instant, tick=False)
        audit.record(action, ("guide", key), actor=actor, number=1)
    audit.record("release.publish", ("release", "7"), actor="老李")
    db.session.commit()
    return any_app


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (EVERYTHING, [5, 4, 3, 2, 1]),
        (Asked(actor="老李"), [5, 4]),
        (Asked(action="draft"), [2, 1]),
        (Asked(subject_type="release"), [5]),
        (Asked(subject_key="TWO"), [4, 3, 2]),
        (Asked(subject_key="%"), []),
        (Asked(first=date(2027, 1, 1)), [5, 4, 3, 2]),
        (Asked(last=date(2026, 12, 31)), [1]),
        (Asked(first=date(2027, 1, 1), last=date(2027, 1, 1)), [3, 2]),
        (Asked(actor="小王", action="draft", subject_key="one"), [1]),
        (Asked(actor="外人"), []),
    ],
    ids=str,
)
def test_the_log_is_asked_by_person_action_thing_and_day_in_shanghai(log, asked, found):
    assert [event.id for event in audit_log.find(asked, most=10)] == found


def test_the_log_is_read_page_by_page(log):
    first = audit_log.find(EVERYTHING, most=2)
    rest = audit_log.find(EVERYTHING, most=9, below=first[-1].id)
    assert [event.id for event in (*first, *rest)] == [5, 4, 3, 2, 1]
    assert audit_log.find(EVERYTHING, most=2, below=1) == []


def test_one_event_is_opened_and_none_made_up(log):
    assert audit_log.get(3).action == "submit"
    with pytest.raises(NotFound):
        audit_log.get(6)
    assert audit_log.actors() == ["小王", "老李"]


@pytest.mark.parametrize(
    ("origin", "said"),
    [("panel 203.0.113.0/24", "后台 203.0.113.0/24"), ("command", "命令行"), ("service", "程序"),
     ("elsewhere", "elsewhere")],
)  # fmt: skip
def test_where_it_came_from_is_said(origin, said):
    assert audit_log.origin_of(AuditEvent(origin=origin)) == said


def test_what_it_was_about_is_said():
    event = AuditEvent(action="release.publish", subject_type="release", subject_key="7")
    assert (audit_log.action_of(event), Teller().subject(event)) == ("发布", "发布 7")
    event = AuditEvent(action="invented", subject_type="guide", subject_key="x")
    assert (audit_log.action_of(event), Teller().subject(event)) == ("invented", "办事指南 x")


@pytest.mark.parametrize(
    ("details", "lines"),
    [
        ({"number": 3, "hash": "ab"}, ["版本：第 3 版"]),
        ({"number": 3, "comment": ""}, ["版本：第 3 版"]),
        ({"comment": "缺引证"}, ["意见：缺引证"]),
        ({"go_live_at": "2026-12-31T16:00:00+00:00", "image": "ab", "held": []},
         ["生效时间：2027-01-01 00:00"]),
        ({"to": 2, "reason": "错了"}, ["回到：第 2 号发布", "原因：错了"]),
        ({"item": ["guide", "x"], "keep": "live"}, ["内容：办事指南 x", "保留：线上现在的"]),
        ({"items": 0}, ["改动项数：0"]),
        ({"tried": "code"}, ["没通过的一步：验证码"]),
        ({"unknown": {"a": [1]}}, ['unknown：{"a": [1]}']),
    ],
    ids=str,
)  # fmt: skip
def test_details_are_said_in_words(details, lines):
    assert Teller().said(details) == lines


def test_before_and_after_are_told_apart_where_they_differ():
    before = {"role": "editor", "regions": [], "active": True}
    after = {"role": "reviewer", "regions": ["440700"], "active": True}
    assert list(Teller().before_and_after({"before": before, "after": after})) == [
        ("角色", "编辑", "审核"), ("负责地区", "全国", "440700"),
    ]  # fmt: skip
    assert next(Teller().before_and_after({"after": after})) == ("角色", "", "审核")
    assert list(Teller().before_and_after({"number": 1})) == []


def test_what_an_edition_changed_is_shown(app):
    staff.add("小王", role="editor")
    editions.draft(GUIDE, guide(), author="小王")
    editions.draft(GUIDE, guide(title="江门学生怎么参保"), author="小王")
    editions.draft(GUIDE, None, author="小王")
    events = audit_log.find(EVERYTHING, most=3)
    shown = [Teller(events).changed_text(event) for event in events]
    assert [len(lines) for lines in shown] == [len(shown[0]), 1, len(shown[2])]
    assert shown[1][0].trail == ("标题",)
    assert "".join(mark.text for mark in shown[1][0].after) == "江门学生怎么参保"
    assert {line.kind for line in shown[0]} == {"removed"}
    assert {line.kind for line in shown[2]} == {"added"}


def test_an_event_about_no_edition_changed_no_text(app):
    boss = staff.add("老陈", role="admin")
    accounts.reset(boss, by=staff.CONSOLE)
    events = audit_log.find(EVERYTHING, most=9)
    assert [Teller(events).changed_text(event) for event in events] == [[], []]


def test_things_are_called_by_their_names(app):
    staff.ensure_system_staff()
    content_load.load(small_content(), author=staff.LOADER)
    audit.record("submit", GUIDE, actor="小王", number=1)
    audit.record("release.take_newer", ("release", "9"), actor="小王", item=[*GUIDE], before=1,
                 after=2)  # fmt: skip
    audit.record("rollover.begin", ("rollover", "3"), actor="小王", regions=["440700"])
    events = audit_log.find(EVERYTHING, most=3)
    told = Teller(events)
    begun, taken, handed = events
    assert told.subject(handed) == "办事指南 江门学生参保登记"
    assert told.said(taken.details) == ["内容：办事指南 江门学生参保登记"]
    assert list(told.before_and_after(taken.details)) == [("版本", "第 1 版", "第 1 版")]
    assert told.said(begun.details) == ["负责地区：江门市"]


def test_a_line_of_a_yearly_update_is_told_as_its_form_calls_it(app):
    staff.ensure_system_staff()
    content_load.load(small_content(), author=staff.LOADER)
    value = contribution_value(policy_year=2027, personal_fen=15000)
    audit.record(
        "rollover.decide", ("rollover", "1"), actor="小王", line=["standard", STANDARD, ""],
        before={"outcome": "same", "entry": {}},
        after={"outcome": "changed", "entry": {"values": [value]}},
    )  # fmt: skip
    (event,) = audit_log.find(EVERYTHING, most=1)
    told = Teller([event])
    assert told.said(event.details) == ["条目：标准 江门市城乡居民医保缴费标准"]
    outcome, entry = told.before_and_after(event.details)
    assert outcome == ("结论", "与去年相同，已重新核验", "有变化")
    assert (entry[0], entry[1]) == ("填写的内容", "")
    assert "年度：2027；" in entry[2]
    assert "个人缴费：150元" in entry[2]
    assert not re.search("[a-z]_[a-z]", entry[2])


@pytest.mark.parametrize(
    ("line", "entry", "said"),
    [
        (["window", "w", ""], {"fields": {"opens_on": "2026-09-01", "note": ""}},
         "开始日：2026-09-01"),
        (["office", "o", ""], {"fields": {"address": "新址"}}, "地址：新址"),
        (["guide", "g", "手机上办"], {"route": {"title": "手机上办", "status": "verified"}},
         "标题：手机上办；"),
    ],
)  # fmt: skip
def test_what_was_typed_is_told_for_every_kind_of_line(app, line, entry, said):
    after = {"outcome": "changed", "entry": entry}
    (_, told) = Teller().before_and_after({"line": line, "after": after})
    assert told[2].startswith(said)


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"sheet": "contributions"}, "表：缴费标准"),
        ({"outcome": "same"}, "结论：与去年相同，已重新核验"),
        ({"verdict": "fine"}, "结论：没问题"),
        ({"held": [3, 4]}, "因此需要合并的发布：第 3 号、第 4 号"),
        ({"line": ["guide", "x", "手机上办"]}, "条目：办事指南 x「手机上办」"),
    ],
    ids=str,
)
def test_codes_are_told_in_words(app, details, said):
    assert Teller().said(details) == [said]


def test_what_a_draft_changed_is_told_in_a_line_for_tables(app):
    staff.add("小王", role="editor")
    editions.draft(GUIDE, guide(), author="小王")
    editions.draft(GUIDE, guide(title="江门学生怎么参保"), author="小王")
    events = audit_log.find(EVERYTHING, most=2)
    told = Teller(events)
    assert [told.sides(event) for event in events] == [
        ("标题：江门学生参保登记", "标题：江门学生怎么参保"),
        ("", "办事指南：新增「江门学生参保登记」"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("127.0.0.1", "127.0.0.0/24"),
     ("2001:db8:1234:5678::1", "2001:db8:1234::/48"), ("::1", "::/48"), ("", "unknown"),
     (None, "unknown"), ("unix", "unknown"), ("1.2.3.4, 5.6.7.8", "unknown")],
)  # fmt: skip
def test_an_address_is_kept_as_its_network(address, network):
    assert audit.network_of(address) == network
    assert len(f"panel {network}") <= 40


def test_what_is_done_through_a_door_is_marked_so(app):
    with audit.coming_from("panel 203.0.113.0/24"):
        inside = audit.record("draft", GUIDE, actor="小王")
    after = audit.record("draft", GUIDE, actor="小王")
    assert (inside.origin, after.origin) == ("panel 203.0.113.0/24", "service")


def test_every_action_the_code_records_has_a_name():
    assert recorded() - AUDIT_ACTION.keys() == set()


def recorded():
    """Return the actions that stand in the code as words."""
    called = r'(?:record|_switch|_note|_noting)\(\s*(?:[\w.]+, )?"([a-z_.]+)"'
    named = re.compile(rf'{called}|action="([a-z_.]+)"')
    files = [*ROOT.glob("backend/**/*.py"), *ROOT.glob("admin/**/*.py")]
    found = {word for file in files for pair in named.findall(file.read_text()) for word in pair}
    return found - {""}

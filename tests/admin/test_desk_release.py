"""Releases, as people click through them: built, looked at, published, settled, rolled back."""

import re

import pytest
import time_machine

from backend.clock import today
from backend.extensions import db
from backend.models import Edition, PreviewLink, Release
from backend.services import drafting, editions
from tests.admin.desking import (
    GUIDE,
    OFFICE,
    SEEN,
    built,
    decide,
    proposed,
    send,
    state,
    submitted,
)
from tests.admin.people import ask
from tests.admin.screen import Screen
from tests.builders import channel, guide
from tests.builders import office as office_doc


def test_approved_changes_become_a_release_and_go_live(office, reviewer, other, editor):
    number = submitted(office, OFFICE, office_doc(address="新址"))
    decide(reviewer, number, "approve")
    page = editor.get("/admin/release/").text
    assert "已通过审核、还没进发布的修改" in page
    built = editor.post("/admin/release/build/", {"title": "换地址", "edition": number})
    release = built.location
    assert "立即发布" not in editor.get(release).text
    page = other.get(release).text
    assert "新址" in page
    asks = send(other, release, "publish", {"when": "now"})
    assert "现在发布「换地址」？" in asks.text
    done = send(other, release, "publish", {"when": "now", "confirmed": "yes"})
    assert done.status_code == 302
    office.extensions["reader"].refresh()
    assert office.test_client().get("/api/v1/offices/heshan-gulao").json["address"] == "新址"


def test_what_is_not_ticked_stays_for_another_release(office, reviewer, editor):
    fix = submitted(office, OFFICE, office_doc(address="新址"))
    stuck = submitted(office, GUIDE, guide(summary="每年交100元。"))
    for number in (fix, stuck):
        decide(reviewer, number, "approve")
    page = editor.get("/admin/release/").text
    assert page.count('name="edition"') == page.count(" checked>") == 2
    assert "发布不出去" in page
    assert "摘要：「100元」应写成" in page
    release = editor.post("/admin/release/build/", {"title": "只换地址", "edition": fix}).location
    shown = editor.get(release).text
    assert "1 项" in shown
    assert "不合规定 <" not in shown
    page = editor.get("/admin/release/").text
    assert f'value="{stuck}" checked' in page
    assert f'value="{fix}" checked' not in page
    late = editor.post("/admin/release/build/", {"title": "又一次", "edition": fix})
    assert late.status_code == 409
    assert "请重新勾选" in late.text
    assert editor.post("/admin/release/build/", {"title": "空的"}).status_code == 422


def test_what_needs_another_that_is_new_says_so(office, reviewer, editor):
    def fresh():
        made = drafting.save(
            "channel", channel(key="spare", name="新渠道"), author="小王", seen=None
        )
        editions.submit(made, by="小王")
        db.session.commit()
        return made.id

    using = guide()
    using["routes"][0]["channel"] = "spare"
    for number in (ask(office, fresh), submitted(office, GUIDE, using)):
        decide(reviewer, number, "approve")
    assert "要和它一起发布：新渠道" in editor.get("/admin/release/").text


def test_the_author_of_some_of_it_may_not_publish_it(office, reviewer, other):
    number = submitted(office, OFFICE, office_doc(address="新址"), author="审核甲")
    decide(other, number, "approve")
    release = reviewer.post(
        "/admin/release/build/", {"title": "换地址", "edition": number}
    ).location
    assert "要由另一位同事发布" in reviewer.get(release).text
    forged = send(reviewer, release, "publish", {"when": "now", "confirmed": "yes"}, other=other)
    assert forged.status_code == 403


@pytest.mark.parametrize(
    ("at", "word"),
    [("2020-01-01T00:00", "已经过去"), ("sometime", "看不懂时间"), ("2099-01-01T00:00", "太远")],
)
def test_a_release_is_scheduled_for_an_instant_to_come(office, reviewer, other, at, word):
    release = built(office, reviewer)
    refused = send(other, release, "publish", {"when": "later", "at": at})
    assert refused.status_code == 422
    assert word in refused.text
    form = next(f for f in Screen(refused.text).forms if "at" in f.names())
    assert (form.value("at"), form.value("seen")) == (at, SEEN.search(other.get(release).text)[1])


def test_the_time_is_said_again_before_a_release_is_scheduled(office, reviewer, other):
    release = built(office, reviewer)
    at = f"{today().year + 1}-02-03T04:05"
    asks = send(other, release, "publish", {"when": "later", "at": at})
    assert f"{today().year + 1}年2月3日 04:05（北京时间）发布「" in asks.text


def test_it_waits_until_midnight_in_shanghai(office, reviewer, other):
    release = built(office, reviewer)
    with time_machine.travel("2026-12-31T15:30Z"):  # half an hour before it
        other.sign_in()
        asked = {"when": "later", "at": "2027-01-01T00:00", "confirmed": "yes"}
        assert send(other, release, "publish", asked).status_code == 302
        page = other.get(release).text
        assert "等待生效" in page
        assert "2027-01-01 00:00 起（北京时间）" in page
        live = ask(office, lambda: db.session.get(Release, 2).go_live_at)
        assert live.isoformat() == "2026-12-31T16:00:00+00:00"


def test_what_waits_gets_another_time_or_goes_live_now(office, reviewer, other):
    release = built(office, reviewer)
    assert "改时间" not in other.get(release).text
    with time_machine.travel("2026-12-01T00:00Z"):
        other.sign_in()
        first = {"when": "later", "at": "2027-01-01T00:00", "confirmed": "yes"}
        send(other, release, "publish", first)
        page = other.get(release).text
        assert "审核乙 排定于" in page
        assert "发布于" not in page
        assert "审核乙 排定" in other.get("/admin/release/").text
        asked = {"when": "later", "at": "2027-02-01T00:00"}
        asks = send(other, release, "reschedule", asked).text
        assert "改到2027年2月1日 00:00（北京时间）" in asks
        send(other, release, "reschedule", {**asked, "confirmed": "yes"})
        assert "2027-02-01 00:00 起（北京时间）" in other.get(release).text
        send(other, release, "reschedule", {"when": "now", "confirmed": "yes"})
        page = other.get(release).text
        assert "现在生效" in page
        assert "审核乙 发布于" in page


def test_a_whole_release_is_approved_at_once(office, reviewer):
    numbers = [
        submitted(office, GUIDE, guide(title="一")),
        submitted(office, OFFICE, office_doc(note="二")),
    ]
    release = ask(office, lambda: proposed(numbers))
    assert "整个看、一起审" in reviewer.get("/admin/review/").text
    assert send(reviewer, f"/admin/release/details/?id={release}", "approve").status_code == 302
    assert [state(office, number)[0] for number in numbers] == ["approved", "approved"]


def test_what_was_sent_back_can_be_replaced_by_what_was_mended(office, reviewer, editor):
    number = submitted(office, GUIDE, guide(title="错的"))
    release = f"/admin/release/details/?id={ask(office, lambda: proposed([number]))}"
    decide(reviewer, number, "reject", "错了")
    mended = submitted(office, GUIDE, guide(title="对的"))
    assert f"换成第 {ask(office, lambda: db.session.get(Edition, mended).number)} 版" in (
        editor.get(release).text
    )
    send(editor, release, "take-newer", {"item": "/".join(GUIDE)})
    assert "对的" in editor.get(release).text


def test_nothing_is_done_to_a_release_that_changed_since_it_was_shown(office, reviewer, other):
    release = built(office, reviewer)
    old = SEEN.search(other.get(release).text)[1]
    send(reviewer, release, "call-off", {"reason": "不发了", "confirmed": "yes"})
    late = other.post(release.replace("details", "publish"),
                      {"seen": old, "when": "now", "confirmed": "yes"})  # fmt: skip
    assert late.status_code == 409
    assert "在您打开以后有变化" in late.text


def test_a_release_is_called_off_with_a_reason(office, reviewer):
    release = built(office, reviewer)
    assert send(reviewer, release, "call-off").status_code == 422
    send(reviewer, release, "call-off", {"reason": "不发了", "confirmed": "yes"})
    page = reviewer.get(release).text
    assert "已撤销" in page
    assert "不发了" in page


def test_one_goes_back_with_one_click_and_a_reason(office, reviewer, other):
    release = built(office, reviewer)
    send(other, release, "publish", {"when": "now", "confirmed": "yes"})
    first = "/admin/release/details/?id=1"
    assert "回滚到这里" in other.get(first).text
    assert send(other, first, "roll-back").status_code == 422
    asks = send(other, first, "roll-back", {"reason": "地址错了"})
    assert "回到第 1 号发布" in asks.text
    done = send(other, first, "roll-back", {"reason": "地址错了", "confirmed": "yes"})
    assert done.status_code == 302
    assert "现在生效" in other.get(done.location).text
    office.extensions["reader"].refresh()
    shown = office.test_client().get("/api/v1/offices/heshan-gulao").json
    assert shown["address"] == office_doc()["address"]


def test_a_waiting_release_that_meets_another_is_settled_item_by_item(office, reviewer, other):
    waiting = built(office, reviewer, OFFICE, office_doc(address="明年的"))
    asked = {"when": "later", "at": "2027-06-01T00:00", "confirmed": "yes"}
    with time_machine.travel("2026-12-01T00:00Z"):
        for each in (reviewer, other):
            each.sign_in()
        send(other, waiting, "publish", asked)
        fix = built(office, reviewer, OFFICE, office_doc(address="急改的"))
        done = send(other, fix, "publish", {"when": "now", "confirmed": "yes"})
        assert "需要有人处理" in other.get(done.location).text
        page = other.get(waiting).text
        assert "需要合并" in page
        assert "<del>急改</del>的" in page
        assert "<ins>明年</ins>的" in page
        send(other, waiting, "settle", {"item": "/".join(OFFICE), "keep": "waiting"})
        assert "等待生效" in other.get(waiting).text


def test_looking_at_a_release_as_the_phone_shows_it(office, reviewer, editor):
    release = built(office, reviewer, OFFICE, office_doc(address="新址"))
    opened = editor.post(release.replace("details", "preview"))
    page = editor.get(opened.location).text
    assert 'name="phone"' in page
    assert "您看下来怎么样" not in page
    shown = editor.get(f"{opened.location}page/offices/heshan-gulao").text
    assert "新址" in shown


def test_a_link_for_somebody_outside_is_shown_once_and_can_be_taken_back(office, reviewer, editor):
    release = built(office, reviewer)
    shared = editor.post(release.replace("details", "share"), {"recipient": "小芳", "days": "7"})
    page = editor.get(shared.location.partition("#")[0]).text
    link = re.search(r'value="http://localhost(/preview/[^"]+)"', page)[1]
    assert link not in editor.get(release).text
    outside = office.test_client()
    assert "小芳" in outside.get(link).text
    outside.post(f"{link}answer", data={"verdict": "problem", "note": "电话打不通"})
    page = editor.get(release).text
    assert "有问题" in page
    assert "电话打不通" in page
    number = ask(office, lambda: db.session.scalars(db.select(PreviewLink.id)).one())
    editor.post(release.replace("details", "revoke"), {"link": number})
    assert outside.get(link).status_code == 404
    assert "已收回" in editor.get(release).text


@pytest.mark.parametrize("form", [{}, {"recipient": "小芳"}, {"recipient": "", "days": "7"},
                                  {"recipient": "小芳", "days": "365"}])  # fmt: skip
def test_a_link_that_is_for_nobody_or_for_ever_is_refused(office, reviewer, form):
    release = built(office, reviewer)
    assert reviewer.post(release.replace("details", "share"), form).status_code == 422

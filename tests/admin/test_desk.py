"""Review and release, as people click through them."""

import re

import pytest
import time_machine

from backend.extensions import db
from backend.models import Edition, PreviewLink, Release
from backend.services import drafting, editions, releases, working
from tests.admin.people import ask, browser_of
from tests.builders import guide, standard
from tests.builders import office as office_doc
from tests.release.desk import EDITOR

GUIDE, OFFICE, STANDARD = (
    ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao"),
    ("standard", "jiangmen-resident"),
)  # fmt: skip
SEEN = re.compile(r'name="seen" value="([^"]+)"')


@pytest.fixture
def reviewer(office):
    return browser_of(office, "审核甲", "reviewer")


@pytest.fixture
def other(office):
    return browser_of(office, "审核乙", "reviewer")


@pytest.fixture
def editor(office):
    return browser_of(office, "编辑甲", "editor")


def test_a_change_is_shown_side_by_side_with_what_is_live(office, reviewer):
    number = submitted(office, GUIDE, guide(summary="学生每年参保一次。"))
    assert "江门学生参保登记" in reviewer.get("/admin/review/").text
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert "<del>，个人缴{{standard:jiangmen-resident.personal}}</del>" in page
    assert "线上现在" in page
    assert 'value="approve"' in page


def test_approving_goes_on_to_the_next(office, reviewer):
    first = submitted(office, GUIDE, guide(title="一"))
    second = submitted(office, OFFICE, office_doc(note="二"))
    answer = decide(reviewer, first, "approve", "好")
    assert answer.location == f"/admin/review/edition/?id={second}"
    assert state(office, first) == ("approved", "审核甲", "好")
    assert decide(reviewer, second, "approve").location == "/admin/review/"


def test_sending_back_needs_a_reason_and_keeps_what_was_typed(office, reviewer):
    number = submitted(office, GUIDE, guide(title="一"))
    refused = decide(reviewer, number, "reject")
    assert refused.status_code == 422
    assert "退回要写明原因" in refused.text
    assert state(office, number)[0] == "in_review"
    decide(reviewer, number, "reject", "标题不对")
    assert state(office, number) == ("rejected", "审核甲", "标题不对")


def test_ones_own_words_have_no_button_and_a_forged_one_does_nothing(office, reviewer):
    number = submitted(office, GUIDE, guide(title="一"), author="审核甲")
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert 'value="approve"' not in page
    assert "要由另一位同事审核" in page
    assert decide(reviewer, number, "approve").status_code == 403
    assert state(office, number)[0] == "in_review"


def test_of_two_decisions_the_later_is_refused_with_its_comment_kept(office, reviewer, other):
    number = submitted(office, GUIDE, guide(title="一"))
    decide(reviewer, number, "approve")
    late = decide(other, number, "reject", "我觉得不行")
    assert late.status_code == 409
    assert state(office, number)[:2] == ("approved", "审核甲")


def test_an_answer_that_changes_stands_beside_the_button(office, reviewer):
    number = submitted(office, STANDARD, standard(title="新的"))
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert "没有判例的答案改变" in page
    assert "用到它的有 2 处" in page
    assert "金额发布时自动换成新的，不用重写" in page
    assert "沿用旧金额" in page


def test_what_is_wrong_is_told_before_it_is_let_through(office, reviewer):
    number = submitted(office, STANDARD, standard(contribution_values=[
        standard()["contribution_values"][0] | {"citations": []}]))  # fmt: skip
    page = reviewer.get(f"/admin/review/edition/?id={number}").text
    assert "有 1 处不合规定，通过了也发布不出去" in page
    assert "没有引证" in page


def test_approved_changes_become_a_release_and_go_live(office, reviewer, other, editor):
    number = submitted(office, OFFICE, office_doc(address="新址"))
    decide(reviewer, number, "approve")
    page = editor.get("/admin/release/").text
    assert "已通过审核、还没进发布的修改" in page
    built = editor.post("/admin/release/build/", {"title": "换地址"})
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


def test_the_author_of_some_of_it_may_not_publish_it(office, reviewer, other):
    number = submitted(office, OFFICE, office_doc(address="新址"), author="审核甲")
    decide(other, number, "approve")
    release = reviewer.post("/admin/release/build/", {"title": "换地址"}).location
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
    assert "在你打开以后有变化" in late.text


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


@pytest.mark.parametrize("path", [
    "/admin/review/edition/?id=", "/admin/review/edition/?id=99999", "/admin/review/edition/?id=x",
    "/admin/release/details/?id=99999", "/admin/release/details/",
])  # fmt: skip
def test_what_there_is_not_is_said_so(reviewer, path):
    answer = reviewer.get(path)
    assert answer.status_code == 404
    assert "没有找到" in answer.text


def submitted(app, item, document, author=EDITOR):
    def write():
        row = working.get(item)
        edition = drafting.save(item[0], document, author=author, seen=row.lock_version)
        editions.submit(edition, by=author)
        db.session.commit()
        return edition.id

    return ask(app, write)


def decide(browser, number, verdict, comment=""):
    return browser.post(
        f"/admin/review/decide/?id={number}", {"verdict": verdict, "comment": comment}
    )


def state(app, number):
    def look():
        edition = db.session.get(Edition, number)
        return edition.state, edition.reviewer, edition.comment

    return ask(app, look)


def built(app, reviewer, item=OFFICE, document=None):
    """Return the page of a release of one approved change."""
    number = submitted(app, item, document or office_doc(address="新址"))
    decide(reviewer, number, "approve")
    return reviewer.post("/admin/release/build/", {"title": "一次发布"}).location


def proposed(numbers):
    pinned = {e.item: e.id for e in (db.session.get(Edition, n) for n in numbers)}
    release = releases.compose("一起改", pinned, by=EDITOR)
    db.session.commit()
    return release.id


def send(browser, release, action, form=(), *, other=None):
    """Send a form of a release's page, with what the page says it shows."""
    seen = SEEN.search((other or browser).get(release).text)
    said = {"seen": seen[1] if seen else "", **dict(form)}
    return browser.post(release.replace("details", action), said)

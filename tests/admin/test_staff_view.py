"""人员: taking people on, changing them, putting them out; and two administrators at once."""

import itertools
import re
from functools import partial

import pytest
from sqlalchemy import event, select

from backend.extensions import db
from backend.models import AuditEvent, Region, Staff
from backend.services import staff
from tests.admin.people import PASSWORD, Browser, ask, browser_of, hire
from tests.admin.races import ROUNDS, WRITERS, winners

SEEN = re.compile(r'<input[^>]*name="seen"[^>]*value="([^"]+)"')
ROLES = ("editor", "reviewer", "admin")


@pytest.fixture
def admin(panel):
    """Return an administrator's browser, on a panel that knows three regions."""
    ask(panel, add_regions)
    return browser_of(panel, "老陈", "admin")


def test_somebody_is_taken_on_with_a_password_said_once(panel, admin):
    form = {"name": "小张", "role": "editor", "regions": "江门市、天津市"}
    page = admin.post("/admin/staff/new/", form)
    password = re.search(r'class="secret"><code>([^<]+)', page.text)[1]
    assert ask(panel, lambda: staff.find("小张").regions) == ["440700", "120000"]
    assert Browser(panel, "小张").enter_password(password).location == "/admin/"
    assert password not in admin.get("/admin/staff/").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": "", "role": "editor"}, "请填写姓名"),
        ({"name": "老陈", "role": "editor"}, "已有名为「老陈」的工作人员"),
        ({"name": "命令行", "role": "editor"}, "已有名为「命令行」的工作人员"),
        ({"name": "小张", "role": "system"}, "不是有效的"),
        ({"name": "小张", "role": "editor", "regions": "江门 火星"}, "不认识这些地区，或有重名"),
        ({"name": "名" * 81, "role": "editor"}, "80"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_kept_on_the_page(panel, admin, form, words):
    page = admin.post("/admin/staff/new/", form)
    assert page.status_code == 200
    assert words in page.text
    assert f'value="{form["name"]}"' in page.text
    assert ask(panel, people) == ["老陈"]


def test_role_and_regions_are_changed(panel, admin):
    hire(panel, "小王")
    save(admin, opened(admin, "小王"), role="reviewer", regions="鹤山")
    person = ask(panel, lambda: staff.find("小王"))
    assert (person.role, person.regions) == ("reviewer", ["440784"])


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(panel, admin):
    other = browser_of(panel, "老李", "admin")
    assert other.get("/admin/staff/").status_code == 200
    save(admin, opened(admin, "老李"), role="editor", regions="")
    assert other.get("/admin/staff/").status_code == 403
    assert other.get("/admin/").status_code == 200


def test_whoever_now_decides_needs_a_second_factor_at_once(panel, admin):
    other = browser_of(panel, "小王", "editor")
    save(admin, opened(admin, "小王"), role="reviewer", regions="")
    assert other.get("/admin/").location == "/admin/tf-setup"


def test_whoever_is_disabled_is_out_at_the_next_request(panel, admin):
    other = browser_of(panel, "小王")
    assert admin.post("/admin/staff/disable/", form_of(panel, "小王")).status_code == 302
    assert other.get("/admin/").location == "/admin/login"
    assert Browser(panel, "小王").enter_password().status_code == 200
    assert admin.post("/admin/staff/enable/", form_of(panel, "小王")).status_code == 302
    assert Browser(panel, "小王").enter_password().status_code == 302


def test_whoever_is_reset_is_out_and_gets_a_new_password(panel, admin):
    other = browser_of(panel, "老李", "reviewer")
    page = admin.post("/admin/staff/reset/", form_of(panel, "老李"))
    assert "只显示这一次" in page.text
    assert other.get("/admin/").location == "/admin/login"
    assert Browser(panel, "老李").enter_password(PASSWORD).status_code == 200
    assert not ask(panel, lambda: staff.find("老李").has_second_factor)


@pytest.mark.parametrize("what", ["disable", "enable", "reset"])
def test_without_scripts_the_question_is_a_page_and_nothing_happens_yet(panel, admin, what):
    hire(panel, "小王")
    before = ask(panel, snapshots)
    form = form_of(panel, "小王") | {"confirmed": ""}
    page = admin.post(f"/admin/staff/{what}/", form)
    assert (page.status_code, "不，返回" in page.text) == (200, True)
    assert ask(panel, snapshots) == before


def test_the_list_asks_no_more_questions_for_more_people(panel, admin):
    def asked():
        statements = []
        count = lambda *args: statements.append(args[2])  # noqa: E731
        engine = ask(panel, lambda: db.engine)
        event.listen(engine, "before_cursor_execute", count)
        assert admin.get("/admin/staff/").status_code == 200
        event.remove(engine, "before_cursor_execute", count)
        return len(statements)

    hire(panel, "小王", "editor", ["440700"])
    few = asked()
    for number in range(20):
        hire(panel, f"新人{number}", "editor", ["440700", "120000"])
    assert asked() == few
    assert "江门市、天津市" in admin.get("/admin/staff/").text


def test_nobody_disables_themselves_nor_the_last_administrator(panel, admin):
    admin.post("/admin/staff/disable/", form_of(panel, "老陈"))
    assert "不能停用自己的账号" in admin.get("/admin/staff/").text
    answer = save(admin, opened(admin, "老陈"), role="editor", regions="")
    assert "至少要留一位在岗的管理员" in answer.text
    assert ask(panel, lambda: staff.find("老陈").role) == "admin"


def test_the_system_has_no_account_here(panel, admin):
    ask(panel, lambda: (staff.ensure_system_staff(), db.session.commit()))
    number = ask(panel, lambda: staff.find(staff.LOADER).id)
    assert staff.LOADER not in admin.get("/admin/staff/").text
    for what in ("reset", "disable", "enable"):
        form = {"id": number, "confirmed": "yes"}
        assert admin.post(f"/admin/staff/{what}/", form).status_code == 404
    assert admin.get(f"/admin/staff/edit/?id={number}").status_code == 404


@pytest.mark.parametrize("number", ["", "x", "0", "999", "-1", "1 OR 1=1", "9" * 30])
def test_somebody_there_is_not_cannot_be_opened(admin, number):
    assert admin.get("/admin/staff/edit/", query_string={"id": number}).status_code == 404


def test_a_crafted_form_sets_nothing_but_what_the_form_asks(panel, admin):
    hire(panel, "小王")
    before = ask(panel, lambda: secrets("小王"))
    crafted = {
        "name": "别人", "active": "", "password": "x", "password_hash": "x", "id": "1",
        "fs_uniquifier": "x", "tf_totp_secret": "x", "mf_recovery_codes": "x",
    }  # fmt: skip
    save(admin, opened(admin, "小王"), role="reviewer", regions="", **crafted)
    assert ask(panel, lambda: staff.find("小王").role) == "reviewer"
    assert ask(panel, lambda: secrets("小王")) == before


def test_what_was_done_to_whom_is_in_the_log(panel, admin):
    hire(panel, "小王")
    save(admin, opened(admin, "小王"), role="reviewer", regions="江门")
    event = ask(panel, lambda: last("staff.change"))
    assert (event.actor, event.subject_key) == ("老陈", "小王")
    assert event.origin == "panel 127.0.0.0/24"
    assert event.details["before"] == {"role": "editor", "regions": [], "active": True}
    assert event.details["after"] == {"role": "reviewer", "regions": ["440700"], "active": True}


def test_a_stale_form_is_refused_with_both_texts_and_an_explicit_choice(panel, admin):
    hire(panel, "小王")
    other = browser_of(panel, "老李", "admin")
    mine, theirs = opened(admin, "小王"), opened(other, "小王")
    save(other, theirs, role="reviewer", regions="天津市")
    page = save(admin, mine, role="admin", regions="江门市")
    assert page.status_code == 409
    for words in ("别人先保存了", "审核", "天津市", "管理员", "江门市"):
        assert words in page.text
    assert ask(panel, lambda: staff.find("小王").role) == "reviewer"
    again = save(admin, mine, role="admin", regions="江门市")
    assert again.status_code == 409, "the same click again does not overwrite"
    chosen = mine[0], SEEN.search(page.text)[1]
    assert save(admin, chosen, role="admin", regions="江门市").status_code == 302
    assert ask(panel, lambda: staff.find("小王").regions) == ["440700"]


def test_a_choice_is_checked_too(panel, admin):
    """Somebody saved while the one who was told was still choosing."""
    hire(panel, "小王")
    mine = opened(admin, "小王")
    ask(panel, lambda: set_role("小王", "reviewer"))
    save(admin, mine, role="admin", regions="")
    chosen = opened(admin, "小王")
    ask(panel, lambda: set_role("小王", "admin"))
    assert save(admin, chosen, role="editor", regions="").status_code == 409
    assert ask(panel, lambda: staff.find("小王").role) == "admin"


def test_of_three_who_save_at_once_one_wins_every_time(any_panel):
    ask(any_panel, add_regions)
    hire(any_panel, "小王")
    browsers = [browser_of(any_panel, f"管理员{n}", "admin") for n in range(WRITERS)]
    tokens = [browser.token() for browser in browsers]
    states = itertools.cycle(itertools.product(ROLES, ("天津市", "江门市", "江门市 天津市", "")))
    for turn in range(ROUNDS):
        forms = [opened(browser, "小王") for browser in browsers]
        wanted = list(itertools.islice(states, WRITERS))  # none of them is how it stands
        attempts = [
            partial(save, browser, form, role=role, regions=regions, token=token)
            for browser, form, (role, regions), token in
            zip(browsers, forms, wanted, tokens, strict=True)
        ]  # fmt: skip
        won = winners(attempts, lambda answer: answer.status_code == 302)
        assert len(won) == 1, f"round {turn}: {won}"
        assert ask(any_panel, lambda: staff.find("小王").role) == wanted[won[0]][0]


def opened(browser, name):
    """Open somebody's form; return where it is sent and the version it was filled from."""
    number = ask(browser.app, lambda: staff.find(name).id)
    path = f"/admin/staff/edit/?id={number}"
    return path, SEEN.search(browser.get(path).text)[1]


def save(browser, form, *, token=None, **fields):
    path, seen = form
    return browser.post(path, fields | {"seen": seen}, token=token)


def form_of(app, name):
    return {"id": ask(app, lambda: staff.find(name).id), "confirmed": "yes"}


def add_regions():
    for code, name, level, parent in (
        ("100000", "全国", "nation", None), ("120000", "天津市", "province", "100000"),
        ("440700", "江门市", "city", "100000"), ("440784", "鹤山市", "county", "440700"),
    ):  # fmt: skip
        db.session.add(Region(code=code, name=name, level=level, parent=parent, aliases=name[:-1]))
        db.session.flush()
    db.session.commit()


def set_role(name, role):
    staff.find(name).role = role
    db.session.commit()


def people():
    return list(db.session.scalars(select(Staff.name).order_by(Staff.name)))


def snapshots():
    return [(p.name, p.password, staff.snapshot(p)) for p in db.session.scalars(select(Staff))]


def secrets(name):
    person = staff.find(name)
    return person.id, person.active, person.password, person.fs_uniquifier, person.tf_totp_secret


def last(action):
    events = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id.desc())
    return db.session.scalars(events).first()

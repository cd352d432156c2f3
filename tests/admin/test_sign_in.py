"""Signing in: name, password, a code from one's telephone; and out again."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from backend.extensions import db
from backend.models import AuditEvent
from backend.services import staff
from tests.admin.people import (
    KEY,
    PASSWORD,
    Browser,
    ask,
    browser_of,
    change_password,
    hire,
    sessions,
    taken_on,
)

OWN = "four quite unrelated words"
ACTION = re.compile(r'<form method="post" action="([^"]+)"')
CODE = re.compile(r"<code>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</code>")


def test_an_editor_signs_in_with_name_and_password(any_panel):
    hire(any_panel, "小王")
    browser = Browser(any_panel, "小王")
    assert browser.get("/admin/").location == "/admin/login"
    assert browser.enter_password().location == "/admin/"
    assert "小王" in browser.get("/admin/").text


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_whoever_decides_sets_up_a_second_factor_on_the_way_in(any_panel, role):
    hire(any_panel, "老李", role)
    browser = Browser(any_panel, "老李")
    assert browser.enter_password().location.startswith("/admin/tf-setup")
    assert browser.get("/admin/").location == "/admin/login", "not in yet"
    browser.enter_password()
    browser.set_up_device()
    assert browser.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_a_mistyped_code_while_setting_up_leaves_one_at_the_same_key(any_panel, role):
    hire(any_panel, "老李", role)
    browser = Browser(any_panel, "老李")
    browser.enter_password()
    page = browser.post("/admin/tf-setup", {"setup": "authenticator"})
    key, where = KEY.search(page.text)[1], ACTION.search(page.text)[1]
    for _ in range(2):
        answer = browser.post(where, {"code": "000000"})
        if answer.location:
            answer = browser.get(answer.location)
        where = ACTION.search(answer.text)[1]
        assert "验证码不对" in answer.text
        assert "<h1>设置二次验证</h1>" in answer.text
        assert 'class="qrcode" src="data:image/' in answer.text
        assert KEY.search(answer.text)[1] == key
    browser.device = TOTP(key, issuer="test")
    assert browser.post(where, {"code": browser.code()}).status_code == 302
    assert browser.get("/admin/").status_code == 200
    assert ask(any_panel, lambda: staff.find("老李").has_second_factor)


def test_a_key_that_was_made_up_is_not_shown(panel):
    browser = browser_of(panel, "小王")
    answer = browser.get("/admin/tf-setup?again=made.up")
    assert (answer.status_code, KEY.search(answer.text)) == (200, None)


def test_the_second_factor_is_asked_for_every_time(any_panel):
    device = browser_of(any_panel, "老李", "reviewer").device
    browser = Browser(any_panel, "老李")
    browser.device = device
    asked = browser.enter_password()
    assert asked.location.startswith("/admin/tf-validate")
    wrong = browser.post(asked.location, {"code": "000000"})
    assert (wrong.status_code, "验证码不对" in wrong.text) == (200, True)
    assert browser.post(asked.location, {"code": browser.code()}).location == "/admin/"


def test_a_code_works_once(any_panel):
    browser = browser_of(any_panel, "老李", "reviewer")
    code = browser.code()
    answers = []
    for _ in range(2):
        other = Browser(any_panel, "老李")
        asked = other.enter_password()
        answers.append(other.post(asked.location, {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_code_of_long_ago_does_not_work(panel):
    browser = browser_of(panel, "老李", "reviewer")
    old = browser.device.generate(time=1_700_000_000).token
    asked = browser.post("/admin/logout") and browser.enter_password()
    assert browser.post(asked.location, {"code": old}).status_code == 200


def test_an_editor_may_have_a_second_factor_and_give_it_up(panel):
    browser = browser_of(panel, "小王")
    browser.set_up_device()
    assert ask(panel, lambda: staff.find("小王").has_second_factor)
    assert browser.post("/admin/tf-setup", {"setup": "disable"}).status_code == 302
    assert not ask(panel, lambda: staff.find("小王").has_second_factor)


def test_whoever_must_have_a_second_factor_cannot_give_it_up(panel):
    browser = browser_of(panel, "老李", "reviewer")
    assert "没有这种验证方式" in browser.post("/admin/tf-setup", {"setup": "disable"}).text
    assert ask(panel, lambda: staff.find("老李").has_second_factor)


def test_the_secret_of_a_device_is_kept_encrypted(panel):
    browser = browser_of(panel, "老李", "reviewer")
    kept = ask(panel, lambda: staff.find("老李").tf_totp_secret)
    assert browser.device.base32_key not in kept
    assert '"enckey"' in kept


def test_a_recovery_code_works_once_instead_of_the_telephone(any_panel):
    codes = recovery_codes(browser_of(any_panel, "老李", "reviewer"))
    assert len(set(codes)) == 10
    assert [with_code(any_panel, codes[0]), with_code(any_panel, codes[0])] == [302, 200]
    assert with_code(any_panel, codes[1].upper()) == 302
    assert len(ask(any_panel, lambda: staff.find("老李").mf_recovery_codes)) == 8


def test_recovery_codes_are_shown_once_and_kept_as_hashes(panel):
    browser = browser_of(panel, "老李", "reviewer")
    codes = recovery_codes(browser)
    kept = ask(panel, lambda: staff.find("老李").mf_recovery_codes)
    assert not set(codes) & set(kept)
    assert CODE.findall(browser.get("/admin/mf-recovery-codes?show_codes=1").text) == []
    again = recovery_codes(browser)
    assert not set(codes) & set(again)
    assert with_code(panel, codes[0]) == 200, "new ones end the old ones"


def test_a_password_given_out_is_changed_before_anything_else(any_panel):
    given = ask(any_panel, lambda: taken_on("小王"))
    browser = Browser(any_panel, "小王")
    browser.enter_password(given)
    for path in ("/admin/", "/admin/account/", "/admin/mf-recovery-codes"):
        assert browser.get(path).location == "/admin/change", path
    assert change_password(browser, given, OWN).location == "/admin/"
    assert browser.get("/admin/").status_code == 200
    assert Browser(any_panel, "小王").enter_password(given).status_code == 200, "not again"
    assert Browser(any_panel, "小王").enter_password(OWN).status_code == 302


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("short", "密码至少要 12 个字符"),
        ("aaaabbbbccccdddd", "密码太简单：至少要有 6 个不同的字符"),
        ("xiaowang likes tea", "密码里不要有自己的姓名"),
        (PASSWORD, "新密码不能与现在的密码相同"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_in_words(panel, new, words):
    browser = browser_of(panel, "xiaowang")
    answer = change_password(browser, PASSWORD, new)
    assert (answer.status_code, words in answer.text) == (200, True)
    assert Browser(panel, "xiaowang").enter_password().status_code == 302


def test_a_new_password_is_typed_twice_and_the_old_one_known(panel):
    browser = browser_of(panel, "小王")
    assert "密码不对" in change_password(browser, "not the old one", OWN).text
    assert "两次输入的新密码不一样" in change_password(browser, PASSWORD, OWN, again=OWN + "!").text


WRONG = [
    ("小王", "wrong"), ("外人", PASSWORD), ("离职者", PASSWORD), ("内容导入", ""),
    ("内容导入", PASSWORD), ("小王", "y" * 5000), ("x" * 5000, "y"), ("' OR 1=1 --", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "password"), WRONG)
def test_who_gets_it_wrong_learns_nothing(any_panel, name, password):
    hire(any_panel, "小王")
    hire(any_panel, "离职者")
    ask(any_panel, lambda: gone("离职者"))
    ask(any_panel, lambda: (staff.ensure_system_staff(), db.session.commit()))
    answer = Browser(any_panel, name).enter_password(password)
    assert answer.status_code == 200
    said = "请填写密码" if not password else "姓名或密码不对"
    assert said in answer.text
    assert sessions(any_panel) == 0


def test_what_no_text_can_hold_is_refused(any_panel):
    answer = Browser(any_panel, "小\x00王").enter_password()
    assert (answer.status_code, "NUL" in answer.text) == (400, True)


@pytest.mark.parametrize("target", ["/admin/audit/?actor=小王", "/admin/account/"])
def test_one_comes_back_to_where_one_wanted_to_go(panel, target):
    hire(panel, "小王")
    browser = Browser(panel, "小王")
    asked = browser.get(target).location
    answer = browser.post(asked, {"username": "小王", "password": PASSWORD})
    assert browser.get(answer.location).request.path == target.partition("?")[0]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "////evil.example", "\\\\evil.example",
     "/\\evil.example", "javascript:alert(1)", " //evil.example", "%09//evil.example",
     "http:evil.example", "/admin/\n//evil.example", "/api/v1/release", "evil"],
)  # fmt: skip
@pytest.mark.parametrize("sent_in", ["address", "form"])
def test_one_is_led_nowhere_else(panel, target, sent_in):
    hire(panel, "小王")
    browser = Browser(panel, "小王")
    form = {"username": "小王", "password": PASSWORD}
    query = {"next": target} if sent_in == "address" else {}
    form |= {"next": target} if sent_in == "form" else {}
    answer = browser.post("/admin/login", form, query_string=query)
    assert answer.status_code == 302
    there = urlsplit(urljoin("http://localhost/admin/login", answer.location))
    assert (there.netloc, there.path[:7]) == ("localhost", "/admin/")


def test_nothing_but_the_form_leads_in(panel):
    """Flask-Security can hand out tokens and speak JSON; the panel does neither."""
    hire(panel, "小王")
    browser = Browser(panel, "小王")
    form = {"username": "小王", "password": PASSWORD, "remember": "y"}
    answer = browser.post(
        "/admin/login?include_auth_token", form, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 302
    assert [c.key for c in browser.client._cookies.values()] == ["yibao"]
    with panel.test_request_context():
        token = ask(panel, lambda: staff.find("小王").get_auth_token())
    other = panel.test_client()
    in_header, in_address = {"Authentication-Token": token}, {"auth_token": token}
    assert other.get("/admin/", headers=in_header).status_code == 302
    assert other.get("/admin/", query_string=in_address).status_code == 302


def test_what_happens_at_the_door_is_in_the_log(panel):
    browser = browser_of(panel, "老李", "reviewer")
    browser.post("/admin/logout")
    browser.enter_password("wrong")
    done = [("account.second_factor", "老李"), ("account.sign_in", "老李"),
            ("account.sign_out", "老李"), ("account.refused", "老李")]  # fmt: skip
    assert ask(panel, events)[-4:] == done
    assert ask(panel, origins) == {"panel 127.0.0.0/24"}


def gone(name):
    staff.find(name).active = False
    db.session.commit()


def recovery_codes(browser):
    return CODE.findall(browser.post("/admin/mf-recovery-codes").text)


def with_code(app, code):
    """Sign 老李 in with a recovery code; return how that was answered."""
    browser = Browser(app, "老李")
    browser.enter_password()
    return browser.post("/admin/mf-recovery", {"code": code}).status_code


def events():
    found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    return [(event.action, event.actor) for event in found]


def origins():
    asked = select(AuditEvent.origin).where(AuditEvent.action.startswith("account."))
    return set(db.session.scalars(asked))

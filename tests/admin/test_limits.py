"""Nobody tries for long: limits on every form that takes a password or a code, in the database."""

import pytest
import time_machine
from sqlalchemy import select

from admin import limits
from backend.extensions import db
from backend.models import Attempts
from backend.services import accounts, staff
from tests.admin.conftest import running
from tests.admin.people import Browser, ask, browser_of, hire

TRIES = 10  # failures for an account from one network
BY_ANYBODY = 30  # tries from one address in a minute


@pytest.fixture(autouse=True)
def still():
    """Hold the clock, so that no window ends while a test runs."""
    with time_machine.travel("2026-11-23T01:00Z", tick=False) as clock:
        yield clock


def test_after_ten_wrong_passwords_even_the_right_one_waits(any_panel, still):
    hire(any_panel, "小王")
    browser = Browser(any_panel, "小王")
    assert [browser.enter_password("wrong").status_code for _ in range(TRIES)] == [200] * TRIES
    answer = browser.enter_password()
    assert answer.status_code == 429
    assert "尝试太多次" in answer.text
    assert "小王" not in ask(any_panel, signed_in)
    still.shift(15 * 60 + 1)
    assert browser.enter_password().status_code == 302


def test_the_limit_is_one_account_s_and_one_network_s(panel):
    hire(panel, "小王")
    hire(panel, "小张")
    for _ in range(TRIES):
        Browser(panel, "小王", "203.0.113.9").enter_password("wrong")
    assert Browser(panel, "小王", "203.0.113.200").enter_password().status_code == 429
    assert Browser(panel, "小张", "203.0.113.9").enter_password().status_code == 302
    assert Browser(panel, "小王", "198.51.100.1").enter_password().status_code == 302


def test_many_networks_together_are_limited_too(panel):
    hire(panel, "小王")
    for number in range(60):
        answer = Browser(panel, "小王", f"10.{number}.0.1").enter_password("wrong")
        assert answer.status_code == 200
    assert Browser(panel, "小王", "10.99.0.1").enter_password().status_code == 429


def test_one_address_is_limited_whatever_names_it_tries(panel):
    answers = [
        Browser(panel, f"外人{n}").enter_password("x").status_code for n in range(BY_ANYBODY)
    ]
    assert answers == [200] * BY_ANYBODY
    hire(panel, "小王")
    assert Browser(panel, "小王").enter_password().status_code == 429
    assert Browser(panel, "小王", "198.51.100.1").enter_password().status_code == 302


def test_who_succeeds_is_not_held_up(panel):
    hire(panel, "小王")
    answers = [Browser(panel, "小王").enter_password().status_code for _ in range(TRIES + 2)]
    assert answers == [302] * (TRIES + 2)


@pytest.mark.parametrize("path", ["/admin/tf-validate", "/admin/mf-recovery"])
def test_codes_are_not_tried_for_long(panel, still, path):
    browser_of(panel, "老李", "reviewer")
    for number in range(TRIES):
        browser = Browser(panel, "老李", f"10.0.{number // 5}.1")
        browser.enter_password()
        assert browser.post(path, {"code": f"{number:06}"}).status_code == 200
    browser = Browser(panel, "老李", "10.0.0.1")
    browser.enter_password()
    answers = [browser.post(path, {"code": f"1{n:05}"}).status_code for n in range(TRIES)]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("path", "form"),
    [("/admin/change", {"password": "wrong", "new_password": "x" * 12}),
     ("/admin/verify", {"password": "wrong"})],
)  # fmt: skip
def test_whoever_finds_an_open_browser_cannot_try_passwords_for_long(panel, path, form):
    browser = browser_of(panel, "小王")
    answers = [browser.post(path, form).status_code for _ in range(TRIES + 1)]
    assert answers == [200] * TRIES + [429]


def test_all_workers_count_as_one(sqlite_config):
    hired = False
    for number in range(TRIES + 1):
        for app in running(sqlite_config):  # a process of its own each time
            if not hired:
                hire(app, "小王")
                hired = True
            answer = Browser(app, "小王").enter_password("wrong")
            assert answer.status_code == (200 if number < TRIES else 429)


def test_looking_at_the_form_counts_for_nothing(panel):
    browser = Browser(panel, "小王")
    answers = {browser.get("/admin/login").status_code for _ in range(BY_ANYBODY * 2)}
    assert answers == {200}


def test_every_form_that_takes_a_secret_is_guarded(panel):
    asking = {"security.login", "security.verify", "security.change_password",
              "security.two_factor_token_validation", "security.mf_recovery"}  # fmt: skip
    assert set(limits.GUARDED) == asking
    assert asking <= panel.view_functions.keys()


def signed_in():
    return [p.name for p in staff.everybody() if accounts.sessions_of(p)]


@pytest.mark.parametrize(
    ("address", "counted"),
    [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64")],
)
def test_a_subscriber_of_ipv6_counts_as_one(panel, address, counted):
    with panel.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert limits.client() == counted


def test_nothing_that_was_typed_is_kept(panel):
    Browser(panel, "a password typed into the wrong field").enter_password("x")
    keys = ask(panel, lambda: list(db.session.scalars(select(Attempts.key))))
    assert keys
    assert not any("wrong field" in key for key in keys)

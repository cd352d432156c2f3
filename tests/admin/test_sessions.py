"""Staying signed in: a session is a row of its own, and ends when we say so."""

import pytest
import time_machine

from tests.admin.people import PASSWORD, Browser, browser_of, change_password, hire, sessions

OWN = "four quite unrelated words"


def test_signing_out_ends_the_session_also_for_a_copy_of_the_cookie(any_panel):
    browser = browser_of(any_panel, "小王")
    stolen = browser.client.get_cookie("yibao", path="/admin").value
    assert browser.post("/admin/logout").location == "/admin/login"
    assert browser.get("/admin/").location == "/admin/login"
    thief = Browser(any_panel, "小王")
    thief.client.set_cookie("yibao", stolen, path="/admin")
    assert thief.get("/admin/").location == "/admin/login"
    assert sessions(any_panel) == 0


def test_every_signing_in_begins_a_session_of_its_own(panel):
    hire(panel, "小王")
    browsers = [Browser(panel, "小王").sign_in() for _ in range(2)]
    assert sessions(panel) == 2
    browsers[0].post("/admin/account/end-others/")
    assert browsers[0].get("/admin/").status_code == 200
    assert browsers[1].get("/admin/").location == "/admin/login"


def test_a_changed_password_ends_all_other_sessions(panel):
    hire(panel, "小王")
    one, other = [Browser(panel, "小王").sign_in() for _ in range(2)]
    assert change_password(one, PASSWORD, OWN).status_code == 302
    assert one.get("/admin/").status_code == 200
    assert other.get("/admin/").location == "/admin/login"


@pytest.mark.parametrize(("hours", "idle"), [(12, 0), (0, 2)])
def test_a_session_ends_after_a_day_at_work_and_when_nobody_is_there(panel, hours, idle):
    """`hours` are worked through, with something done every hour; `idle` ones are not."""
    with time_machine.travel("2026-11-23T01:00Z", tick=False) as clock:
        browser = browser_of(panel, "小王")
        for _ in range(hours):
            assert browser.get("/admin/").status_code == 200
            clock.shift(3600)
        clock.shift(idle * 3600 + 1)
        assert browser.get("/admin/").location == "/admin/login"


@pytest.mark.parametrize("path", ["/admin/tf-setup", "/admin/mf-recovery-codes"])
def test_what_concerns_the_way_in_wants_the_password_once_more_after_a_while(panel, path):
    with time_machine.travel("2026-11-23T01:00Z", tick=False) as clock:
        browser = browser_of(panel, "小王")
        assert browser.get(path).status_code == 200
        clock.shift(61 * 60)
        assert browser.get(path).location.startswith("/admin/verify")
        assert browser.post("/admin/verify", {"password": "wrong"}).status_code == 200
        again = browser.post(f"/admin/verify?next={path}", {"password": PASSWORD})
        assert (again.location, browser.get(path).status_code) == (path, 200)

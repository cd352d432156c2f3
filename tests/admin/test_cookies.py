"""The one cookie of the panel: nobody's scripts read it, and no other request carries it."""

import pytest

from backend.app import create_app
from tests.admin.conftest import running
from tests.admin.people import PASSWORD, Browser, browser_of, hire


def cookies(answer):
    return [line for name, line in answer.headers if name == "Set-Cookie"]


def test_the_cookie_stays_in_the_panel_while_one_develops(panel):
    hire(panel, "小王")
    browser = Browser(panel, "小王")
    [cookie] = cookies(browser.enter_password())
    parts = {part.strip() for part in cookie.split(";")}
    assert parts >= {"HttpOnly", "SameSite=Lax", "Path=/admin"}
    assert "Secure" not in parts


def test_on_a_server_the_cookie_is_bound_to_the_host_and_to_tls(sqlite_config):
    for app in running({**sqlite_config, "APP_ENV": "production"}):
        hire(app, "小王")
        client = app.test_client()
        page = client.get("/admin/login", base_url="https://localhost")
        token = page.text.split('name="csrf-token" content="')[1].split('"')[0]
        form = {"username": "小王", "password": PASSWORD, "csrf_token": token}
        answer = client.post("/admin/login", data=form, base_url="https://localhost",
                             headers={"Referer": "https://localhost/admin/login"})  # fmt: skip
        [cookie] = cookies(answer)
        parts = {part.strip() for part in cookie.split(";")}
        assert cookie.startswith("__Host-yibao=")
        assert parts >= {"HttpOnly", "SameSite=Lax", "Path=/", "Secure"}
        assert not any(part.startswith("Domain") for part in parts)


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/api/v1/regions", "/api/v1/search?q=x",
                                  "/api/v1/nowhere", "/openapi.json"])  # fmt: skip
def test_nothing_outside_the_panel_looks_at_a_cookie_or_gives_one(office, path):
    """Not even when a browser brings the panel's along."""
    browser = browser_of(office, "小张")
    cookie = browser.client.get_cookie("yibao", path="/admin").value
    plain = office.test_client().get(path)
    carried = office.test_client().get(path, headers={"Cookie": f"yibao={cookie}"})
    for answer in (plain, carried):
        assert cookies(answer) == []
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert without_id(plain) == without_id(carried)


def test_answers_outside_the_panel_are_those_of_an_app_without_one(office, one_config):
    bare = create_app(one_config)
    for path in ("/api/v1/regions/440784", "/api/v1/estimates/contribution", "/docs", "/x"):
        with_panel, without = office.test_client().get(path), bare.test_client().get(path)
        assert with_panel.status_code == without.status_code
        assert kept(with_panel) == kept(without)
    bare.extensions["reader"].stop()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_outside_the_panel_nothing_asks_for_a_token(panel, method):
    answer = getattr(panel.test_client(), method)("/api/v1/regions")
    assert answer.status_code == 405
    assert answer.json["code"] == "method_not_allowed"


def test_a_forgotten_key_keeps_nobody_out(tmp_path, sqlite_config):
    """SECRET_KEY_FALLBACKS: sessions, second factors and recovery codes outlive a new key."""
    for app in running({**sqlite_config, "SECRET_KEY": "old key"}):
        hire(app, "老李", "reviewer")
        browser = Browser(app, "老李").sign_in()
        cookie = browser.client.get_cookie("yibao", path="/admin").value
        codes = browser.post("/admin/mf-recovery-codes").text.split("<code>")[1:]
    renewed = {**sqlite_config, "SECRET_KEY": "new key", "SECRET_KEY_FALLBACKS": ["old key"]}
    for app in running(renewed):
        client = app.test_client()
        client.set_cookie("yibao", cookie, path="/admin")
        assert client.get("/admin/").status_code == 200
        other = Browser(app, "老李")
        other.device = browser.device
        assert other.sign_in().get("/admin/").status_code == 200
        third = Browser(app, "老李")
        third.enter_password()
        code = codes[0].split("<")[0]
        assert third.post("/admin/mf-recovery", {"code": code}).status_code == 302


def without_id(answer):
    """Return what a page says; only a problem says which request it was."""
    return answer.text.replace(answer.headers.get("X-Request-ID", "-"), "")


def kept(answer):
    return {n: v for n, v in answer.headers if n not in ("X-Request-ID", "Age", "Content-Length")}

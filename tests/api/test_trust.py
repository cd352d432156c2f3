"""Whom the service believes: which scripts may read it, and which proxies stand before it."""

import pytest
from flask import request

from backend.app import create_app
from tests.api.asking import GUIDE, ask, is_problem
from tests.api.conftest import serving
from tests.conftest import copied, settings_for

OURS, OTHER, THEIRS = "https://yibao.example", "https://two.example", "https://evil.example"
ALLOW = "Access-Control-Allow-Origin"
PREFLIGHT = {"Access_Control_Request_Method": "GET",
             "Access_Control_Request_Headers": "if-none-match"}  # fmt: skip
SEVERAL = (GUIDE, f"{GUIDE}?on=2024-12-31", "/release", "/guides/no-such", "/nope")


@pytest.fixture(scope="module")
def open_app(baked, tmp_path_factory):
    """Return an app that lets the scripts of two origins read."""
    folder = copied(baked, tmp_path_factory.mktemp("cors") / "data")
    yield from serving(folder, CORS_ORIGINS=f" {OURS} ,{OTHER},")


@pytest.fixture
def open_client(open_app):
    return open_app.test_client()


@pytest.mark.parametrize("path", SEVERAL)
def test_no_script_of_another_origin_may_read_unless_told_so(client, path):
    answer = ask(client, path, Origin=OURS)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("path", SEVERAL)
@pytest.mark.parametrize("origin", [OURS, OTHER])
def test_an_origin_that_is_named_may_read(open_client, path, origin):
    answer = ask(open_client, path, Origin=origin)
    assert answer.headers[ALLOW] == origin
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "X-Release", "Date", "Age", "Retry-After", "X-Request-ID"} == {*exposed}
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", [GUIDE, f"{GUIDE}?on=2024-12-31", "/release", "/search?q=x"])
def test_a_script_may_ask_whether_a_page_has_changed(open_client, path):
    """A browser asks first before it sends If-None-Match to another origin."""
    answer = ask(open_client, path, "OPTIONS", Origin=OURS, **PREFLIGHT)
    assert answer.status_code == 200
    assert answer.headers[ALLOW] == OURS
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert "Origin" in answer.headers["Vary"]


@pytest.mark.parametrize("origin", [THEIRS, "null"])
def test_who_may_not_read_may_not_ask_either(open_client, origin):
    answer = ask(open_client, GUIDE, "OPTIONS", Origin=origin, **PREFLIGHT)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("path", "readable"),
    [("/preview/x/api/v1/regions", True), ("/preview/x/", False), ("/preview/x/answer", False),
     ("/docs", False), ("/metrics", False), ("/admin/login", False), ("/api/v10", False)],
)  # fmt: skip
def test_scripts_of_others_read_the_api_alone(open_client, path, readable):
    for method in ("GET", "OPTIONS"):
        answer = open_client.open(path, method=method, headers={"Origin": OURS} | {
            name.replace("_", "-"): value for name, value in PREFLIGHT.items()})  # fmt: skip
        assert (ALLOW in answer.headers) is readable
        assert ("Origin" in answer.headers.get("Vary", "")) is readable


@pytest.mark.parametrize("path", SEVERAL)
@pytest.mark.parametrize("origin", [THEIRS, "null", "", "*", f"{OURS}.evil.example", OURS.upper()])
def test_an_origin_that_is_not_named_may_not(open_client, path, origin):
    assert ALLOW not in ask(open_client, path, Origin=origin).headers


@pytest.mark.parametrize("path", SEVERAL)
@pytest.mark.parametrize("sent", [{}, {"Origin": OURS}, {"Origin": THEIRS}])
def test_caches_keep_the_answers_to_origins_apart(open_client, path, sent):
    """An answer kept without the header would be handed to the origin that needs it."""
    vary = {name.strip() for name in ask(open_client, path, **sent).headers["Vary"].split(",")}
    assert "Origin" in vary
    assert "Accept-Encoding" in vary or path in ("/guides/no-such", "/nope")


def test_an_allowed_origin_gets_the_page_and_its_304(open_client):
    whole, asked = ask(open_client, GUIDE), ask(open_client, GUIDE, Origin=OURS)
    assert (asked.data, asked.headers["ETag"]) == (whole.data, whole.headers["ETag"])
    again = ask(open_client, GUIDE, Origin=OURS, If_None_Match=whole.headers["ETag"])
    assert (again.status_code, again.headers[ALLOW]) == (304, OURS)


def test_without_an_origin_a_page_goes_round_flask_even_so(open_client):
    assert "X-Request-ID" not in ask(open_client, GUIDE).headers
    assert "X-Request-ID" in ask(open_client, GUIDE, Origin=OURS).headers


@pytest.mark.parametrize(
    ("trusted", "forwarded", "seen"),
    [
        ("0", "1.2.3.4", "127.0.0.1"),
        ("0", "1.2.3.4, 5.6.7.8", "127.0.0.1"),
        ("1", "1.2.3.4", "1.2.3.4"),
        ("1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("2", "9.9.9.9, 1.2.3.4, 5.6.7.8", "1.2.3.4"),
        ("2", "1.2.3.4", "127.0.0.1"),
    ],
)
def test_only_as_many_proxies_are_believed_as_there_are(tmp_path, trusted, forwarded, seen):
    client = who_am_i(tmp_path, trusted)
    assert client.get("/who", headers={"X-Forwarded-For": forwarded}).json["address"] == seen


@pytest.mark.parametrize(("trusted", "scheme"), [("0", "http"), ("1", "https")])
def test_a_trusted_proxy_says_whether_it_was_https(tmp_path, trusted, scheme):
    client = who_am_i(tmp_path, trusted)
    assert client.get("/who", headers={"X-Forwarded-Proto": "https"}).json["scheme"] == scheme


@pytest.mark.parametrize("trusted", ["0", "1", "2"])
def test_no_proxy_says_what_we_are_called(tmp_path, trusted):
    client = who_am_i(tmp_path, trusted)
    told = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=e",
    }
    assert client.get("/who", headers=told).json == {
        "address": "127.0.0.1", "scheme": "http", "host": "localhost", "root": "",
    }  # fmt: skip


@pytest.fixture
def behind_a_proxy(baked, tmp_path):
    yield from serving(copied(baked, tmp_path / "data"), TRUSTED_PROXY_COUNT="1")


def test_a_proxy_in_front_changes_no_answer(behind_a_proxy, client):
    behind = behind_a_proxy.test_client()
    assert ask(behind, GUIDE, X_Forwarded_For="1.2.3.4").data == ask(client, GUIDE).data
    is_problem(ask(behind, "/guides/no-such", X_Forwarded_For="not an address"), 404)


def who_am_i(folder, trusted):
    """Return a client of an app that tells its visitors how it sees them."""
    app = create_app(settings_for(folder, TRUSTED_PROXY_COUNT=trusted))

    @app.get("/who")
    def who():
        return {
            "address": request.remote_addr, "scheme": request.scheme, "host": request.host,
            "root": request.root_path,
        }  # fmt: skip

    return app.test_client()

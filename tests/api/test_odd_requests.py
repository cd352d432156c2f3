"""Whatever is asked, the answer is a problem a person can read, and never tells what is inside."""

import itertools
import re
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from flask import abort

from backend.api.examples import example_of, parameters_of
from backend.app import create_app
from tests.api.asking import GUIDE, STANDARD, ask, is_problem
from tests.conftest import settings_for

INSIDE = ("Traceback", "backend", "sqlite", "/work", "werkzeug", "File ", ".py", "SELECT")
LONG = "a" * 100_000
ODD_VALUES = ("", "abc", "1.5", "nan", "1e999", "-1", "9" * 30, "医")
CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{3,} [A-Za-z]{2,}")
ODD_PATHS = (
    "", "/", "/nope", "/regions/", f"{GUIDE}/", f"{GUIDE}/x", "//regions", f"/{GUIDE}",
    "/regions//440300", "/guides/%00", "/guides/x%00y", "/guides/%0a", "/guides/医保",
    "/guides/%E5%8C%BB", "/guides/%ff%fe", "/guides/%F0%9F%98%80", "/guides/..%2f..%2fwsgi.py",
    "/guides/../../wsgi.py", "/guides/%2e%2e", f"/guides/{LONG}", "/guides/" + "/x" * 1000,
    "/guides/' OR 1=1 --", "/guides/<script>", "/regions/44030x", "/regions/0",
    "/regions/440300%20", "/Guides/shenzhen-child-enrol", "/guides/SHENZHEN-CHILD-ENROL",
    "/guides/shenzhen-child-enrol;x=1", "/guides/%7Bkey%7D",
)  # fmt: skip


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: path[:30])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_is_none_is_not_found(client, path, method):
    answer = ask(client, path, method)
    body = is_problem(answer)
    assert answer.status_code in ((404,) if method == "GET" else (404, 405))
    assert not [word for word in INSIDE if word in body["detail"]]
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["/regions/%34%34%30300", "/regions/440300%2fguides"])
def test_a_character_may_be_written_in_percents(client, path):
    assert ask(client, path).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X"])
@pytest.mark.parametrize("path", [GUIDE, "/release", "/estimates/contribution"])
def test_nothing_can_be_written(client, path, method):
    answer = ask(client, path, method)
    is_problem(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("body", [b"{}", b"\xff" * 10, b"x" * 6_000_000])
def test_a_body_that_nobody_asked_for_is_not_read(client, body):
    answer = client.open("/api/v1" + GUIDE, method="POST", data=body)
    is_problem(answer, 405)
    assert client.open("/api/v1" + GUIDE, method="GET", data=body).status_code == 200


@pytest.mark.parametrize("query", [f"x={LONG * 10}", "&" * 10_000, "x=1&" * 5_000, "%00", "=", "%"])
def test_a_query_that_says_nothing_changes_nothing(client, query):
    assert ask(client, f"{GUIDE}?{query}").status_code == 200


@pytest.mark.parametrize("query", [f"on={LONG}", "on=%00", "on=%ff", "on=医", "on[]=1&on=x"])
def test_a_query_that_says_nonsense_is_refused(client, query):
    is_problem(ask(client, f"{STANDARD}?{query}"), 422, "invalid")


@pytest.mark.parametrize("odd", [None, *ODD_VALUES])
def test_every_parameter_is_refused_in_chinese(client, spec, odd):
    """Each parameter of each route in turn; `None` leaves it out."""
    for asked in (asked for path in spec["paths"] for _, asked in one_odd(spec, path, odd)):
        answer = client.get(asked)
        for said in refusals(is_problem(answer)) if answer.status_code != 200 else ():
            assert CHINESE.search(said), (asked, said)
            assert not ENGLISH.search(said), (asked, said)


def test_no_message_repeats_whatever_was_asked_without_end(client, spec):
    for path in spec["paths"]:
        for _, asked in one_odd(spec, path, "9" * 4000):
            answer = client.get(asked)
            for said in refusals(is_problem(answer)) if answer.status_code != 200 else ():
                assert len(said) < 120, asked


@pytest.mark.parametrize("listed", ["", "/guides", "/standards", "/offices", "/offices/nearest"])
def test_of_a_region_that_is_none_it_is_said_that_there_is_none(client, listed):
    where = "?lat=22.76&lng=112.96" if listed.endswith("nearest") else ""
    body = is_problem(ask(client, f"/regions/999999{listed}{where}"), 404, "not_found")
    assert body["detail"] == "没有地区「999999」"


@pytest.mark.parametrize("odd", ["", "abc", "nan", "1e999", "医"])
def test_what_is_no_number_or_day_is_never_taken_for_one(client, spec, odd):
    taken = [
        asked
        for path in spec["paths"]
        for schema, asked in one_odd(spec, path, odd)
        if {schema["type"], schema.get("format")} & {"integer", "number", "date"}
        and client.get(asked).status_code != 422
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-None-Match", '"' * 5000),
        ("If-None-Match", ",W/" * 3000),
        ("Accept-Encoding", "gzip;q=" * 2000),
        ("Accept-Encoding", "br;q=1e999, gzip;q=nan"),
        ("Accept-Encoding", "\xe5\x8c\xbb"),
        ("Accept", "text/html"),
        ("Accept", "application/xml;q=1, */*;q=0"),
        ("Range", "bytes=0-10"),
        ("If-Modified-Since", "yesterday"),
        ("Cookie", "session=%00" * 100),
        ("Host", "evil.example"),
        ("X-Forwarded-Host", "evil.example"),
        ("Content-Length", "x"),
    ],
)
def test_a_header_that_says_nonsense_does_no_harm(client, name, value):
    for path in (GUIDE, f"{GUIDE}?on=2024-12-31", "/release"):
        answer = client.get(f"/api/v1{path}", headers={name: value})
        assert answer.status_code == 200
        assert b"evil" not in answer.data
        assert "evil" not in str(answer.headers)


def test_no_cookie_is_ever_set(client):
    for path in (GUIDE, "/release", "/guides/x"):
        assert "Set-Cookie" not in ask(client, path).headers


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "bad_request"), (413, "too_large"), (415, "unsupported_media_type"),
     (429, "too_many_requests"), (418, "http_418"), (409, "http_409")],
)  # fmt: skip
def test_every_refusal_of_the_framework_is_a_problem_in_chinese(tmp_path, status, code):
    app = create_app(settings_for(tmp_path))
    app.add_url_rule("/refused", view_func=lambda: abort(status))
    is_problem(app.test_client().get("/refused"), status, code)


def test_an_accident_tells_nobody_what_is_inside(tmp_path):
    app = create_app(settings_for(tmp_path))
    app.add_url_rule("/accident", view_func=lambda: open("/no/such/secret.py"))  # noqa: PTH123, SIM115
    answer = app.test_client().get("/accident")
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert answer.json["code"] == "internal"
    assert not [word for word in (*INSIDE, "secret", "Error") if word in answer.text]


def test_before_anything_is_published_the_service_says_so(app):
    client = app.test_client()
    for path in ("/regions", "/release", f"{GUIDE}?on=2024-12-31", "/changes?since=1"):
        answer = ask(client, path)
        if path.startswith("/guides"):
            is_problem(answer, 404)
            continue
        assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
        assert answer.json["detail"] == "还没有发布任何内容"
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def one_odd(spec, path, odd):
    """Yield an address for each parameter of a path in which it alone is odd, and its schema."""
    address, _, query = example_of(spec, path).partition("?")
    given = dict(parse_qsl(query))
    for parameter in parameters_of(spec, path):
        schema = parameter["schema"]
        if parameter["in"] == "path":
            yield from [(schema, odd_path(spec, path, parameter, odd))] if odd else ()
            continue
        for name in parameter["example"] if schema["type"] == "object" else [parameter["name"]]:
            changed = {n: v for n, v in {**given, name: odd}.items() if v is not None}
            yield schema, f"{address}?{urlencode(changed)}"


def odd_path(spec, path, parameter, odd):
    """Return the example of a path with one of the things it names odd."""
    odd_one = {**parameter, "example": quote(odd)}
    item = {**spec["paths"][path], "parameters": [
        odd_one if p["name"] == parameter["name"] else p for p in parameters_of(spec, path)
        if p["in"] == "path"
    ]}  # fmt: skip
    return example_of({"paths": {path: item}}, path)


def refusals(body):
    """Return what a problem says to people: its detail, and its messages by parameter."""
    listed = [said for said in body.get("errors", {}).values() if isinstance(said, list)]
    return [body["detail"], *itertools.chain(*listed)]

"""What a person opens in a browser, and what operators' machines ask."""

import re
from html.parser import HTMLParser

import pytest

from backend.extensions import db
from tests.api.asking import GUIDE, ask

PAGES = ("/", "/docs")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_html_in_chinese(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert '<html lang="zh-CN">' in answer.text
    assert 'name="viewport"' in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_guarded(client, path):
    headers = client.get(path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'self'", "object-src": "'none'", "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }  # fmt: skip
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_to_its_own_policy(client, path):
    """No inline script or style, no handler: the policy would stop them in silence."""
    tags = tags_of(client.get(path).text)
    assert not [tag for tag, attributes in tags if tag in ("script", "style")]
    assert not [a for _, attributes in tags for a in attributes if re.match(r"on|style$", a)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_nothing_from_elsewhere(client, path):
    text = client.get(path).text
    assert not re.search(r"https?:|//[a-z]", text)
    needed = [a.get("src") or a.get("href") for tag, a in tags_of(text) if tag in ("link", "img")]
    assert needed
    for link in needed:
        with client.get(link) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client, path):
    text = client.get(path).text
    names = {attributes["id"] for _, attributes in tags_of(text) if "id" in attributes}
    counts = ask(client, "/release").json["counts"]
    for link in links_of(text):
        if link.startswith("#"):
            assert link[1:] in names, link
        elif not ("questionnaires" in link and not counts.get("questionnaire")):
            assert client.get(link).status_code == 200, link


def test_the_landing_page_says_what_is_published(client):
    text = client.get("/").text
    counts = ask(client, "/release").json["counts"]
    assert "第 1 号发布" in text
    for kind, unit in (("guide", "份办事指南"), ("standard", "项标准"), ("office", "家经办机构")):
        assert f"{counts[kind]} {unit}" in text
    assert {"/miniapp/", "/docs", "/openapi.json"} <= set(links_of(text))


def test_the_landing_page_says_when_nothing_is_published(app):
    answer = app.test_client().get("/")
    assert answer.status_code == 200
    assert "还没有发布任何内容" in answer.text


def test_the_docs_list_every_operation_and_every_shape(client):
    spec, text = client.get("/openapi.json").json, client.get("/docs").text
    for path, item in spec["paths"].items():
        assert f"<code>{path}</code>" in text
        assert item["get"]["summary"] in text
    names = {attributes["id"] for _, attributes in tags_of(text) if "id" in attributes}
    assert spec["components"]["schemas"].keys() <= names


def test_the_docs_tell_what_may_be_asked(client):
    text = client.get("/docs").text
    for name in ("on", "known_at", "key", "code", "standard", "paid_on", "rule", "facts", "lat",
                 "lng", "limit", "since"):  # fmt: skip
        assert f"<td><code>{name}</code></td>" in text


@pytest.mark.parametrize("path", ["/static/site.css", "/openapi.json", "/healthz", "/metrics"])
def test_nothing_is_to_be_guessed_at(client, path):
    with client.get(path) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok", "release": 1, "database": "ok"}


def test_ready_without_its_database_as_pages_need_none(own):
    client = own.test_client()
    assert client.get("/readyz").json["database"] == "ok"
    own.extensions["reader"].stop()
    with own.app_context():
        db.engine.dispose()
    for file in own.config["DATA_DIR"].glob("authoring.sqlite3*"):
        file.unlink()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["database"]) == (200, "away")
    assert ask(client, GUIDE).status_code == 200


def test_metrics_count_what_is_answered(client):
    before = measured(client)
    tag = ask(client, GUIDE).headers["ETag"]
    ask(client, GUIDE, If_None_Match=tag)
    ask(client, "/release")
    ask(client, "/guides/no-such")
    after = measured(client)
    risen = {name: after[name] - before.get(name, 0) for name in after}
    assert risen['yibao_pages_total{status="200"}'] == 1
    assert risen['yibao_pages_total{status="304"}'] == 1
    assert risen[requests("/api/v1/release", 200)] == 1
    assert risen[requests("/api/v1/guides/<key>", 404)] == 1
    assert risen['yibao_request_seconds_count{route="/api/v1/release"}'] == 1
    assert after["yibao_release"] == 1


def test_metrics_are_prometheus_text(client):
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=")
    assert "# TYPE yibao_pages_total counter" in answer.text


def test_nobody_can_make_metrics_grow(client):
    """Paths and methods are the client's own words; they must not become labels."""
    for number in range(5):
        client.get(f"/nope-{number}")
        client.open("/nope", method=f"METHOD{number}")
    names = " ".join(measured(client))
    assert "nope" not in names
    assert "METHOD" not in names


def requests(route, status):
    return f'yibao_requests_total{{method="GET",route="{route}",status="{status}"}}'


def measured(client):
    """Return the metrics by name and labels."""
    lines = client.get("/metrics").text.splitlines()
    pairs = [line.rsplit(" ", 1) for line in lines if not line.startswith("#")]
    return {name: float(value) for name, value in pairs}


def links_of(text):
    return [a["href"] for tag, a in tags_of(text) if tag == "a"]


def tags_of(text):
    """Return every tag of a page with its attributes."""
    reader = Tags()
    reader.feed(text)
    return reader.found


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

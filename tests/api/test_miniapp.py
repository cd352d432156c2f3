"""The mini-program's files, as a browser fetches them."""

import gzip
import re

import brotli
import pytest

from backend.api.miniapp import BUILT
from backend.release.negotiate import OFFERED

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def test_the_page_is_html_in_chinese(client):
    answer = client.get("/miniapp/")
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert '<html lang="zh-CN">' in answer.text
    assert client.get("/miniapp").headers["Location"].endswith("/miniapp/")


def test_the_page_lets_nothing_run_that_is_not_ours(client):
    policy = client.get("/miniapp/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'self'", "img-src": "'self' data:", "object-src": "'none'",
        "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'self'",
    }  # fmt: skip
    assert not re.search(r"<style|style=|\son\w+=|<script(?! src=)", client.get("/miniapp/").text)


@pytest.mark.parametrize("name", ["", "app.js", "app.css", "worker.js", "LICENCES.txt"])
@pytest.mark.parametrize("encoding", [*OFFERED, "identity"])
def test_a_file_comes_packed_and_is_spared_next_time(client, name, encoding):
    answer = client.get(f"/miniapp/{name}", headers={"Accept-Encoding": encoding})
    assert UNPACK[encoding](answer.data) == (BUILT / (name or "index.html")).read_bytes()
    assert answer.headers["Vary"] == "Accept-Encoding"
    seen = {"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/miniapp/{name}", headers=seen).status_code == 304


def test_what_the_page_names_may_be_kept_for_ever_and_the_page_may_not(client):
    page = client.get("/miniapp/")
    named = re.findall(r'(?:src|href)="(app\.\w+\?v=\w+)"', page.text)
    assert len(named) == 2
    kept = {client.get(f"/miniapp/{name}").headers["Cache-Control"] for name in named}
    assert kept == {"public, max-age=31536000, immutable"}
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert client.get("/miniapp/app.js?v=old").headers["Cache-Control"] == "public, no-cache"


def test_pictures_are_not_packed_again(client):
    picture = next(BUILT.rglob("*.png")).relative_to(BUILT).as_posix()
    answer = client.get(f"/miniapp/{picture}", headers={"Accept-Encoding": "br"})
    assert (answer.content_type, answer.headers.get("Content-Encoding")) == ("image/png", None)


@pytest.mark.parametrize("name", ["nothing.js", "../README.md", "%2e%2e/README.md", "assets"])
def test_nothing_else_is_found_there(client, name):
    assert client.get(f"/miniapp/{name}").status_code == 404

"""What every answer of the reading API promises: type, tag, age, release, and 304."""

import re

import pytest
import time_machine

from backend.vocabulary import ITEM_TYPE
from tests.api.asking import BAKED, GUIDE, LIVE, ask, is_problem

EVERY = (*BAKED, *LIVE)
every_path = pytest.mark.parametrize("path", EVERY)
STRONG = re.compile(r'"[0-9a-f]{32}(-br|-gzip)?"')


@every_path
def test_an_answer_says_what_it_is(client, path):
    answer = ask(client, path)
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Release"] == "1"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.json


@every_path
def test_an_answer_may_be_kept_for_a_while(client, path):
    kept = ask(client, path).headers["Cache-Control"]
    scope, _, seconds = kept.partition(", max-age=")
    assert scope == "public"
    assert 0 <= int(seconds) <= (300 if path in BAKED else 10)


@every_path
def test_caches_are_told_that_answers_differ_by_encoding(client, path):
    assert ask(client, path).headers["Vary"] == "Accept-Encoding"


@every_path
def test_an_answer_has_a_strong_tag_that_stays(client, path):
    tags = {ask(client, path).headers["ETag"] for _ in range(2)}
    assert len(tags) == 1
    assert STRONG.fullmatch(tags.pop())


@every_path
@pytest.mark.parametrize("seen", ["{tag}", "W/{tag}", '"x", {tag}', '"x",W/{tag} , "y"', "*"])
def test_who_has_it_already_gets_304_and_no_body(client, path, seen):
    whole = ask(client, path)
    answer = ask(client, path, If_None_Match=seen.format(tag=whole.headers["ETag"]))
    assert (answer.status_code, answer.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "X-Release"):
        assert answer.headers[name] == whole.headers[name]
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(answer.headers.keys())


@every_path
@pytest.mark.parametrize("seen", ['"x"', "x", 'W/"x"', '"x", "y"', "", '"', "**"])
def test_who_has_something_else_gets_it_whole(client, path, seen):
    assert ask(client, path, If_None_Match=seen).status_code == 200


@every_path
def test_head_says_the_same_without_a_body(client, path):
    whole, head = ask(client, path), ask(client, path, "HEAD")
    assert head.status_code == 200
    assert head.data == b""
    assert said(head) == said(whole)


def test_pages_hold_until_midnight_when_they_change_then(own):
    """hunan-resident goes from 380 to 400 yuan on 2025-01-01 in Shanghai."""
    with time_machine.travel("2024-12-31T15:59:00+00:00", tick=False):
        kept = ask(own.test_client(), "/standards/hunan-resident").headers["Cache-Control"]
    assert kept == "public, max-age=60"


def test_everything_of_the_release_can_be_asked_for(client):
    """Walk from lists to things: whatever a list names, its page answers."""
    counts = ask(client, "/release").json["counts"]
    assert counts.keys() <= ITEM_TYPE.keys()
    guides = ask(client, "/regions/440300/guides").json["guides"]
    offices = ask(client, "/regions/440784/offices").json["offices"]
    channels = ask(client, "/channels").json["channels"]
    assert len(channels) == counts["channel"]
    named = [f"/guides/{g['key']}" for g in guides] + [f"/offices/{o['key']}" for o in offices]
    named += [f"/channels/{channel['key']}" for channel in channels]
    assert {ask(client, path).status_code for path in named} == {200}


def test_what_there_is_not_is_a_problem(client):
    things = ("guides", "standards", "offices", "channels", "rules", "questionnaires", "sources")
    for path in ("/regions/999999", "/regions/999999/guides", *(f"/{t}/x" for t in things)):
        is_problem(ask(client, path), 404, "not_found")


def test_a_refusal_is_not_kept_and_has_no_tag(client):
    answer = ask(client, "/guides/no-such", If_None_Match="*")
    assert "ETag" not in answer.headers
    is_problem(answer, 404)


def test_a_request_is_answered_by_its_id_where_it_is_a_plain_one(client):
    for given, kept in (("abc-1", True), ("x" * 65, False), ("a b\tc", False), ("", False)):
        answer = ask(client, f"{GUIDE}x", X_Request_ID=given)
        assert (answer.headers["X-Request-ID"] == given) is kept
        assert answer.json["request_id"] == answer.headers["X-Request-ID"]


def said(answer):
    """Return the headers of an answer but for the request's own id."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}

"""Pictures over the API: the right type, kept as long as what they show, refused in Chinese."""

import gzip
import io
from xml.etree import ElementTree

import pytest
import time_machine
from PIL import Image
from werkzeug.test import Client

from tests.api.asking import GUIDE, ask, is_problem

CHART = "/standards/hunan-resident/chart.svg"
CARD_SVG, CARD_PNG = f"{GUIDE}/routes/0/card.svg", f"{GUIDE}/routes/0/card.png"
ALL = pytest.mark.parametrize("path", [CHART, CARD_SVG, CARD_PNG])
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@ALL
def test_a_picture_is_what_it_says_it_is(client, path):
    answer = ask(client, path)
    kind = path[-3:]
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == KINDS[kind]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Release"] == ask(client, GUIDE).headers["X-Release"]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert read(answer.data, kind)


def read(data, kind):
    if kind == "svg":
        return ElementTree.fromstring(data).tag.endswith("svg")  # noqa: S314 - our own
    return Image.open(io.BytesIO(data)).width == 1080


@ALL
def test_a_picture_has_a_tag_and_comes_only_once(client, path):
    tag = ask(client, path).headers["ETag"]
    again = ask(client, path, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert ask(client, path).headers["ETag"] == tag


@ALL
def test_a_picture_can_be_asked_after_without_its_bytes(client, path):
    head, full = ask(client, path, "HEAD"), ask(client, path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(full.data))
    assert head.headers["ETag"] == full.headers["ETag"]


@pytest.mark.parametrize("path", [CHART, CARD_SVG])
def test_lines_and_words_are_packed(client, path):
    plain, packed = ask(client, path), ask(client, path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_png_is_packed_already(client):
    assert "Content-Encoding" not in ask(client, CARD_PNG, Accept_Encoding="gzip, br").headers


def test_a_chart_is_answered_before_flask_is_reached_and_alike_behind_it(served, client):
    round_it, through_it = ask(client, CHART), ask(Client(served.wsgi_app.inner), CHART)
    assert "X-Request-ID" not in round_it.headers
    assert through_it.headers.pop("X-Request-ID")
    assert sorted(round_it.headers) == sorted(through_it.headers)
    assert round_it.data == through_it.data


def test_the_cards_a_guide_names_are_there(client):
    for number, way in enumerate(ask(client, GUIDE).json["routes"]):
        for kind, path in way["card"].items():
            answer = ask(client, path)
            assert (answer.status_code, answer.content_type) == (200, KINDS[kind])
            assert path == f"{GUIDE}/routes/{number}/card.{kind}"


def test_the_chart_a_standard_names_is_there(client):
    assert ask(client, ask(client, "/standards/hunan-resident").json["chart"]).status_code == 200


def test_a_card_says_what_the_guide_says(client):
    way = ask(client, GUIDE).json["routes"][0]
    drawn = ask(client, CARD_SVG).text
    for node in way["path"]:
        assert node["label"] in drawn
    assert way["status_label"] in drawn


@ALL
def test_a_picture_is_kept_no_longer_than_a_page(served, client, path):
    most = served.config["PAGE_MAX_AGE"]
    assert ask(client, path).headers["Cache-Control"] == f"public, max-age={most}"


@ALL
@pytest.mark.parametrize("asked", ["on=2024-12-31", "known_at=2026-11-22", "on=2030-01-01"])
def test_a_picture_can_be_asked_for_another_day(client, path, asked):
    answer = ask(client, f"{path}?{asked}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=10"


@ALL
@pytest.mark.parametrize("asked", ["on=x", "known_at=9999-12-31", "on=2024-02-30"])
def test_a_day_that_is_none_is_refused(client, path, asked):
    is_problem(ask(client, f"{path}?{asked}"), 422, "invalid")


@ALL
def test_before_the_first_release_there_is_no_picture(client, path):
    is_problem(ask(client, f"{path}?known_at=1999-01-01"), 404, "not_found")


@pytest.mark.parametrize("kind", KINDS)
def test_a_guide_that_is_none_has_no_card(client, kind):
    body = is_problem(ask(client, f"/guides/no-such/routes/0/card.{kind}"), 404, "not_found")
    assert body["detail"] == "没有办事指南「no-such」"


@pytest.mark.parametrize("kind", KINDS)
def test_a_route_that_is_none_has_no_card(client, kind):
    body = is_problem(ask(client, f"{GUIDE}/routes/3/card.{kind}"), 404, "not_found")
    assert body["detail"] == (
        "「深圳少儿医保参保登记」没有编号为 3 的办理途径（只有 3 条，编号 0 到 2）"
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "number", ["x", "-1", "1.5", "01", "+1", "%20", "１", "99999", "9" * 5000, "0;x", "%00"]
)
def test_a_number_that_is_none_is_refused(client, kind, number):
    body = is_problem(ask(client, f"{GUIDE}/routes/{number}/card.{kind}"), 422, "invalid")
    assert "应当是整数，从 0 数起" in body["detail"]
    assert len(body["detail"]) < 60


@pytest.mark.parametrize("key", ["no-such", "hunan-outpatient-deductible", "x" * 5000])
def test_a_standard_without_a_chart_says_so(client, key):
    body = is_problem(ask(client, f"/standards/{key}/chart.svg"), 404, "not_found")
    assert "的图" in body["detail"]
    assert len(body["detail"]) < 80


@pytest.mark.parametrize("path", [CHART, CARD_SVG, CARD_PNG])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_picture_is_only_read(client, path, method):
    is_problem(ask(client, path, method), 405, "method_not_allowed")


@pytest.mark.parametrize("path", ["card", "card.jpg", "card.svg/", "Card.svg", "card.svg/x"])
def test_there_is_no_other_picture(client, path):
    is_problem(ask(client, f"{GUIDE}/routes/0/{path}"), 404)


def test_a_card_is_not_kept_past_the_next_change_of_its_guide(own):
    path = "/guides/tianjin-newborn-enrol-local/routes/0/card.svg"
    with time_machine.travel("2024-12-31T15:59:30+00:00", tick=False):  # half a minute to midnight
        answer = ask(own.test_client(), path)
    assert answer.headers["Cache-Control"] == "public, max-age=30"

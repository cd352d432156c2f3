"""Search at the edge: the shape of its answers, and a clear refusal for what makes no sense."""

import pytest
from marshmallow import RAISE

from backend.app import create_app
from backend.release import first
from backend.schemas.pages.search import SearchPage, SuggestPage
from tests.release.searching import documents

API = "/api/v1"
MEMBERS = {"type", "key", "title", "region", "snippet"}  # others rely on these names


@pytest.fixture
def client(app, root):
    first.publish(documents(), root=root)
    return app.test_client()


@pytest.fixture
def asked(client):
    def ask(door, **query):
        return client.get(f"{API}/{door}", query_string=query)

    return ask


@pytest.mark.parametrize(("door", "schema"), [("search", SearchPage), ("suggest", SuggestPage)])
@pytest.mark.parametrize(
    "typed", ["少儿医保缴费", "粤医保 社保缴费", "8761233", "多少钱", "s", "", "zz"]
)
def test_answers_have_the_documented_shape(asked, door, schema, typed):
    answer = asked(door, q=typed, region="440784")
    assert answer.status_code == 200
    assert schema().load(answer.json, unknown=RAISE) == answer.json
    assert all(result.keys() >= MEMBERS for result in answer.json["results"])


def test_an_answer_may_be_kept_for_a_moment(asked):
    answer = asked("search", q="缴费")
    assert answer.headers["Cache-Control"] == "public, max-age=10"
    assert answer.headers["X-Release"] == "1"


def test_as_many_results_as_asked_for(asked):
    assert len(asked("search", q="医保", limit=1).json["results"]) == 1


@pytest.mark.parametrize("door", ["search", "suggest"])
@pytest.mark.parametrize(
    ("query", "status"),
    [({}, 422), ({"q": "x", "limit": "0"}, 422), ({"q": "x", "limit": "x"}, 422),
     ({"q": "x", "region": "999999"}, 404), ({"q": "x", "region": "' OR 1=1"}, 404),
     ({"q": "x", "region": ""}, 404)],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_clearly(asked, door, query, status):
    answer = asked(door, **query)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"]


@pytest.mark.parametrize("door", ["search", "suggest"])
@pytest.mark.parametrize("typed", ["异" * 10_000, '"*(){}[]^~:\\', "\x00\r\n\t", "😀😀", "%00%ff"])
def test_hostile_input_is_answered(asked, door, typed):
    assert asked(door, q=typed, region="440784").status_code == 200


def test_before_anything_was_published_search_says_so(sqlite_config):
    answer = create_app(sqlite_config).test_client().get(f"{API}/search?q=x")
    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"

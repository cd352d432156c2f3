"""The way round Flask: what a phone and a cache are told about a baked page."""

import gzip
import json
import shutil
from datetime import datetime

import brotli
import pytest
import time_machine

from backend.clock import SHANGHAI
from tests.builder_parts import contribution_value
from tests.builders import guide, small_content, standard
from tests.release.desk import open_office, published, reader_of, started
from tests.release.test_store import PAGE

GUIDE = ("guide", "jiangmen-student-enrol")
URL = f"/api/v1{PAGE}"
PRICE_URL = "/api/v1/standards/price"
OF_TODAY = f"{PAGE}?known_at=2024-12-31"
MIDNIGHT = "2024-12-31T16:00:00Z"  # in Shanghai
DECEMBER = "2024-12-01T00:00:00Z"


@pytest.fixture(scope="module")
def standing(migrated_sqlite, tmp_path_factory):
    """Return a folder with one release, whose price rises on 2025-01-01."""
    folder = tmp_path_factory.mktemp("standing")
    shutil.copyfile(migrated_sqlite, folder / "authoring.sqlite3")
    with time_machine.travel(DECEMBER, tick=False), started(folder) as app, app.app_context():
        open_office(folder / "releases", priced())
    return folder


@pytest.fixture
def client(standing, clock):
    with started(standing) as app:
        yield app.test_client()


@pytest.fixture
def clock():
    """Return the clock of the clients' world: in December, before the price rises."""
    with time_machine.travel(DECEMBER, tick=False) as clock:
        yield clock


@pytest.fixture
def publisher(clock, app, root):
    """Return a function that publishes another title and looks at it; and a client."""
    open_office(root, priced())

    def publish(**when):
        published({GUIDE: guide(title="新标题")}, root, **when)
        return reader_of(app)

    reader_of(app)
    return publish, app.test_client()


def test_a_page_is_answered_with_all_a_cache_needs(client):
    answer = client.get(URL)
    assert answer.status_code == 200
    assert answer.json["key"] == "jiangmen-student-enrol"
    assert answer.headers.to_wsgi_list() == [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(answer.data))),
        ("ETag", answer.headers["ETag"]),
        ("Vary", "Accept-Encoding"),
        ("X-Release", "1"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "public, max-age=300"),
    ]
    assert answer.get_etag()[1] is False  # strong


@pytest.mark.parametrize(
    ("accepts", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_page_is_answered_compressed(client, accepts, unpack):
    plain, packed = client.get(URL), client.get(URL, headers={"Accept-Encoding": accepts})
    assert packed.headers["Content-Encoding"] == accepts
    assert unpack(packed.data) == plain.data
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("accepts", ["identity", "br", "gzip"])
def test_head_is_get_without_its_body(client, accepts):
    asked = {"headers": {"Accept-Encoding": accepts}}
    got, head = client.get(URL, **asked), client.head(URL, **asked)
    assert (head.status_code, head.headers, head.data) == (200, got.headers, b"")


@pytest.mark.parametrize("accepts", ["identity", "br"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"else", {}', "*"])
def test_who_has_the_page_gets_304_and_no_body(client, accepts, method, form):
    asked = {"Accept-Encoding": accepts}
    got = client.get(URL, headers=asked)
    asked["If-None-Match"] = form.format(got.headers["ETag"])
    again = client.open(URL, method=method, headers=asked)
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control", "X-Release"):
        assert again.headers[name] == got.headers[name]
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(again.headers.keys())


def test_who_has_it_in_another_encoding_gets_it_in_this_one(client):
    etag = client.get(URL, headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_a_page_no_release_touched_keeps_its_etag(publisher):
    publish, client = publisher
    elsewhere = "/api/v1/offices/heshan-gulao"
    before = {url: client.get(url).headers["ETag"] for url in (URL, elsewhere)}
    publish()
    after = {url: client.get(url) for url in before}
    assert after[elsewhere].headers["ETag"] == before[elsewhere]
    assert after[URL].headers["ETag"] != before[URL]
    assert {answer.headers["X-Release"] for answer in after.values()} == {"2"}
    seen = {"If-None-Match": before[elsewhere]}
    assert client.get(elsewhere, headers=seen).status_code == 304


@pytest.mark.parametrize(
    ("instant", "max_age", "fen"),
    [
        ("2024-12-31T15:54:59Z", 300, 38000),
        ("2024-12-31T15:55:00Z", 300, 38000),
        ("2024-12-31T15:55:01Z", 299, 38000),
        ("2024-12-31T15:59:00Z", 60, 38000),
        ("2024-12-31T15:59:59.500Z", 0, 38000),
        (MIDNIGHT, 300, 40000),
    ],
)
def test_no_copy_outlives_the_day_its_price_ends(client, clock, instant, max_age, fen):
    assert client.get(PRICE_URL).json["current"]["personal_fen"] == 38000
    clock.move_to(instant)
    answer = client.get(PRICE_URL)
    assert answer.headers["Cache-Control"] == f"public, max-age={max_age}"
    assert answer.json["current"]["personal_fen"] == fen


def test_a_page_that_does_not_change_that_night_may_be_kept(client, clock):
    clock.move_to("2024-12-31T15:59:00Z")
    assert client.get("/api/v1/regions").headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("instant", "max_age"),
    [("2024-12-31T15:59:30Z", 10), ("2024-12-31T15:59:57Z", 3), ("2024-12-31T15:59:59.5Z", 0)],
)
@pytest.mark.parametrize(
    "asked", ["/search?q=%E7%BC%B4%E8%B4%B9", "/suggest?q=%E7%BC%B4", OF_TODAY]
)
def test_no_live_answer_outlives_its_day(client, clock, asked, instant, max_age):
    clock.move_to(instant)
    answer = client.get(f"/api/v1{asked}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == f"public, max-age={max_age}"


def test_the_price_and_its_etag_flip_at_midnight_in_shanghai(client, clock):
    clock.move_to("2024-12-31T15:59:59.999Z")
    before = client.get(PRICE_URL)
    clock.move_to(MIDNIGHT)
    seen = {"If-None-Match": before.headers["ETag"]}
    assert client.get(PRICE_URL, headers=seen).status_code == 200


@pytest.mark.parametrize(("before", "max_age"), [(400, 300), (100, 100), (1, 1), (0.5, 0)])
def test_no_copy_outlives_the_next_release(publisher, clock, before, max_age):
    publish, client = publisher
    instant = datetime(2024, 12, 10, 8, 0, tzinfo=SHANGHAI)
    publish(at=instant)
    clock.move_to(instant.timestamp() - before)
    for url in (URL, "/api/v1/regions"):  # who knows what the next one changes
        assert client.get(url).headers["Cache-Control"] == f"public, max-age={max_age}"
    got = client.get(URL)
    unchanged = client.get(URL, headers={"If-None-Match": got.headers["ETag"]})
    assert unchanged.headers["Cache-Control"] == f"public, max-age={max_age}"
    clock.move_to(instant)
    assert client.get(URL).json["title"] == "新标题"


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("GET", "/api/v1/guides/none", 404),
        ("HEAD", "/api/v1/guides/none", 404),
        ("GET", f"{URL}/", 404),
        ("GET", "/api/v1", 404),
        ("GET", "/api/v1/", 404),
        ("GET", "/api/v2/regions", 404),
        ("GET", PAGE, 404),
        ("GET", "/api/v1/guides/%E7%BB%8F", 404),
        ("GET", "/api/v1/guides/%ff%00", 404),
        ("POST", URL, 405),
        ("DELETE", URL, 405),
        ("OPTIONS", URL, 200),
        ("GET", "/api/v1/release", 200),
        ("GET", "/healthz", 200),
        ("GET", f"{URL}?on=2024-06-01", 200),
        ("GET", f"{URL}?on=someday", 422),
    ],
)
def test_whatever_is_not_a_plain_page_goes_in(client, method, url, status):
    answer = client.open(url, method=method)
    assert answer.status_code == status
    assert "X-Request-ID" in answer.headers  # Flask's requests have one, pages have not


def test_a_page_does_not_go_in(client):
    assert "X-Request-ID" not in client.get(URL).headers
    assert "X-Request-ID" not in client.get(f"{URL}?").headers


def test_a_page_for_today_asked_by_date_is_the_same_page(client):
    plain, dated = client.get(URL), client.get(f"{URL}?on=2024-12-01")
    assert (dated.data, dated.headers["ETag"]) == (plain.data, plain.headers["ETag"])


def test_before_the_first_release_there_is_nothing_yet(app):
    answer = app.test_client().get(URL)
    assert answer.status_code == 503
    assert json.loads(answer.data)["code"] == "unavailable"


def priced():
    year = {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}
    plain = {"subsidy_fen": None, "total_fen": None, **year}
    early = {"pay_from": "2024-09-01", "pay_to": "2025-01-01", "personal_fen": 38000}
    late = {"pay_from": "2025-01-01", "pay_to": "2026-01-01", "personal_fen": 40000}
    values = [contribution_value(**plain, **when) for when in (early, late)]
    return small_content(standard=[standard(), standard(key="price", contribution_values=values)])

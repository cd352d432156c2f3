"""The nearest offices: by GCJ-02, what WeChat's maps and positions use."""

import pytest

from backend.release.coordinates import metres_between, to_gcj02
from backend.release.live import nearest
from tests.api.asking import ask, is_problem
from tests.builders import office, small_content
from tests.release.desk import open_office

HESHAN = (22.7656, 112.9644)  # WGS-84
HERE = (22.7, 112.9)
NEAREST = "/regions/440784/offices/nearest"


def test_wgs84_is_shifted_to_gcj02_as_the_maps_do():
    lat, lng = to_gcj02(*HESHAN, "wgs84")
    assert lat - HESHAN[0] == pytest.approx(-0.0029, abs=0.00005)
    assert lng - HESHAN[1] == pytest.approx(0.0051, abs=0.00005)
    assert metres_between(HESHAN, (lat, lng)) == pytest.approx(620, abs=10)


def test_gcj02_stays_as_it_is():
    assert to_gcj02(*HESHAN, "gcj02") == HESHAN


def test_bd09_comes_out_near_where_gcj02_would():
    """Baidu adds some 0.006° to each; taking it off again is exact to a few metres."""
    lat, lng = to_gcj02(HESHAN[0] + 0.006, HESHAN[1] + 0.0065, "bd09")
    assert metres_between(HESHAN, (lat, lng)) < 120


@pytest.mark.parametrize(
    ("there", "metres"),
    [((22.7, 112.9), 0), ((23.7, 112.9), 111_195), ((-22.7, -67.1), 20_015_115)],
)
def test_distance_is_along_a_great_circle(there, metres):
    assert metres_between(HERE, there) == pytest.approx(metres, abs=2)


def test_the_nearest_comes_first():
    offices = [located("far", 22.9), located("near", 22.71), located("middle", 22.8)]
    found = nearest(offices, HERE, 10)
    assert [o["key"] for o in found["offices"]] == ["near", "middle", "far"]
    distances = [o["distance_m"] for o in found["offices"]]
    assert distances == sorted(distances)
    assert distances[0] == pytest.approx(1112, abs=2)


def test_no_more_than_asked_for():
    offices = [located(f"o{n}", 22.7 + n / 100) for n in range(5)]
    assert [o["key"] for o in nearest(offices, HERE, 2)["offices"]] == ["o0", "o1"]


def test_who_has_no_location_is_counted_not_guessed():
    offices = [located("one", 22.8), {"key": "lost", "location": None}]
    found = nearest(offices, HERE, 10)
    assert [o["key"] for o in found["offices"]] == ["one"]
    assert found["without_location"] == 1
    assert "1" in found["message"]


def test_with_every_location_known_there_is_nothing_to_say():
    found = nearest([located("one", 22.8)], HERE, 10)
    assert (found["without_location"], found["message"]) == (0, "")


@pytest.fixture
def heshan(app, root):
    """Return a client of an app that knows where some offices are."""
    offices = [
        office(lat=HESHAN[0], lng=HESHAN[1], datum="wgs84"),
        office(key="heshan-far", lat=22.9, lng=112.9644, datum="gcj02"),
        office(key="heshan-lost"),
    ]
    open_office(root, small_content(office=offices))
    return app.test_client()


def test_an_office_stored_in_wgs84_is_measured_in_gcj02(heshan):
    lat, lng = to_gcj02(*HESHAN, "wgs84")
    body = ask(heshan, f"{NEAREST}?lat={lat}&lng={lng}").json
    assert body["datum"] == "gcj02"
    assert [o["key"] for o in body["offices"]] == ["heshan-gulao", "heshan-far"]
    assert body["offices"][0]["distance_m"] == 0
    assert body["offices"][0]["location"] == {"lat": lat, "lng": lng}
    assert body["without_location"] == 1


def test_a_region_above_finds_the_same(heshan):
    body = ask(heshan, "/regions/440700/offices/nearest?lat=22.7&lng=112.9&limit=1").json
    assert [o["key"] for o in body["offices"]] == ["heshan-gulao"]


def test_the_real_offices_say_that_nobody_knows_where_they_are(client):
    body = ask(client, f"{NEAREST}?lat=22.76&lng=112.96").json
    listed = ask(client, "/regions/440784/offices").json["offices"]
    assert body["without_location"] + len(body["offices"]) == len(listed)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", {"lat", "lng"}),
        ("lat=22.7", {"lng"}),
        ("lat=999&lng=abc", {"lat", "lng"}),
        ("lat=nan&lng=112", {"lat"}),
        ("lat=22.7&lng=inf", {"lng"}),
        ("lat=22.7&lng=-1e400", {"lng"}),
        ("lat=22.7&lng=112.9&limit=0", {"limit"}),
        ("lat=22.7&lng=112.9&limit=51", {"limit"}),
        ("lat=22.7&lng=112.9&limit=1.5", {"limit"}),
        ("lat=22.7&lng=112.9&limit=99999999999999999999", {"limit"}),
        ("lat=&lng=", {"lat", "lng"}),
    ],
)
def test_a_position_that_is_none_is_refused(client, query, wrong):
    body = is_problem(ask(client, f"{NEAREST}?{query}"), 422, "invalid")
    assert body["errors"].keys() == wrong


@pytest.mark.parametrize("corner", ["lat=90&lng=180", "lat=-90&lng=-180", "lat=0&lng=0"])
def test_the_whole_earth_may_ask(client, corner):
    assert ask(client, f"{NEAREST}?{corner}").status_code == 200


def test_a_region_that_is_none_is_not_found(client):
    is_problem(ask(client, "/regions/999999/offices/nearest?lat=22.7&lng=112.9"), 404)


def located(key, lat):
    return {"key": key, "location": {"lat": lat, "lng": 112.9}}

"""`?on=` answers for another day, `?known_at=` as it was published then."""

import pytest

from tests.api.asking import BAKED, GUIDE, STANDARD, ask, is_problem

BAD_DAYS = ("2024-13-01", "2024-02-30", "x", "", "2024-1-1", "20240101", "2024-01-01T00:00",
            "0000-01-01", "10000-01-01", "２０２５-０１-０１", "-024-01-01",
            "2024-W52-1")  # fmt: skip
BAD_INSTANTS = ("x", "", "2024-13-01", "2024-12-31T25:00", "yesterday", "\0",
                "0001-01-01T00:00:00%2B23:59", "2024-W52-1", "1733025600",
                "20241231T000000", "2024-12-31 00:00Z")  # fmt: skip


@pytest.mark.parametrize(
    ("day", "personal"),
    [("2024-09-01", 38000), ("2024-12-31", 38000), ("2025-01-01", 40000), ("2025-12-31", 40000)],
)
def test_a_page_answers_for_the_day_that_is_asked(client, day, personal):
    current = ask(client, f"{STANDARD}?on={day}").json["current"]
    assert current["personal_fen"] == personal


def test_the_days_a_page_holds_meet_without_a_gap(client):
    before = ask(client, f"{STANDARD}?on=2024-12-31").json
    after = ask(client, f"{STANDARD}?on=2025-01-01").json
    assert before["valid_until"] == after["valid_from"] == "2025-01-01"


def test_a_days_page_has_its_own_tag_and_gives_304(client):
    before, after = (ask(client, f"{STANDARD}?on={day}") for day in ("2024-12-31", "2025-01-01"))
    tag = before.headers["ETag"]
    assert tag != after.headers["ETag"]
    assert ask(client, f"{STANDARD}?on=2024-10-01", If_None_Match=tag).status_code == 304
    assert ask(client, f"{STANDARD}?on=2025-01-01", If_None_Match=tag).status_code == 200


@pytest.mark.parametrize("path", BAKED)
@pytest.mark.parametrize("as_of", ["on=2024-12-31", "known_at=2024-12-31", "on=1990-01-01"])
def test_every_page_answers_for_other_days(client, path, as_of):
    answer = ask(client, f"{path}?{as_of}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=10"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendar_has_two_ends(client, day):
    assert ask(client, f"{STANDARD}?on={day}").status_code == 200


@pytest.mark.parametrize("day", BAD_DAYS)
def test_what_is_no_day_is_refused(client, day):
    body = is_problem(ask(client, f"{GUIDE}?on={day}"), 422, "invalid")
    assert body["errors"].keys() == {"on"}
    assert "on" in body["detail"]


@pytest.mark.parametrize(
    ("known_at", "personal"),
    [
        ("2024-12-31", 38000),
        ("2024-12-31T23:59:59", 38000),
        ("2024-12-31T15:59:59Z", 38000),
        ("2025-01-01T00:00:00", 40000),
        ("2024-12-31T16:00:00Z", 40000),
        ("2025-01-01T00:00:00+08:00", 40000),
        ("2025-01-01T00:00:00%2B08:00", 40000),
        ("2025-01-01", 40000),
    ],
)
def test_what_we_said_then_is_what_held_then(client, known_at, personal):
    """A day means its last moment; a time without an offset is Shanghai's."""
    current = ask(client, f"{STANDARD}?known_at={known_at}").json["current"]
    assert current["personal_fen"] == personal


def test_what_we_said_then_about_another_day(client):
    asked = f"{STANDARD}?known_at=2024-12-31&on=2025-01-01"
    assert ask(client, asked).json["current"]["personal_fen"] == 40000


@pytest.mark.parametrize("known_at", ["2024-11-30", "2024-12-01T03:59:59Z", "0001-01-01"])
def test_before_the_first_release_there_is_nothing(client, known_at):
    is_problem(ask(client, f"{STANDARD}?known_at={known_at}"), 404, "not_found")


@pytest.mark.parametrize("known_at", ["2024-12-01", "2024-12-01T04:30:00Z"])
def test_from_the_first_release_on_there_is_something(client, known_at):
    assert ask(client, f"{STANDARD}?known_at={known_at}").status_code == 200


@pytest.mark.parametrize("known_at", ["2200-01-01", "2200-01-01T00:00:00Z", "9999-12-31"])
def test_nobody_knows_what_will_be_published(client, known_at):
    body = is_problem(ask(client, f"{STANDARD}?known_at={known_at}"), 422, "invalid")
    assert body["detail"] == "known_at 不能晚于现在"
    assert body["errors"]["known_at"] == known_at


@pytest.mark.parametrize("known_at", BAD_INSTANTS)
def test_what_is_no_instant_is_refused(client, known_at):
    body = is_problem(ask(client, f"{GUIDE}?known_at={known_at}"), 422, "invalid")
    assert "known_at" in body["detail"]


@pytest.mark.parametrize("known_at", ["0001-01-01T00:00%2B23:59", "9999-12-31T23:59-23:59"])
def test_an_instant_outside_the_calendar_is_not_called_none(client, known_at):
    body = is_problem(ask(client, f"{STANDARD}?known_at={known_at}"), 422, "invalid")
    assert "太早或太晚" in body["detail"]


def test_a_thing_there_never_was_is_not_found_on_any_day(client):
    for asked in ("on=2024-12-31", "known_at=2024-12-31"):
        is_problem(ask(client, f"/guides/no-such?{asked}"), 404, "not_found")

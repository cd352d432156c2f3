"""What /release and /changes say when one release follows another, and when the past is asked."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from backend.clock import now
from backend.extensions import db
from tests.api.asking import ask, is_problem
from tests.builders import guide, office
from tests.release.desk import open_office, published, reader_of

GUIDE = "/guides/jiangmen-student-enrol"
OFFICE = "/offices/heshan-gulao"
RENAMED = guide(title="江门学生怎样参保")


@pytest.fixture
def client(app, root):
    """Return a client of an app whose small first release is live."""
    open_office(root)
    return app.test_client()


@pytest.fixture
def follow(app, root):
    """Return a function that publishes a further release, and lets the readers see it."""

    def publish(changes, **when):
        release = published(changes, root, **when)
        reader_of(app)
        return release

    return publish


def test_since_now_nothing_has_changed(client):
    assert ask(client, "/changes?since=1").json == {"since": 1, "until": 1, "changes": []}


def test_changes_tell_what_was_added_changed_and_withdrawn(client, follow):
    follow(
        {
            ("guide", RENAMED["key"]): {**RENAMED, "offices": []},
            ("office", "heshan-shaping"): office(key="heshan-shaping", name="沙坪"),
        }
    )
    follow({("window", "jiangmen-resident-2024"): None, ("guide", RENAMED["key"]): RENAMED | {
        "windows": []}})  # fmt: skip
    body = ask(client, "/changes?since=1").json
    assert (body["since"], body["until"]) == (1, 3)
    assert [(c["type"], c["key"], c["change"]) for c in body["changes"]] == [
        ("guide", "jiangmen-student-enrol", "changed"),
        ("office", "heshan-shaping", "added"),
        ("window", "jiangmen-resident-2024", "withdrawn"),
    ]
    assert [c["type"] for c in ask(client, "/changes?since=2").json["changes"]] == [
        "guide",
        "window",
    ]


def test_what_changed_can_be_followed(client, follow):
    follow({("guide", RENAMED["key"]): RENAMED})
    [change] = ask(client, "/changes?since=1").json["changes"]
    assert change["title"] == RENAMED["title"]
    assert ask(client, change["path"]).json["title"] == RENAMED["title"]


@pytest.mark.parametrize("since", ["2", "0", "-1", "999999", str(10**30), str(-(10**30))])
def test_a_release_that_never_was_is_not_found(client, since):
    is_problem(ask(client, f"/changes?since={since}"), 404, "not_found")


@pytest.mark.parametrize("query", ["", "?since=", "?since=x", "?since=1.5", "?since=%00"])
def test_since_must_be_the_number_of_a_release(client, query):
    body = is_problem(ask(client, f"/changes{query}"), 422, "invalid")
    assert body["errors"].keys() == {"since"}


def test_what_is_still_to_come_is_announced_but_not_told(client, follow):
    at = now() + timedelta(hours=1)
    follow({("guide", RENAMED["key"]): RENAMED}, at=at, title="新年度")
    body = ask(client, "/release").json
    assert (body["id"], body["next"]["id"], body["next"]["title"]) == (1, 2, "新年度")
    is_problem(ask(client, "/changes?since=2"), 404)
    assert RENAMED["title"] not in ask(client, GUIDE).text


def test_a_page_is_not_kept_past_the_next_release(client, app, follow):
    app.extensions["reader"].max_age = 10**6
    follow({("guide", RENAMED["key"]): RENAMED}, at=now() + timedelta(hours=1))
    kept = ask(client, OFFICE).headers["Cache-Control"]
    assert 0 < int(kept.removeprefix("public, max-age=")) <= 3600


def test_release_says_what_answers(client, follow):
    first = ask(client, "/release")
    follow({("guide", RENAMED["key"]): RENAMED}, title="改名")
    second = ask(client, "/release")
    assert (first.json["id"], second.json["id"]) == (1, 2)
    assert (first.headers["X-Release"], second.headers["X-Release"]) == ("1", "2")
    assert second.json["title"] == "改名"
    assert second.json["next"] is None
    assert first.json["image"] != second.json["image"]
    assert first.headers["ETag"] != second.headers["ETag"]
    counted = {name: second.json["counts"][name] for name in ("guide", "standard", "office")}
    assert counted == {"guide": 1, "standard": 2, "office": 1}


def test_the_instant_a_release_went_live_at_leads_back_to_it(client, follow):
    """Also where two went live within one second."""
    for number in range(3):
        follow({("guide", RENAMED["key"]): RENAMED | {"summary": f"第{number}次。"}})
        told = ask(client, "/release").json
        for then in (told["go_live_at"], told["go_live_at"].replace("+", "%2B")):
            answer = ask(client, f"{GUIDE}?known_at={then}")
            assert answer.headers["X-Release"] == str(told["id"])


def test_an_instant_in_whole_seconds_is_told_in_whole_seconds(client, follow):
    at = (now() + timedelta(hours=1)).replace(microsecond=0)
    follow({("guide", RENAMED["key"]): RENAMED}, at=at)
    assert ask(client, "/release").json["next"]["go_live_at"] == at.isoformat()


def test_a_page_that_a_release_does_not_touch_keeps_its_tag(client, follow):
    before = {path: ask(client, path).headers["ETag"] for path in (OFFICE, GUIDE)}
    follow({("guide", RENAMED["key"]): RENAMED})
    after = ask(client, OFFICE, If_None_Match=before[OFFICE])
    assert (after.status_code, after.headers["X-Release"]) == (304, "2")
    assert ask(client, GUIDE, If_None_Match=before[GUIDE]).status_code == 200


def test_known_at_answers_as_it_was_published(client, follow):
    then = now().isoformat().replace("+", "%2B")
    follow({("guide", RENAMED["key"]): RENAMED})
    past, present = ask(client, f"{GUIDE}?known_at={then}"), ask(client, GUIDE)
    assert (past.json["title"], past.headers["X-Release"]) == ("江门学生参保登记", "1")
    assert (present.json["title"], present.headers["X-Release"]) == (RENAMED["title"], "2")


def test_a_past_release_that_is_lost_is_baked_again_for_who_asks(client, root, follow):
    then = now().isoformat().replace("+", "%2B")
    [first] = [folder for folder in root.iterdir() if folder.is_dir()]
    follow({("guide", RENAMED["key"]): RENAMED})
    shutil.rmtree(first)
    answer = ask(client, f"{GUIDE}?known_at={then}")
    assert answer.json.get("title") == "江门学生参保登记", answer.json
    assert first.is_dir()


def test_a_past_release_that_is_lost_while_it_is_open_is_baked_again_for_all(
    client, app, root, follow
):
    then = now().isoformat().replace("+", "%2B")
    [first] = [folder for folder in root.iterdir() if folder.is_dir()]
    follow({("guide", RENAMED["key"]): RENAMED})
    asked = f"{GUIDE}?known_at={then}"
    for _ in range(2):
        assert ask(client, asked).status_code == 200
        shutil.rmtree(first)
        with ThreadPoolExecutor(24) as threads:
            answers = threads.map(lambda _: ask(app.test_client(), asked), range(24))
            told = {(answer.status_code, answer.json.get("title")) for answer in answers}
        assert told == {(200, "江门学生参保登记")}
        assert first.is_dir()


def test_a_past_release_that_is_lost_with_the_database_is_a_problem(client, app, root, follow):
    then = now().isoformat().replace("+", "%2B")
    [first] = [folder for folder in root.iterdir() if folder.is_dir()]
    follow({("guide", RENAMED["key"]): RENAMED})
    shutil.rmtree(first)
    wipe_database(app)
    answer = ask(client, f"{GUIDE}?known_at={then}")
    assert (answer.status_code, answer.json["code"]) == (503, "database_away")
    assert int(answer.headers["Retry-After"]) > 0
    assert str(root) not in answer.text
    assert ask(client, GUIDE).json["title"] == RENAMED["title"]
    assert client.get("/readyz").json["database"] == "away"


def wipe_database(app):
    db.session.remove()
    db.engine.dispose()
    for file in app.config["DATA_DIR"].glob("authoring.sqlite3*"):
        file.write_bytes(b"no database" * 1000)

"""A questionnaire's page holds all that its outcomes show, as the other pages say it that day."""

from datetime import date

import pytest

from backend.config import ROOT
from backend.release.image import Image
from backend.release.publish import problems_of
from backend.services.content_files import read_folder
from tests import builders as b
from tests.builder_parts import contribution_value, route
from tests.release.looks import keys, pages, read

WAY = "/questionnaires/jiangmen-student-enrol-way"
GUIDE = "/guides/jiangmen-student-enrol"
DAYS = ["2023-08-31", "2024-12-31", "2025-01-01", "2026-11-22"]
BRIEF = ("key", "title", "region", "summary", "completeness", "completeness_label", "validity",
         "validity_label")  # fmt: skip


@pytest.fixture(scope="module")
def real():
    return Image.of(read_folder(ROOT / "content").documents)


@pytest.fixture(scope="module")
def ways(real):
    return [key for _, key in real.of_type("questionnaire")]


@pytest.mark.parametrize("day", DAYS)
def test_an_outcome_says_what_the_guide_says_that_day(real, ways, day):
    at = reading(real, day)
    for outcome in (o for key in ways for o in at(f"/questionnaires/{key}")["outcomes"]):
        guide = at(f"/guides/{outcome['guide']['key']}")
        assert outcome["guide"] == {name: guide[name] for name in BRIEF}
        if found := outcome["route"]:
            shown = guide["routes"][found["n"]]
            assert {"n": found["n"], **shown} == {**shown, **found}
            assert found["path"][0]["label"] == found["channel"]["name"]


@pytest.mark.parametrize("day", DAYS)
def test_an_outcome_says_what_it_costs_and_where_that_day(real, ways, day):
    at = reading(real, day)
    for outcome in (o for key in ways for o in at(f"/questionnaires/{key}")["outcomes"]):
        for amount in outcome["standards"]:
            page = at(f"/standards/{amount['key']}")
            assert {name: page[name] for name in amount} == amount
        for office in outcome["offices"]:
            page = at(f"/offices/{office['key']}")
            assert {name: page[name] for name in office} == office


def test_an_amount_turns_at_midnight_in_the_reason_and_beside_it():
    prices = [
        contribution_value(pay_to="2024-07-01"),
        contribution_value(pay_from="2024-07-01", personal_fen=50000, total_fen=114000),
    ]
    way = b.questionnaire()
    way["outcomes"][0]["because"] = "交{{standard:jiangmen-resident.personal}}。"
    image = Image.of(b.small_content(
        questionnaire=way, standard=b.standard(contribution_values=prices)
    ))  # fmt: skip
    said = {day: read(image, WAY, day)["outcomes"][0] for day in ("2024-06-30", "2024-07-01")}
    assert [o["because"] for o in said.values()] == [
        "交406元（2024-07-01起500元）。", "交500元。",
    ]  # fmt: skip
    assert [o["standards"][0]["current"]["personal_fen"] for o in said.values()] == [40600, 50000]
    assert [o["guide"]["summary"][-4:] for o in said.values()] == ["0元）。", "00元。"]


def test_a_way_is_numbered_as_in_its_guide():
    way = b.questionnaire()
    way["outcomes"][0]["route"] = "窗口办"
    guide = b.guide(routes=[route(), route(title="窗口办")])
    image = Image.of(b.small_content(questionnaire=way, guide=guide))
    found = read(image, WAY)["outcomes"][0]["route"]
    assert (found["n"], found["title"]) == (1, "窗口办")
    assert found["path_text"] == read(image, GUIDE)["routes"][1]["path_text"]


def test_an_outcome_without_guide_or_way_says_so_and_still_why():
    first, second = read(Image.of(b.small_content()), WAY)["outcomes"]
    assert (first["guide"]["key"], first["route"]) == ("jiangmen-student-enrol", None)
    assert (second["guide"], second["route"], second["offices"]) == (None, None, [])
    assert second["because"]
    assert second["citations"]


def test_a_question_for_a_date_has_spans_of_days(real):
    asked = reading(real, "2026-11-22")("/questionnaires/tianjin-child-enrol-way")["questions"]
    assert [(q["kind"], q["kind_label"]) for q in asked[:2]] == [
        ("choice", "选一项"), ("date", "填日期"),
    ]  # fmt: skip
    assert [(a["label"], a.get("least"), a.get("most")) for a in asked[1]["answers"]] == [
        ("出生90天以内", None, 90), ("出生超过90天", 91, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("440784", ["jiangmen-student-enrol-way", "remote-care-filing-way"]),
        ("440300", ["shenzhen-child-enrol-way", "remote-care-filing-way"]),
        ("120000", ["tianjin-child-enrol-way", "remote-care-filing-way"]),
        ("110000", ["remote-care-filing-way"]),
    ],
)
def test_a_home_lists_the_questionnaires_visible_there_nearer_ones_first(real, code, shown):
    listed = reading(real, "2026-11-22")(f"/regions/{code}")["questionnaires"]
    assert keys(listed) == shown
    assert all(way["title"] for way in listed)


def test_a_questionnaire_that_leaves_a_region_out_is_not_on_its_home():
    image = Image.of(b.small_content(questionnaire=b.questionnaire(excludes=["440784"])))
    assert keys(read(image, "/regions/440700")["questionnaires"]) == ["jiangmen-student-enrol-way"]
    assert read(image, "/regions/440784")["questionnaires"] == []


def test_a_guide_names_the_questionnaires_that_lead_to_it():
    image = Image.of(b.small_content())
    assert read(image, GUIDE)["questionnaires"] == [
        {"key": "jiangmen-student-enrol-way", "title": "学生参保走哪条路"}
    ]


def test_the_sources_of_all_it_shows_stand_at_its_foot(real, ways):
    at = reading(real, "2026-11-22")
    for page in (at(f"/questionnaires/{key}") for key in ways):
        shown = {("guide", o["guide"]["key"]) for o in page["outcomes"]}
        shown |= {("standard", s["key"]) for o in page["outcomes"] for s in o["standards"]}
        shown |= {("office", each["key"]) for o in page["outcomes"] for each in o["offices"]}
        assert set(real.sources_of(shown)) <= keys_of(page["sources"])


def test_a_guide_that_loses_the_way_a_questionnaire_names_cannot_be_published():
    way = b.questionnaire()
    way["outcomes"][0]["route"] = "手机上办"
    guide = b.guide(routes=[route(title="窗口办")])
    image = Image.of(b.small_content(questionnaire=way, guide=guide))
    (found,) = problems_of(image, {("guide", guide["key"])})
    assert found.endswith("outcomes[0].route: 「江门学生参保登记」没有途径「手机上办」")


def reading(image, day):
    """Return a function that tells how a page reads on a day, rendering no other."""
    planned, on = image.once("planned", lambda: pages(image)), date.fromisoformat(day)
    return lambda path: planned[path].render(on)


def keys_of(listed):
    return set(keys(listed))

"""The names of design §6 that others rely on: add freely, rename none."""

import pytest

from tests.api.asking import ask
from tests.builders import questionnaire
from tests.release.desk import open_office

FOOTING = {"sources", "freshness", "valid_from", "valid_until"}
CITATION = {"source", "quote"}
REGION = {"code", "name"}


@pytest.fixture
def page(client):
    return lambda path: ask(client, path).json


@pytest.fixture(params=["shenzhen-child-enrol", "jiangmen-student-enrol", "tianjin-child-enrol"])
def guide(request, page):
    return page(f"/guides/{request.param}")


def test_a_guide(guide):
    names = {"key", "title", "region", "service", "audience", "summary", "routes", "conditions",
             "materials", "time_limits", "notes", "faqs", "standards", "citations",
             "completeness"}  # fmt: skip
    assert names | FOOTING <= guide.keys()
    assert guide["region"].keys() >= REGION
    assert guide["audience"]
    assert guide["citations"]
    assert all(citation.keys() >= CITATION for citation in guide["citations"])
    assert all(0 < len(citation["quote"]) <= 40 for citation in guide["citations"])


def test_a_route_of_a_guide(guide):
    assert guide["routes"]
    for route in guide["routes"]:
        names = {"channel", "title", "audience", "status", "verified_on", "path", "steps"}
        assert names <= route.keys()
        assert {"key", "name", "kind", "is_official"} <= route["channel"].keys()
        assert route["path"]
        assert route["path"][0]["label"] == route["channel"]["name"]
        assert all({"label", "kind"} <= node.keys() for node in route["path"])
        assert all({"text", "actor", "path"} <= step.keys() for step in route["steps"])


def test_a_routes_path_is_its_channel_and_the_paths_of_its_steps(guide):
    for route in guide["routes"]:
        walked = [node for step in route["steps"] for node in step["path"]]
        assert route["path"][1:] == walked


def test_a_standard(page):
    standard = page("/standards/hunan-resident?on=2024-12-31")
    names = {"key", "title", "region", "kind", "status", "current", "next", "values"}
    assert names | FOOTING <= standard.keys()
    assert {"policy_year", "personal_fen"} <= standard["current"].keys()
    assert standard["current"]["personal_fen"] == 38000
    assert standard["next"]["personal_fen"] == 40000
    assert len(standard["values"]) >= 2


def test_the_amounts_of_a_contribution(page):
    current = page("/standards/tianjin-resident-child?on=2025-06-01")["current"]
    amounts = {name: current[name] for name in ("personal_fen", "subsidy_fen", "total_fen")}
    assert amounts == {"personal_fen": 10000, "subsidy_fen": 73000, "total_fen": 83000}


def test_the_cells_of_a_benefit(page):
    standard = page("/standards/jiangmen-resident-benefit?on=2024-06-01")
    assert standard["kind"] == "benefit"
    assert standard["current"]["cells"]
    assert all({"measure", "op", "amount"} <= c.keys() for c in standard["current"]["cells"])


def test_an_office(page):
    office = page("/offices/heshan-gulao")
    assert {"key", "name", "address", "phones", "region"} | FOOTING <= office.keys()
    [phone, *_] = office["phones"]
    assert {"raw", "e164", "area_code_inferred"} <= phone.keys()
    assert phone["e164"].startswith("+86750")
    assert phone["area_code_inferred"] is True


def test_a_channel(page):
    channel = page("/channels/shenzhen-yibao")
    names = {"key", "name", "kind", "is_official", "aliases", "paths"}
    assert names | FOOTING <= channel.keys()
    assert channel["paths"]
    for through in channel["paths"]:
        assert {"guide", "route", "path"} <= through.keys()
        assert through["path"][0]["label"] == "深圳医保"


def test_a_source_that_a_guide_names_can_be_opened(page, guide):
    for citation in guide["citations"]:
        source = page(f"/sources/{citation['source']}")
        assert source["key"] == citation["source"]
        assert source["title"]
    assert {s["key"] for s in guide["sources"]} >= {c["source"] for c in guide["citations"]}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/regions", "regions"),
        ("/regions/440300/guides", "guides"),
        ("/regions/440784/standards", "standards"),
        ("/regions/440784/offices", "offices"),
        ("/channels", "channels"),
    ],
)
def test_a_list_is_under_its_own_name(page, path, name):
    listed = page(path)
    assert listed.keys() - {"with_guides"} == {name} | FOOTING
    assert listed[name]


def test_the_list_of_regions_says_which_have_whole_guides_of_their_own(page):
    named = page("/regions")["with_guides"]
    assert {"110000", "330000", "360000", "360100", "440300", "510000"} <= set(named)
    assert "100000" not in named
    assert "650000" not in named  # what there is was cut off
    for code in named:
        listed = page(f"/regions/{code}/guides")["guides"]
        assert code in {guide["region"]["code"] for guide in listed}


def test_the_home_of_a_region(page):
    home = page("/regions/440784?on=2023-10-01")
    names = {"code", "name", "standards", "windows", "guides_by_life_event", "channels",
             "offices_count"}  # fmt: skip
    assert names | FOOTING <= home.keys()
    assert home["offices_count"] == 10
    [amount] = [s for s in home["standards"] if s["key"] == "jiangmen-resident"]
    assert amount["current"]["personal_fen"] == 40600
    assert [w["phase"] for w in home["windows"] if w["key"] == "jiangmen-resident-2024"] == ["open"]


def test_a_child_inherits_what_its_parents_have(page):
    heshan = page("/regions/440784")
    assert {g["key"] for g in page("/regions/440784/guides")["guides"]} >= {
        "jiangmen-student-enrol", "national-remote-care-filing",
    }  # fmt: skip
    assert "yueyibao" in {channel["key"] for channel in heshan["channels"]}
    assert [parent["code"] for parent in heshan["parents"]] == ["100000", "440000", "440700"]


def test_a_rule(page):
    rule = page("/rules/tianjin-newborn-coverage-start")
    assert {"key", "facts", "rows"} | FOOTING <= rule.keys()
    assert [fact["name"] for fact in rule["facts"]] == ["birth_date", "paid_date"]


def test_a_questionnaire(app, root):
    open_office(root)
    asked = ask(app.test_client(), f"/questionnaires/{questionnaire()['key']}").json
    assert {"key", "title", "questions", "outcomes"} | FOOTING <= asked.keys()
    assert asked["questions"][0]["answers"]

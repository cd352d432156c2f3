"""What is baked looks as the page forms say, and holds what others rely on."""

import json
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import RAISE, ValidationError

from backend.release import live
from backend.release.image import Image
from backend.release.pages import slices
from backend.release.plan import Plan
from backend.schemas.fields import Stored
from backend.schemas.pages import decision, guide, place, questionnaire, region, standard
from backend.schemas.pages import live as answered
from backend.services.conditions import COMPARE, EXISTS, OPS, YEARS
from backend.services.content_files import read_folder
from backend.services.stored import leaves, mappings
from backend.vocabulary import STANDARD_STATUS
from tests import builders as b
from tests.release.rare import DOCUMENTS

RELEASE_OR_COUNTDOWN = re.compile(r"release|days?_left|remaining")
COUNTED_DAYS = re.compile(r"(还剩|还有|倒计时|剩余)\s*\d+\s*天")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CONTENT = Path(__file__).resolve().parents[2] / "content"
FORMS = {
    "/regions": region.RegionIndexPage,
    "/regions/*": region.RegionHomePage,
    "/regions/*/guides": region.GuideListPage,
    "/regions/*/standards": region.StandardListPage,
    "/regions/*/offices": region.OfficeListPage,
    "/guides/*": guide.GuidePage,
    "/standards/*": standard.StandardPage,
    "/offices/*": place.OfficePage,
    "/channels": place.ChannelListPage,
    "/channels/*": place.ChannelPage,
    "/questionnaires/*": questionnaire.QuestionnairePage,
    "/rules/*": decision.RulePage,
    "/sources/*": decision.SourcePage,
}
PICTURE = "/standards/*/chart.svg"
LIVE = (
    answered.ReleasePage, answered.ContributionEstimate, answered.CoverageStartEstimate,
    answered.NearestOffices, answered.Changes, answered.Problem,
)  # fmt: skip
TODAY = date(2026, 11, 22)
LONG_AGO, FAR_AHEAD = date(2020, 1, 1), date(2090, 1, 1)
EVERY = 40  # of the pages that are made of the same things, a sample is looked at


@pytest.fixture(scope="session")
def real():
    return Image.of(read_folder(CONTENT).documents)


@pytest.fixture(scope="session")
def plan(real):
    """Return every page of the real content, by path."""
    return planned(real)


@pytest.fixture(scope="session")
def pages(plan):
    """Return a sample of the pages, by pattern: all that differ, and some that do not."""
    return sampled(plan)


@pytest.fixture(scope="session")
def bodies(pages):
    """Return (path, first day, body) of every slice of the sample, by pattern."""
    return {pattern: baked(found) for pattern, found in pages.items() if pattern in FORMS}


@pytest.fixture(scope="session")
def rare():
    """Return the like of content that says what the real content has no occasion to say."""
    found = sampled(planned(Image.of(DOCUMENTS)))
    return {pattern: baked(pages) for pattern, pages in found.items() if pattern in FORMS}


@pytest.mark.parametrize("pattern", FORMS)
def test_every_page_looks_as_its_form_says(bodies, rare, pattern):
    looked_at = [*bodies.get(pattern, ()), *rare.get(pattern, ())]
    assert looked_at
    assert list(misshapen(FORMS[pattern], looked_at)) == []


def test_every_page_is_of_a_known_form(plan):
    found = {pattern_of(path) for path in plan}
    assert PICTURE in found
    assert found <= {*FORMS, PICTURE}


@pytest.mark.parametrize(
    ("path", "where", "names"),
    [
        ("/guides/shenzhen-child-enrol", "",
         "key title region service audience summary routes conditions materials time_limits notes"
         " faqs standards citations completeness valid_from valid_until"),
        ("/guides/shenzhen-child-enrol", "region", "code name"),
        ("/guides/shenzhen-child-enrol", "routes[]",
         "channel title audience status verified_on path steps"),
        ("/guides/shenzhen-child-enrol", "routes[].channel", "key name kind is_official"),
        ("/guides/shenzhen-child-enrol", "routes[].path[]", "label kind"),
        ("/guides/shenzhen-child-enrol", "routes[].steps[]", "text actor path"),
        ("/guides/shenzhen-child-enrol", "citations[]", "source quote"),
        ("/offices/heshan-gulao", "", "key name address phones region"),
        ("/offices/heshan-gulao", "phones[]", "raw e164 area_code_inferred"),
        ("/standards/tianjin-resident-child", "",
         "key title region kind status current next values"),
        ("/standards/tianjin-resident-child", "current",
         "policy_year personal_fen subsidy_fen total_fen"),
        ("/standards/jiangmen-resident-benefit", "current", "policy_year cells"),
        ("/channels/shenzhen-yibao", "", "key name kind is_official aliases paths"),
        ("/channels/shenzhen-yibao", "paths[]", "guide route path"),
    ],
)  # fmt: skip
def test_what_others_rely_on_is_there(plan, path, where, names):
    found = list(at(body_on(plan[path], date(2024, 6, 1) if "jiangmen" in path else TODAY), where))
    assert found
    assert all(names.split() and set(names.split()) <= each.keys() for each in found)


@pytest.mark.parametrize("name", ["guides", "standards", "offices", "channels", "regions"])
def test_lists_are_named_by_what_they_list(plan, name):
    path = f"/{name}" if name in ("channels", "regions") else f"/regions/440784/{name}"
    assert body_on(plan[path], TODAY)[name]


def test_nothing_in_a_page_changes_by_itself(bodies):
    for path, _, body in everything(bodies):
        names = {part for where, _ in leaves(body) for part in where if isinstance(part, str)}
        assert not [name for name in names if RELEASE_OR_COUNTDOWN.search(name)], path
        assert not COUNTED_DAYS.search(said_in(body)), path


def test_no_reference_is_left_in_what_a_reader_sees(bodies, rare):
    for path, day, body in (*everything(bodies), *everything(rare)):
        assert "{{" not in said_in(body), (path, day)


def test_a_page_reads_the_same_on_the_last_day_of_its_span_as_on_the_first(pages):
    for page in (page for found in pages.values() for page in found):
        for span in slices(page):
            last = span.ends - timedelta(days=1) if span.ends < FAR_AHEAD else FAR_AHEAD
            first = max(span.starts, LONG_AGO)
            if first <= last:
                assert page.rendered(first) == page.rendered(last), (page.path, first, last)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("mini_program", "打开「粤医保」 › 我要办 › 社保缴费 › 缴费「确认缴费」"),
        ("counter", "到「粤医保」 › 我要办 › 社保缴费 › 缴费「确认缴费」"),
        ("school", "找「粤医保」 › 我要办 › 社保缴费 › 缴费「确认缴费」"),
        ("phone", "拨打「粤医保」 › 我要办 › 社保缴费 › 缴费「确认缴费」"),
    ],
)
def test_a_path_begins_with_how_one_gets_there(kind, written):
    planned_pages = planned(Image.of(b.small_content(channel=b.channel(kind=kind))))
    [way] = body_on(planned_pages["/guides/jiangmen-student-enrol"], TODAY)["routes"]
    assert way["path_text"] == written
    assert written.startswith(way["path"][0]["kind_label"])
    assert way["path"][0]["kind"] == "open"
    [through] = body_on(planned_pages["/channels/yueyibao"], TODAY)["paths"]
    assert through["path"] == way["path"]


def test_params_are_worked_out_from_the_policy_year(plan):
    body = body_on(plan["/guides/jiangmen-payment-query"], TODAY)
    values = {n["label"]: n.get("value") for r in body["routes"] for n in r["path"]}
    assert values["税款所属期起"] == "2024-01-01"
    assert values["税款所属期止"] == "2024-12-31"


@pytest.mark.parametrize("on", [LONG_AGO, date(2024, 12, 31), TODAY, FAR_AHEAD])
def test_an_estimate_looks_as_its_form_says_on_any_day(real, on):
    for item in real.of_type("standard"):
        if real[item]["kind"] == "contribution":
            said = live.contribution(real[item], on)
            assert said["status"] in STANDARD_STATUS
            assert list(misshapen(answered.ContributionEstimate, [(item[1], on, said)])) == []


def test_a_coverage_start_looks_as_its_form_says(plan):
    rule = body_on(plan["/rules/tianjin-newborn-coverage-start"], TODAY)
    said = live.coverage_start(rule, {"birth_date": "2025-01-01", "paid_date": "2025-03-01"}, YEARS)
    assert list(misshapen(answered.CoverageStartEstimate, [("", TODAY, said)])) == []
    assert "{{" not in said["because"]


def test_the_nearest_offices_look_as_their_form_says(rare):
    listed = [body["offices"] for _, _, body in rare["/regions/*/offices"] if body["offices"]]
    said = live.nearest(listed[0], (22.76, 112.96), 5)
    assert list(misshapen(answered.NearestOffices, [("", TODAY, said)])) == []


def test_every_evidenced_fact_of_a_guide_has_its_citations(bodies):
    lists = ("conditions", "materials", "time_limits", "notes", "faqs", "legal_basis", "routes")
    for path, _, body in bodies["/guides/*"]:
        assert all(fact["citations"] for name in lists for fact in body[name]), path


def test_every_source_a_guide_cites_is_named_at_its_foot(bodies):
    for path, _, body in bodies["/guides/*"]:
        cited = {m["source"] for _, m in mappings(body) if "quote" in m}
        assert cited <= {source["key"] for source in body["sources"]}, path


def test_every_member_is_described_in_chinese():
    undescribed = [
        (form, name)
        for form, shape in components().items()
        for name, member in shape["properties"].items()
        if not CHINESE.search(member.get("description", ""))
    ]
    assert undescribed == []


def test_no_page_form_has_the_name_of_a_stored_form():
    stored = {schema.__name__.removesuffix("Schema") for schema in Stored.__subclasses__()}
    assert not stored & components().keys()


def test_words_written_down_twice_agree():
    assert set(decision.COMPARISONS) == set(COMPARE)
    assert set(decision.CONDITIONS) == {*OPS, EXISTS}


def pattern_of(path):
    return re.sub(r"^(/[a-z]+/)[^/]+", r"\1*", path)


def planned(image):
    return {page.path: page for page in Plan(image).pages()}


def sampled(plan):
    by_pattern = defaultdict(list)
    for page in plan.values():
        by_pattern[pattern_of(page.path)].append(page)
    return {pattern: differing(found) for pattern, found in by_pattern.items()}


def differing(pages):
    """Return one page of all that are made of the same, and every so manyth besides."""
    first = {page.made_of: page for page in reversed(pages)}
    return list({page.path: page for page in (*first.values(), *pages[::EVERY])}.values())


def baked(pages):
    return [(p.path, span.starts, json.loads(span.body)) for p in pages for span in slices(p)]


def everything(by_pattern):
    return [each for found in by_pattern.values() for each in found]


def body_on(page, day):
    return next(json.loads(s.body) for s in slices(page) if s.starts <= day < s.ends)


def said_in(body):
    return "\n".join(text for _, text in leaves(body) if isinstance(text, str))


def misshapen(form, looked_at):
    schema = form()
    for path, day, body in looked_at:
        try:
            if schema.load(body, unknown=RAISE) != body:
                yield path, day, "changed by loading"
        except ValidationError as error:
            yield path, day, error.messages


def at(value, place):
    """Yield what lies at a place such as routes[].path[]."""
    if not place:
        yield value
        return
    head, _, rest = place.partition(".")
    inner = value[head.removesuffix("[]")]
    for each in inner if head.endswith("[]") else [inner]:
        yield from at(each, rest)


def components():
    """Return the OpenAPI schemas of all page forms, by name."""
    spec = APISpec("pages", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    for form in (*FORMS.values(), *LIVE):
        spec.components.schema(form.__name__, schema=form)
    return spec.to_dict()["components"]["schemas"]

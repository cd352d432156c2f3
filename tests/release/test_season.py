"""In the season this year's price and the next one's are shown, each until when it holds."""

import json
from datetime import date, timedelta

import pytest

from backend.config import ROOT
from backend.release.image import Image
from backend.release.live import contribution
from backend.release.pages import slices
from backend.services.content_files import read_folder
from backend.services.stored import mappings
from tests import builders as b
from tests.builder_parts import contribution_value
from tests.release.looks import pages, read

GUIDE = "/guides/jiangmen-student-enrol"
HOME = "/regions/440784"
STANDARD = "/standards/jiangmen-resident"
WAY = "/questionnaires/jiangmen-student-enrol-way"
BEFORE, SEASON, LAST_DAY, NEW_YEAR = "2024-08-31", "2024-10-01", "2024-12-31", "2025-01-01"


@pytest.fixture(scope="module")
def image():
    """Return the small content with the prices of 2024 and 2025, each paid from September on."""
    of_2025 = contribution_value(
        policy_year=2025, cover_from="2025-01-01", cover_to="2026-01-01", pay_from="2024-09-01",
        personal_fen=44600, subsidy_fen=67000, total_fen=111600,
    )  # fmt: skip
    priced = b.standard(contribution_values=[contribution_value(), of_2025])
    return Image.of(b.small_content(standard=priced))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (HOME, "standards"),
        ("/regions/440784/standards", "standards"),
        (GUIDE, "standards"),
        (WAY, "outcomes"),
        (STANDARD, ""),
    ],
)
@pytest.mark.parametrize("day", [SEASON, LAST_DAY])
def test_both_years_are_shown_wherever_an_amount_is(image, path, place, day):
    shown = amount(read(image, path, day), place)
    assert shown["status"] == "current"
    assert [said(shown[name]) for name in ("current", "next")] == [
        ("今年", 2024, 40600), ("下年度", 2025, 44600),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "now", "following", "until"),
    [
        ("2023-10-01", ("下年度", 2024, 40600), ("下年度", 2025, 44600), "2025-01-01"),
        (BEFORE, ("今年", 2024, 40600), ("下年度", 2025, 44600), "2025-01-01"),
        (SEASON, ("今年", 2024, 40600), ("下年度", 2025, 44600), "2025-01-01"),
        (NEW_YEAR, ("今年", 2025, 44600), None, "2026-01-01"),
        ("2026-01-01", ("往年", 2025, 44600), None, None),
    ],
)
def test_a_year_is_called_as_people_call_it_that_day(image, day, now, following, until):
    shown = read(image, STANDARD, day)
    assert said(shown["current"]) == now
    assert (shown["next"] and said(shown["next"])) == following
    assert shown["holds_until"] == until


def test_the_history_says_of_every_year_whether_it_is_this_one(image):
    values = read(image, STANDARD, SEASON)["values"]
    assert [said(value)[0] for value in values] == ["今年", "下年度"]
    assert [said(v)[0] for v in read(image, STANDARD, NEW_YEAR)["values"]] == ["往年", "今年"]


@pytest.mark.parametrize(
    ("day", "summary"),
    [
        (BEFORE, "学生每年参保一次，个人缴406元（2024-09-01起2025年度446元）。"),
        (SEASON, "学生每年参保一次，个人缴406元（下年度446元）。"),
        (NEW_YEAR, "学生每年参保一次，个人缴446元。"),
    ],
)
def test_a_sentence_of_a_guide_names_both(image, day, summary):
    assert read(image, GUIDE, day)["summary"] == summary
    assert read(image, WAY, day)["outcomes"][0]["guide"]["summary"] == summary


def test_the_open_season_is_on_the_home_with_its_last_day():
    season = b.window(
        key="jiangmen-resident-2025", policy_year=2025,
        opens_on="2024-09-01", closes_on="2025-01-01",
    )  # fmt: skip
    image = Image.of(b.small_content(window=[b.window(), season]))
    (shown,) = read(image, HOME, SEASON)["windows"]
    assert (shown["policy_year"], shown["phase"], shown["last_day"]) == (2025, "open", "2024-12-31")


@pytest.mark.parametrize("path", [HOME, GUIDE, STANDARD, WAY])
def test_an_amount_says_its_last_day_and_the_page_is_kept_no_longer(image, path):
    page = read(image, path, SEASON)
    shown = amount(page, {HOME: "standards", GUIDE: "standards", WAY: "outcomes"}.get(path, ""))
    assert (shown["holds_until"], shown["last_day"]) == ("2025-01-01", "2024-12-31")
    assert page["valid_until"] == "2025-01-01"


def test_no_page_of_the_real_content_outlives_an_amount_on_it():
    image, seen = Image.of(read_folder(ROOT / "content").documents), 0
    for path, page in pages(image).items():
        if path in HOMES or (path.startswith(KINDS) and not path.endswith(".svg")):
            for body in (json.loads(span.body) for span in slices(page)):
                ends = [m["holds_until"] for _, m in mappings(body) if m.get("holds_until")]
                seen += len(ends)
                assert all((body["valid_until"] or "9999") <= end for end in ends), path
    assert seen > 50


def test_an_estimate_says_until_when_it_holds_too(image):
    standard = image["standard", "jiangmen-resident"]
    on_the_last = contribution(standard, date.fromisoformat(LAST_DAY))
    assert on_the_last["holds_until"] == NEW_YEAR
    assert said(on_the_last["next"]) == ("下年度", 2025, 44600)
    after = contribution(standard, date.fromisoformat(LAST_DAY) + timedelta(days=1))
    assert (after["personal_fen"], after["holds_until"]) == (44600, "2026-01-01")


KINDS = ("/guides/", "/standards/", "/questionnaires/")
HOMES = {"/regions/440784", "/regions/120000", "/regions/430000", "/regions/440300"}


def amount(page, place):
    """Return the contribution a page shows: of its list, of its first outcome, or itself."""
    if place == "outcomes":
        return page["outcomes"][0]["standards"][0]
    found = page[place] if place else [page]
    return next(each for each in found if each["key"] == "jiangmen-resident")


def said(value):
    return value["cover_phase_label"], value["policy_year"], value["personal_fen"]

"""A page is stored in slices by day: what it says flips at midnight with no publish."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest

from backend.clock import ALWAYS, FOREVER
from backend.release.image import Image
from backend.release.pages import Page, slices
from tests.builder_parts import citation, contribution_value
from tests.builders import guide, small_content, source, standard, window
from tests.release.looks import keys, pages, read
from tests.release.rare import DOCUMENTS

YEAR = {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}
PRICE = {"subsidy_fen": None, "total_fen": None}


@pytest.fixture(scope="module")
def hunan():
    """Return 湖南 as it was: 380 yuan up to the end of 2024, 400 from then on."""
    early = {"pay_from": "2024-09-01", "pay_to": "2025-01-01", "personal_fen": 38000}
    late = {"pay_from": "2025-01-01", "pay_to": "2026-01-01", "personal_fen": 40000}
    values = [contribution_value(**YEAR, **PRICE, **when) for when in (early, late)]
    place = {"key": "hunan", "region": "430000"}
    price = standard(**place, title="湖南缴费标准", contribution_values=values)
    pay = guide(**place, service="pay", summary="缴{{standard:hunan.personal}}。")
    return Image.of(small_content(standard=[standard(), price], guide=[guide(), pay]))


@pytest.mark.parametrize(("day", "fen"), [("2024-12-31", 38000), ("2025-01-01", 40000)])
@pytest.mark.parametrize("path", ["/standards/hunan", "/guides/hunan", "/regions/430000",
                                  "/regions/430000/standards"])  # fmt: skip
def test_hunan_asks_400_from_the_first_of_january(hunan, path, day, fen):
    page = read(hunan, path, day)
    shown = next((s for s in page.get("standards", []) if s["key"] == "hunan"), page)
    assert shown["current"]["personal_fen"] == fen


def test_a_sentence_flips_on_the_same_day(hunan):
    assert read(hunan, "/guides/hunan", "2024-12-31")["summary"] == "缴380元（2025-01-01起400元）。"
    assert read(hunan, "/guides/hunan", "2025-01-01")["summary"] == "缴400元。"


def test_a_slice_says_from_and_until_when_it_holds(hunan):
    first, *_, last = slices(pages(hunan)["/standards/hunan"])
    before = read(hunan, "/standards/hunan", "2024-12-31")
    assert (before["valid_from"], before["valid_until"]) == ("2024-09-01", "2025-01-01")
    assert json.loads(first.body)["valid_from"] is None
    assert json.loads(last.body)["valid_until"] is None


@pytest.mark.parametrize("documents", [small_content(), DOCUMENTS], ids=["small", "rare"])
def test_slices_cover_every_day_once(documents):
    for page in pages(Image.of(documents)).values():
        found = slices(page)
        assert (found[0].starts, found[-1].ends) == (ALWAYS, FOREVER)
        assert all(one.ends == other.starts for one, other in pairwise(found))
        assert all(one.starts < one.ends for one in found)


def test_neighbouring_slices_differ(hunan):
    for page in pages(hunan).values():
        said = [without_dates(piece) for piece in slices(page)]
        assert all(one != other for one, other in pairwise(said)), page.path


def test_days_on_which_nothing_changes_do_not_cut_a_page():
    days = frozenset(date(2024, 1, 1) + timedelta(days=n) for n in range(9))
    page = Page("/x", (), lambda: days, lambda day: {"late": day >= date(2024, 1, 5)})
    assert [(s.starts, s.ends) for s in slices(page)] == [
        (ALWAYS, date(2024, 1, 5)),
        (date(2024, 1, 5), FOREVER),
    ]


def test_a_page_that_comes_back_to_what_it_said_is_cut_all_the_same():
    days = frozenset({date(2024, 1, 1), date(2024, 2, 1)})
    page = Page("/x", (), lambda: days, lambda day: {"on": day == date(2024, 1, 1)})
    assert len(slices(page)) == 3


@pytest.mark.parametrize(
    ("day", "phases"),
    [
        ("2023-08-31", ["upcoming"]),
        ("2023-09-01", ["open"]),
        ("2023-12-31", ["open"]),
        ("2024-01-01", []),
    ],
)
def test_a_home_shows_a_window_until_its_last_day(day, phases):
    found = read(Image.of(small_content()), "/regions/440700", day)
    assert [each["phase"] for each in found["windows"]] == phases


def test_a_window_that_is_always_open_cuts_nothing():
    whenever = window(opens_on=None, closes_on=None)
    image = Image.of(small_content(window=whenever))
    assert read(image, "/regions/440700", "2090-01-01")["windows"][0]["phase"] == "any_time"


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2024-02-29", []), ("2024-03-01", ["jiangmen-student-enrol"]), ("2025-01-01", [])],
)
def test_a_guide_is_listed_on_the_days_it_holds(day, listed):
    held = guide(valid_from="2024-03-01", valid_to="2025-01-01")
    image = Image.of(small_content(guide=held))
    assert keys(read(image, "/regions/440700/guides", day)["guides"]) == listed


@pytest.mark.parametrize("path", ["/regions/440700", "/regions/440700/guides"])
@pytest.mark.parametrize(("day", "doubts"), [("2024-02-29", 1), ("2024-03-01", 2)])
def test_a_page_counts_the_doubts_of_the_guides_it_shows(path, day, doubts):
    law = citation(source="law")
    later = guide(key="later", valid_from="2024-03-01", doubt="说法不一", citations=[law])
    cut_off = guide(key="cut-off", completeness="partial", partial_reason="截断", doubt="截断")
    guides = [guide(doubt="说法不一"), later, cut_off]
    image = Image.of(small_content(guide=guides, source=[source(), source(key="law")]))
    page = read(image, path, day)
    assert page["freshness"]["doubtful"] == doubts
    assert ("law" in keys(page["sources"])) is (doubts == 2)


def without_dates(piece):
    """Return what a slice says but for its own dates; a picture has none."""
    if piece.body.startswith(b"<svg"):
        return piece.body
    return json.loads(piece.body) | {"valid_from": None, "valid_until": None}

"""A region shows what it has and what the regions above it have."""

import pytest

from backend.release.image import Image
from tests.builders import channel, guide, office, small_content, standard
from tests.release.looks import keys, pages, read

PLAIN = {"routes": None, "rules": None, "windows": None, "offices": None, "related": None}
NATION, TIANJIN, GUANGDONG, SHENZHEN = "100000", "120000", "440000", "440300"
JIANGMEN, HESHAN, GULAO = "440700", "440784", "440784103"


@pytest.fixture(scope="module")
def image():
    """Return a guide to one service at every level, and one apart."""
    guides = [
        way("nation", NATION), way("province", GUANGDONG), way("city", JIANGMEN),
        way("county", HESHAN), way("town", GULAO), way("elsewhere", TIANJIN),
        way("paying", HESHAN, service="pay"), way("enrolling", NATION, service="enrol"),
        way("not-in-jiangmen", GUANGDONG, excludes=[JIANGMEN], service="refund"),
        way("not-in-heshan", JIANGMEN, excludes=[HESHAN], service="bind"),
        way("cut-off", HESHAN, completeness="partial", partial_reason="截断"),
    ]  # fmt: skip
    offices = [
        office(),
        office(key="county-office", region=HESHAN),
        office(key="city-office", region=JIANGMEN),
        office(key="province-office", region=GUANGDONG),
    ]
    return Image.of(small_content(guide=[guide(), *guides], office=offices))


@pytest.mark.parametrize(
    ("code", "queries"),
    [
        (NATION, ["nation"]),
        (TIANJIN, ["elsewhere", "nation"]),
        (GUANGDONG, ["province", "nation"]),
        (SHENZHEN, ["province", "nation"]),
        (JIANGMEN, ["city", "province", "nation"]),
        (HESHAN, ["county", "city", "province", "nation"]),
        (GULAO, ["town", "county", "city", "province", "nation"]),
    ],
)
def test_a_region_inherits_and_what_is_nearer_stands_first(image, code, queries):
    listed = read(image, f"/regions/{code}/guides")["guides"]
    assert [g["key"] for g in listed if g["service"] == "query"] == queries


def test_services_keep_their_order_before_nearness(image):
    services = [g["service"] for g in read(image, f"/regions/{HESHAN}/guides")["guides"]]
    assert services == ["enrol", "enrol", "pay", "query", "query", "query", "query"]


@pytest.mark.parametrize(
    ("code", "refund", "bind"),
    [
        (GUANGDONG, True, False),
        (SHENZHEN, True, False),
        (JIANGMEN, False, True),
        (HESHAN, False, False),
        (GULAO, False, False),
    ],
)
def test_what_excludes_a_region_is_not_shown_there_nor_below(image, code, refund, bind):
    listed = keys(read(image, f"/regions/{code}/guides")["guides"])
    assert ("not-in-jiangmen" in listed, "not-in-heshan" in listed) == (refund, bind)


@pytest.mark.parametrize("kind", ["standard", "channel"])
def test_standards_and_channels_are_inherited_and_excluded_alike(kind):
    build = {"standard": standard, "channel": channel}[kind]
    wide = build(key="wide", region=GUANGDONG, excludes=[HESHAN])
    image = Image.of(small_content(**{kind: [build(), wide]}))
    shown = {code: keys(read(image, f"/regions/{code}")[f"{kind}s"]) for code in (JIANGMEN, HESHAN)}
    assert "wide" in shown[JIANGMEN]
    assert "wide" not in shown[HESHAN]


def test_a_guide_that_was_cut_off_is_no_answer_but_can_be_read(image):
    for code in (HESHAN, GULAO):
        assert "cut-off" not in keys(read(image, f"/regions/{code}/guides")["guides"])
        home = read(image, f"/regions/{code}")
        assert "cut-off" not in [
            key for event in home["guides_by_life_event"] for key in keys(event["guides"])
        ]
        assert home["guides_count"] == len(read(image, f"/regions/{code}/guides")["guides"])
    page = read(image, "/guides/cut-off")
    assert (page["completeness"], page["partial_reason"]) == ("partial", "截断")


@pytest.mark.parametrize(
    ("code", "offices"),
    [
        (GULAO, ["heshan-gulao", "county-office", "city-office", "province-office"]),
        (HESHAN, ["county-office", "heshan-gulao", "city-office", "province-office"]),
        (JIANGMEN, ["city-office", "county-office", "heshan-gulao", "province-office"]),
        (GUANGDONG, ["province-office"]),
        (SHENZHEN, ["province-office"]),
        (NATION, []),
    ],
)
def test_a_city_lists_the_offices_below_it_and_a_province_does_not(image, code, offices):
    assert keys(read(image, f"/regions/{code}/offices")["offices"]) == offices
    assert read(image, f"/regions/{code}")["offices_count"] == len(offices)


def test_every_region_has_its_pages(image):
    planned = pages(image)
    for code in image.regions.by_code:
        assert {f"/regions/{code}{more}" for more in ("", "/guides", "/standards", "/offices")} <= (
            planned.keys()
        )


def test_a_home_knows_what_lies_above_and_below(image):
    home = read(image, f"/regions/{HESHAN}")
    assert [p["code"] for p in home["parents"]] == [NATION, GUANGDONG, JIANGMEN]
    assert [c["code"] for c in home["children"]] == [GULAO]


def way(key, region, **over):
    return guide(key=key, region=region, **PLAIN | {"service": "query"} | over)

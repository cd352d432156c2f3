"""A release bakes a chart for every standard that has one; pages say where pictures lie."""

import hashlib
from datetime import date

import pytest

from backend.release.bake import bake
from backend.release.draw.chart import chart
from backend.release.draw.svg import svg
from backend.release.folder import PAGES, Base
from backend.release.image import Image
from backend.release.pages_file import listed
from backend.release.store import Store
from tests import builders as b
from tests.builder_parts import benefit_value, cell, contribution_value, route
from tests.release.draw.seeing import real
from tests.release.looks import pages, read

HASH, DAY = "f" * 64, date(2024, 6, 1)
STANDARD, CHART = "/standards/jiangmen-resident", "/standards/jiangmen-resident/chart.svg"
GUIDE = "/guides/jiangmen-student-enrol"
ALONE = contribution_value(subsidy_fen=None, total_fen=None)


def test_a_standard_names_its_chart_and_the_chart_is_there():
    image = Image.of(b.small_content())
    assert read(image, STANDARD)["chart"] == CHART
    assert CHART in pages(image)


@pytest.mark.parametrize(
    "alone",
    [
        {"standard": b.standard(contribution_values=[ALONE])},
        {"benefit": b.benefit(benefit_values=[benefit_value(cells=[cell()])])},
    ],
)
def test_where_there_is_nothing_to_compare_there_is_no_chart_and_no_link(alone):
    image = Image.of(b.small_content(**alone))
    path = f"/standards/{next(iter(alone.values()))['key']}"
    assert read(image, path)["chart"] is None
    assert f"{path}/chart.svg" not in pages(image)


def test_every_real_standard_says_truly_whether_it_has_a_chart():
    image = real()
    planned = pages(image)
    for _, key in image.of_type("standard"):
        path = f"/standards/{key}"
        named = planned[path].render(DAY)["chart"]
        assert named in (None, f"{path}/chart.svg")
        assert (f"{path}/chart.svg" in planned) == (named is not None)


def test_a_real_standard_carries_its_whole_history():
    image = real()
    planned = pages(image)
    for item in image.of_type("standard"):
        stored = image.shown(item)
        values = stored.get("contribution_values", []) + stored.get("benefit_values", [])
        for day in (date(2020, 1, 1), DAY, date(2090, 1, 1)):
            shown = planned[f"/standards/{item[1]}"].render(day)["values"]
            assert [v["policy_year"] for v in shown] == [v["policy_year"] for v in values]
            for value, entry in zip(values, shown, strict=True):
                said = {name: v for name, v in value.items() if name != "cells"}
                assert said.items() <= entry.items()
                assert len(entry.get("cells", [])) == len(value.get("cells", []))


def test_a_chart_is_baked_as_it_is_drawn(tmp_path):
    folder = bake(Image.of(b.small_content()), HASH, tmp_path).folder
    drawn = svg(chart(b.standard()))
    found = Store(folder).find(CHART, DAY, "identity")
    assert found.body == drawn
    assert listed(folder / PAGES)[CHART] == [
        ["0001-01-01", "9999-12-31", hashlib.sha256(drawn).hexdigest()]
    ]


def test_two_bakes_write_the_same_chart(tmp_path):
    once, again = (
        Store(bake(Image.of(b.small_content()), HASH, tmp_path / name).folder) for name in "ab"
    )
    for encoding in ("identity", "gzip", "br"):
        assert once.find(CHART, DAY, encoding) == again.find(CHART, DAY, encoding)


def test_a_chart_is_drawn_anew_only_when_its_standard_changes(tmp_path):
    first = bake(Image.of(b.small_content()), HASH, tmp_path)
    other = bake(
        Image.of(b.small_content(guide=b.guide(title="改过"))), "e" * 64, tmp_path,
        base=Base(first.folder),
    )  # fmt: skip
    changed = b.standard(contribution_values=[contribution_value(personal_fen=50000)])
    last = bake(
        Image.of(b.small_content(standard=changed)), "d" * 64, tmp_path, base=Base(other.folder)
    )
    at_first, untouched, redrawn = (
        listed(baked.folder / PAGES)[CHART] for baked in (first, other, last)
    )
    assert at_first == untouched != redrawn


def test_a_chart_goes_with_its_standard(tmp_path):
    first = bake(Image.of(b.small_content()), HASH, tmp_path)
    bare = Image.of(b.small_content(standard=b.standard(contribution_values=[ALONE])))
    second = bake(bare, "e" * 64, tmp_path, base=Base(first.folder))
    assert CHART in listed(first.folder / PAGES)
    assert CHART not in listed(second.folder / PAGES)


def test_routes_name_their_cards_counted_as_channels_count_them():
    routes = [route(), route(title="窗口办")]
    image = Image.of(b.small_content(guide=b.guide(routes=routes)))
    cards = [each["card"] for each in read(image, GUIDE)["routes"]]
    numbers = [way["route"] for way in read(image, "/channels/yueyibao")["paths"]]
    assert cards == [
        {kind: f"{GUIDE}/routes/{n}/card.{kind}" for kind in ("svg", "png")} for n in numbers
    ]

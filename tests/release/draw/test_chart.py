"""The chart of a standard: a bar for every year or case, its numbers beside it in words."""

import re
from itertools import product

import pytest

from backend.config import ROOT
from backend.release.draw.chart import EDGE, INNER, chart, chart_path
from backend.release.draw.figures import figures
from backend.release.draw.svg import svg
from backend.release.draw.tokens import DARK, LIGHT
from tests import builders as b
from tests.builder_parts import benefit_value, cell, contribution_value
from tests.release.draw.seeing import HOSTILE, SVG, boxes, real, said, seen, straying

YEAR_2025 = {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}
REAL = [d for (kind, _), d in ((i, real()[i]) for i in real().of_type("standard"))]
DRAWN = [standard for standard in REAL if chart_path(standard)]
OF_ALL = pytest.mark.parametrize("standard", DRAWN, ids=lambda standard: standard["key"])
ON = {"on-band": "band", "on-band-quiet": "band", "good": "good-ground", "warn": "warn-ground",
      "bad": "bad-ground"}  # fmt: skip


def test_a_year_is_one_bar_of_what_one_pays_and_what_the_state_adds():
    picture = chart(b.standard())
    assert said(picture) == [
        "江门市城乡居民医保缴费标准", "每人每年缴多少", "2024年度", "2023年9月1日起缴",
        "个人缴费 406元", "财政补助 640元", "合计 1046元", "医保指路",
    ]  # fmt: skip
    (x, _, wide, _), _ = boxes(picture, "first")
    (after, *_), _ = boxes(picture, "second")
    assert (x, after) == (EDGE, pytest.approx(EDGE + INNER * 406 / 1046, abs=0.1))
    assert wide == pytest.approx(INNER * 406 / 1046 - 2, abs=0.1)


def test_a_price_that_changes_within_the_season_is_two_bars():
    early = contribution_value(pay_to="2024-01-01", subsidy_fen=None, total_fen=None)
    late = contribution_value(pay_from="2024-01-01", personal_fen=50000)
    picture = chart(b.standard(contribution_values=[late, early]))
    assert [line for line in said(picture) if line.startswith("202") and "日" in line] == [
        "2023年9月1日至2023年12月31日缴", "2024年1月1日起缴",
    ]  # fmt: skip
    assert "个人缴费 406元" in said(picture)
    assert "个人缴费 500元" in said(picture)
    assert "500元" in picture.description


def test_the_real_case_of_hunan_shows_both_prices():
    hunan = real()["standard", "hunan-resident"]
    described = chart(hunan).description
    assert "2024年9月1日至2024年12月31日缴，存疑：个人缴费380元，财政补助670元。" in described
    assert "2025年1月1日起缴，存疑：个人缴费400元，财政补助600元。" in described


def test_the_longest_year_fills_the_width_and_the_others_keep_the_scale():
    one = contribution_value(personal_fen=10000, subsidy_fen=None, total_fen=None)
    other = contribution_value(**YEAR_2025, personal_fen=40000, subsidy_fen=None, total_fen=None)
    picture = chart(b.standard(contribution_values=[one, other]))
    short, _, long, _ = boxes(picture, "first")
    assert short[2] == pytest.approx(INNER / 4 - 2)
    assert long[2] == pytest.approx(INNER - 2)


def test_one_number_is_no_chart():
    alone = contribution_value(subsidy_fen=None, total_fen=None)
    assert chart_path(b.standard(contribution_values=[alone])) is None
    assert chart_path(b.standard(contribution_values=[])) is None
    with pytest.raises(ValueError, match="jiangmen-resident"):
        chart(b.standard(contribution_values=[alone]))


def test_amounts_a_month_and_amounts_a_year_are_not_drawn_on_one_axis():
    monthly = contribution_value(**YEAR_2025, per="month")
    assert chart_path(b.standard(contribution_values=[contribution_value(), monthly])) is None
    assert said(chart(b.standard(contribution_values=[monthly])))[1] == "每人每月缴多少"


def test_rates_are_drawn_where_more_years_state_those():
    rates = {"personal_rate_bp": 200, "employer_rate_bp": 750}
    bare = {"personal_fen": None, "subsidy_fen": None, "total_fen": None}
    values = [contribution_value(**rates, **bare), contribution_value(**YEAR_2025, **rates)]
    lines = said(chart(b.standard(contribution_values=values)))
    assert lines[1] == "缴费比例"
    assert lines.count("个人 2%") == lines.count("单位 7.5%") == 2


@pytest.mark.parametrize(
    ("over", "tag"),
    [({"kind": "expected"}, "预计"), ({"kind": "ended"}, "已终止"), ({"doubt": "?"}, "存疑"),
     ({"kind": "expected", "doubt": "?"}, "预计 · 存疑")],
)  # fmt: skip
def test_what_is_not_certain_says_so_in_a_word(over, tag):
    picture = chart(b.standard(contribution_values=[contribution_value(**over)]))
    assert tag in said(picture)
    assert tag.replace(" · ", "，") in picture.description


def test_a_year_without_an_amount_says_so():
    bare = contribution_value(**YEAR_2025, personal_fen=None, subsidy_fen=None, total_fen=None)
    assert "没有写数额" in said(chart(b.standard(contribution_values=[contribution_value(), bare])))


def test_of_a_benefit_the_ratios_are_drawn_and_what_they_share_is_said_once():
    cells = [
        cell(dims={"care_type": "inpatient", "hospital_level": level}, amount=amount)
        for level, amount in (("level_1", 8500), ("level_2", 7500))
    ]
    cells += [cell(measure="deductible", amount=30000), cell(measure="cap", amount=100)]
    drawn = b.benefit(benefit_values=[benefit_value(cells=cells[:3])])
    assert said(chart(drawn))[1:] == [
        "报销比例（住院）", "一级医疗机构", "报销比例 85%", "二级医疗机构", "报销比例 75%",
        "医保指路",
    ]  # fmt: skip
    assert [box[2] for box in boxes(chart(drawn), "first") if box[3] == 16] == [
        pytest.approx(INNER * share - 2) for share in (0.85, 0.75)
    ]
    assert chart_path(b.benefit(benefit_values=[benefit_value(cells=cells[1:])])) is None


def test_the_terms_of_a_ratio_stand_with_it():
    cells = [cell(op="up_to", note="满三年以后。"), cell(dims={"care_type": "outpatient"})]
    lines = said(chart(b.benefit(benefit_values=[benefit_value(cells=cells)])))
    assert lines[2:5] == ["住院", "满三年以后。", "报销比例 最高85%"]


def test_of_a_benefit_with_several_years_every_case_names_its_year():
    cells = [cell(), cell(dims={"care_type": "outpatient"}, amount=5000)]
    years = [benefit_value(cells=cells), benefit_value(**YEAR_2025, cells=cells)]
    lines = said(chart(b.benefit(benefit_values=years)))
    assert lines[2:4] == ["住院", "2024年度"]
    assert lines.count("2025年度") == 2
    alone = [benefit_value(cells=[cell()]), benefit_value(**YEAR_2025, cells=[cell()])]
    assert said(chart(b.benefit(benefit_values=alone)))[1:4] == [
        "报销比例（住院）", "2024年度", "报销比例 85%",
    ]  # fmt: skip


@OF_ALL
def test_every_number_of_a_real_chart_is_told_in_words(standard):
    picture = chart(standard)
    for bar in figures(standard).bars:
        for part in bar.parts:
            assert f"{part.label} {part.text}" in said(picture)
            assert f"{part.label}{part.text}" in picture.description
    assert picture.title.startswith(standard["title"])


@OF_ALL
def test_a_real_chart_is_read_at_320_px(standard):
    picture = chart(standard)
    assert straying(picture, EDGE) == []
    assert picture.width == 320
    assert min(float(t.get("font-size")) for t in seen(picture).iter(f"{SVG}text")) >= 12


@OF_ALL
def test_a_chart_is_named_for_who_cannot_see_it_and_does_nothing(standard):
    root = seen(chart(standard))
    names = root.get("aria-labelledby").split()
    about = [next(e for e in root.iter() if e.get("id") == name).text for name in names]
    assert root.get("role") == "img"
    assert about == [chart(standard).title, chart(standard).description]
    assert {e.tag.removeprefix(SVG) for e in root.iter()} == {
        "svg", "title", "desc", "style", "rect", "text",
    }  # fmt: skip
    written = svg(chart(standard)).decode()
    assert not re.search(r"href|url\(|@import|javascript|\son\w+=", written)
    assert written.count("http") == 1  # the namespace


def test_contributions_of_more_than_one_number_all_have_a_chart():
    with_one = [s["key"] for s in REAL if s["kind"] == "contribution" and not chart_path(s)]
    assert with_one == ["shenzhen-employee-tier-2"]  # one rate, nothing beside it


def test_a_hostile_title_stays_a_title():
    picture = chart(b.standard(title=HOSTILE))
    assert straying(picture, EDGE) == []
    assert "".join(said(picture)).replace(" ", "").startswith("<script>alert(1)</script>&amp;")
    assert b"<script" not in svg(picture)


def test_the_same_standard_is_the_same_bytes():
    assert svg(chart(b.standard())) == svg(chart(b.standard()))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(colours):
    plain = product(("ink", "quiet", "brand"), ("surface", "ground", "tint"))
    for words, behind in (*plain, *ON.items()):
        assert contrast(colours[words], colours[behind]) >= 4.5, (words, behind)
    for bar in ("first", "second"):
        assert contrast(colours[bar], colours["ground"]) >= 3


@pytest.mark.parametrize(("colours", "place"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_the_colours_are_those_of_the_site(colours, place):
    css = (ROOT / "backend/static/site.css").read_text("utf-8")
    for name, known in (("ink", "ink"), ("quiet", "quiet"), ("line", "line"),
                        ("ground", "ground"), ("surface", "surface"), ("brand", "brand"),
                        ("tint", "brand-tint")):  # fmt: skip
        assert re.findall(rf"--{known}: (#\w+);", css)[place] == colours[name]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in bytes.fromhex(colour[1:]))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""The card of a route: channel, numbered taps, how sure it is, what it rests on."""

import pytest

from backend.release.draw.card import EDGE, LEAST_HEIGHT, card
from backend.release.draw.svg import svg
from backend.release.image import Image
from tests import builders as b
from tests.builder_parts import citation, route, step
from tests.release.draw.seeing import HOSTILE, SVG, boxes, real_guides, said, seen, straying
from tests.release.looks import read

GUIDE = "/guides/jiangmen-student-enrol"
NUMBERS = [*map(str, range(1, 13))]


@pytest.fixture(scope="module")
def real():
    """Return (guide's page, number of a route) of every real route."""
    return [(g, n) for g in real_guides() for n in range(len(g["routes"]))]


def test_a_card_tells_channel_taps_state_and_source():
    assert said(drawn()) == [
        "医保指路 · 江门市 · 参保登记", "江门学生参保登记", "手机上办",
        "小程序", "粤医保", "在微信里搜“粤医保”。",
        "一步一步这样点", "1", "点", "我要办", "2", "点", "社保缴费", "3", "缴费", "确认缴费",
        "未核验", "还没有人在手机上核对过。",
        "来源：《致学生家长的公开信》（鹤山市医疗保障", "局，2023年9月1日，官方网站）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("over", "state", "told"),
    [
        ({}, "warn", "未核验"),
        ({"status": "verified", "verified_on": "2026-08-20"}, "good", "已核验 · 2026年8月20日核验"),
        ({"status": "suspected"}, "bad", "可能已变 · 未核验"),
        ({"status": "suspected", "verified_on": "2026-08-20"}, "bad",
         "可能已变 · 2026年8月20日核验"),
        ({"status": "outdated"}, "bad", "已过时 · 未核验"),
    ],
)  # fmt: skip
def test_a_card_says_how_sure_it_is(over, state, told):
    picture = drawn(routes=[route(**over)])
    assert told in said(picture)
    assert told in picture.description
    assert boxes(picture, f"{state}-ground")


def test_a_card_says_what_stands_in_for_a_tap_and_what_to_enter():
    nodes = [
        {"label": "首页", "kind": "open", "alternatives": ["办事大厅", "服务"]},
        {"label": "税款所属期起", "kind": "choose", "param": "policy_year_start"},
        {"label": "确认", "kind": "confirm", "note": "确认后不能改"},
    ]
    lines = said(drawn(policy_year=2024, routes=[route(steps=[step(path=nodes)])]))
    assert lines[lines.index("1") : lines.index("未核验")] == [
        "1", "打开", "首页", "或者「办事大厅」、「服务」",
        "2", "选", "税款所属期起", "2024-01-01",
        "3", "确认", "确认后不能改",
    ]  # fmt: skip


def test_where_there_is_no_menu_to_walk_a_card_says_the_steps():
    steps = [step(text="把登记表交给学校。", path=[]), step(text="等学校审核。", path=[])]
    lines = said(drawn(routes=[route(steps=steps)]))
    assert {"一步一步这样办", "把登记表交给学校。", "等学校审核。", "1", "2"} <= set(lines)


def test_a_route_nobody_describes_is_a_card_all_the_same():
    picture = drawn(routes=[route(steps=[])])
    assert picture.height >= LEAST_HEIGHT
    assert "一步一步这样办" not in said(picture)
    assert {"粤医保", "未核验"} <= set(said(picture))


def test_a_card_warns_of_a_guide_that_does_not_hold_or_is_cut_off():
    over = {"valid_to": "2024-05-01", "completeness": "partial", "partial_reason": "原文截断。"}
    lines = said(drawn(**over))
    assert "这份指南已失效" in lines
    assert "资料不全：原文截断。" in lines
    assert not {"这份指南有效", "完整"} & set(said(drawn()))


def test_a_card_counts_the_sources_it_does_not_name():
    cited = [citation(source=f"letter-{n}") for n in range(3)]
    sources = [b.source(), *(b.source(key=f"letter-{n}", title=f"信{n}") for n in range(3))]
    image = Image.of(
        b.small_content(guide=b.guide(routes=[route(citations=cited)]), source=sources)
    )
    told = card(read(image, GUIDE), 0).description
    assert "来源：《信0》" in told
    assert "《信2》" not in told
    assert told.endswith("，等3个来源。")


def test_every_real_route_has_a_card_that_keeps_its_edges(real):
    assert len(real) > 100
    stray = {(page["key"], n): straying(card(page, n), EDGE) for page, n in real}
    assert {place: found for place, found in stray.items() if found} == {}


def test_the_longest_real_path_is_numbered_to_its_end(real):
    page, number = max(real, key=lambda each: len(each[0]["routes"][each[1]]["path"]))
    path = page["routes"][number]["path"]
    lines = said(card(page, number))
    assert len(path) >= 12
    assert [line for line in lines if line in NUMBERS] == NUMBERS[: len(path) - 1]
    positions = [lines.index(node["label"]) for node in path]
    assert positions == sorted(positions)


def test_a_real_card_tells_in_words_what_it_shows(real):
    for page, number in real:
        way = page["routes"][number]
        told = card(page, number).description
        for word in (way["channel"]["name"], page["region"]["name"], way["status_label"],
                     *(node["label"] for node in way["path"])):  # fmt: skip
            assert word in told, (page["key"], number)


def test_a_card_is_at_least_four_by_five_and_as_high_as_it_needs(real):
    for page, number in real:
        picture = card(page, number)
        lowest = max(float(text.get("y")) for text in seen(picture).iter(f"{SVG}text"))
        assert EDGE < picture.height - lowest < 2 * EDGE
    assert drawn(routes=[route(steps=[], status_reason="")]).height == LEAST_HEIGHT == 360 * 5 / 4


def test_hostile_words_stay_words():
    nodes = [{"label": HOSTILE, "note": HOSTILE, "alternatives": [HOSTILE]}]
    hostile = route(title=HOSTILE, status_reason=HOSTILE, steps=[step(path=nodes)])
    picture = drawn(title=HOSTILE, routes=[hostile])
    assert straying(picture, EDGE) == []
    assert b"<script" not in svg(picture)
    assert seen(picture).get("role") == "img"
    assert picture.height < 2500


def guide(**over):
    return read(Image.of(b.small_content(guide=b.guide(**over))), GUIDE)


def drawn(number=0, **over):
    return card(guide(**over), number)

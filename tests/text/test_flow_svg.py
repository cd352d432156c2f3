"""The picture of a flow: nothing overlaps, all is inside, and it is one for whoever cannot see."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.flow import Arrow, Flow, Node
from backend.text.flow_svg import svg
from backend.text.wrap import width_of

SVG = "{http://www.w3.org/2000/svg}"
words = st.text(alphabet="参保登记医保费，。（）“”APP 90%", min_size=1, max_size=60)
keys = st.sampled_from(["a", "b", "c", "d", "e", "nowhere"])
arrows = st.lists(st.builds(Arrow, words, keys), max_size=4).map(tuple)
notes = st.lists(words, max_size=3).map(tuple)
nodes = st.builds(Node, keys, words, arrows, notes, st.sampled_from(["", "存疑"]), st.booleans())
flows = st.builds(Flow, st.just("way"), words, st.lists(nodes, min_size=1, max_size=7).map(tuple))
ALLOWED = {"svg", "title", "desc", "rect", "text", "tspan", "path"}


@given(flows, st.integers(300, 1200))
def test_nothing_overlaps_and_nothing_sticks_out(flow, width):
    picture = drawn(flow, width)
    total = [int(picture.get(name)) for name in ("width", "height")]
    assert total[0] <= width
    boxes = rects(picture)[1:]
    for box in boxes:
        assert 0 <= box[0] < box[2] <= total[0]
        assert 0 <= box[1] < box[3] <= total[1]
    assert [pair for pair in pairs(boxes) if overlap(*pair)] == []


@given(flows, st.integers(300, 1200))
def test_every_line_of_text_lies_in_a_box_or_the_head(flow, width):
    picture = drawn(flow, width)
    boxes, top = rects(picture)[1:], min(box[1] for box in rects(picture)[1:])
    for line in picture.iter(f"{SVG}tspan"):
        x, y, size = (int(line.get(name)) for name in ("x", "y", "font-size"))
        ends = x + width_of(line.text or "") * size
        inside = [b for b in boxes if b[0] <= x and b[1] < y - size * 0.8 and y < b[3]]
        assert y < top or any(ends <= box[2] for box in inside), line.text


@given(flows)
def test_every_word_is_in_the_picture(flow):
    shown = "".join(line.text or "" for line in drawn(flow, 500).iter(f"{SVG}tspan"))
    for node in flow.by_id.values():
        assert squeezed(node.text) in squeezed(shown)


def test_it_has_a_title_and_a_description_of_its_own():
    flow = Flow("child-way", "走哪条路", (Node("a", "去？", (Arrow("去", "b"),)), END))
    picture = drawn(flow, 500)
    labels = picture.get("aria-labelledby").split()
    assert (picture.get("role"), picture.get("lang")) == ("img", "zh-CN")
    assert labels == ["flow-child-way-title", "flow-child-way-desc"]
    found = {element.get("id"): element.text for element in picture}
    assert [found[label] for label in labels] == [
        "走哪条路", "1 个问题，1 个结果。问题 1：去？。去：结果 1。结果 1：到了。",
    ]  # fmt: skip


@given(flows)
def test_it_holds_no_script_no_style_and_no_address(flow):
    picture = drawn(flow, 500)
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= ALLOWED
    names = {name for element in picture.iter() for name in element.attrib}
    assert not {n for n in names if n.startswith("on") or n in ("style", "href", "class")}


@pytest.mark.parametrize("said", ["<script>alert(1)</script>", "\"&'", "坏\x00\x0b字符", "]]>"])
def test_words_cannot_break_out_of_the_picture(said):
    flow = Flow(said, said, (Node("a", said, (Arrow(said, "b"),), (said,), said), END))
    shown = "".join(line.text for line in drawn(flow, 500).iter(f"{SVG}tspan"))
    assert squeezed(re.sub(r"[\x00-\x1f]", "", said)) in squeezed(shown)


def test_a_flow_of_nothing_is_a_picture_of_its_title():
    assert drawn(Flow("none", "空的", ()), 500).find(f"{SVG}title").text == "空的"


def test_a_deep_flow_keeps_room_for_its_words():
    chain = tuple(Node(f"q{n}", "问？", (Arrow("下一个", f"q{n + 1}"),)) for n in range(60))
    picture = drawn(Flow("deep", "很深", chain), 300)
    assert all(box[2] - box[0] >= 100 for box in rects(picture) if box[3] - box[1] > 40)


def test_the_same_flow_is_the_same_picture():
    flow = Flow("way", "路", (Node("a", "去？", (Arrow("去", "b"),)), END))
    assert svg(flow, 400) == svg(flow, 400)


END = Node("b", "到了", is_end=True)


def drawn(flow, width):
    return ET.fromstring(svg(flow, width))  # noqa: S314 - a picture of our own


def rects(picture):
    """Return (left, top, right, bottom) of every rectangle, the ground first."""
    sides = [
        [int(rect.get(name, 0)) for name in ("x", "y", "width", "height")]
        for rect in picture.iter(f"{SVG}rect")
    ]
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def pairs(boxes):
    return [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def squeezed(text):
    return "".join(text.split())

"""The picture of a flow: nothing overlaps, all is inside, and whoever cannot see it is told."""

from itertools import combinations
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from backend.release.draw.flow import flow_picture
from backend.release.draw.lines import clean, width_of
from backend.release.draw.marks import Box, Words
from backend.release.draw.svg import svg
from backend.text.flow import Arrow, Flow, Node

said = st.text(alphabet="参保登记医保费，。（）“”APP 90%", min_size=1, max_size=60).filter(
    str.strip
)
keys = st.sampled_from(["a", "b", "c", "d", "e", "nowhere"])
arrows = st.lists(st.builds(Arrow, said, keys), max_size=4).map(tuple)
notes = st.lists(said, max_size=3).map(tuple)
nodes = st.builds(Node, keys, said, arrows, notes, st.sampled_from(["", "存疑"]), st.booleans())
flows = st.builds(Flow, st.just("way"), said, st.lists(nodes, min_size=1, max_size=7).map(tuple))
widths = st.integers(300, 1200)
END = Node("b", "到了", is_end=True)
SMALL = Flow("child-way", "走哪条路", (Node("a", "去？", (Arrow("去", "b"),)), END))


@given(flows, widths)
def test_nothing_overlaps_and_nothing_sticks_out(flow, width):
    picture = flow_picture(flow, width)
    assert picture.width <= width
    for mark in picture.marks:
        assert 0 <= mark.x <= picture.width
        assert 0 <= mark.y <= picture.height
    for box in boxes(picture):
        assert box.x + box.width <= picture.width
        assert box.y + box.height <= picture.height
    assert [pair for pair in combinations(boxes(picture), 2) if overlap(*pair)] == []


@given(flows, widths)
def test_no_arrow_runs_through_a_box(flow, width):
    picture = flow_picture(flow, width)
    for arrow in arrows_of(picture):
        assert [box for box in boxes(picture) if overlap(arrow, box)] == []


@given(flows, widths)
def test_every_line_of_text_lies_in_a_box_or_in_the_head(flow, width):
    picture = flow_picture(flow, width)
    head = min(box.y for box in boxes(picture))
    for words in (mark for mark in picture.marks if isinstance(mark, Words)):
        ends = words.x + width_of(words.text, words.size)
        around = [b for b in boxes(picture) if b.x <= words.x and b.y < words.y < b.y + b.height]
        assert words.y < head or any(ends <= box.x + box.width for box in around), words


@given(flows, widths)
def test_every_word_is_in_the_picture(flow, width):
    shown = squeezed(w.text for w in flow_picture(flow, width).marks if isinstance(w, Words))
    for node in flow.by_id.values():
        for text in (node.text, node.remark, *node.notes):
            assert squeezed([clean(text)]) in shown
    for row in flow.rows:
        assert squeezed([clean(row.label)]) in shown


def test_it_says_in_words_what_it_shows():
    picture = flow_picture(SMALL)
    assert (picture.name, picture.title) == ("flow-child-way", "走哪条路")
    assert picture.description == "1 个问题，1 个结果。问题 1：去？。去：结果 1。结果 1：到了。"


def test_what_a_box_is_shows_in_words_and_not_in_colour_alone():
    doubted = Node("c", "先问", (), (), "存疑", is_end=True)
    asked = Node("a", "去？", (Arrow("是", "c"), Arrow("不是", ""), Arrow("又", "a")))
    picture = flow_picture(Flow("way", "路", (asked, doubted)))
    shown = [mark.text for mark in picture.marks if isinstance(mark, Words)]
    assert {"结果 1 · 存疑", "没有去处", "转到问题 1：去？"} < set(shown)
    assert {box.fill for box in boxes(picture)} >= {"warn-ground", "bad-ground", "ground"}


def test_a_flow_of_nothing_is_a_picture_of_its_title():
    picture = flow_picture(Flow("none", "空的", ()))
    assert next(mark.text for mark in picture.marks if isinstance(mark, Words)) == "空的"


def test_a_deep_flow_keeps_room_for_its_words():
    chain = tuple(Node(f"q{n}", "问？", (Arrow("下一个", f"q{n + 1}"),)) for n in range(60))
    picture = flow_picture(Flow("deep", "很深", chain), 300)
    assert picture.width <= 300
    assert all(box.width >= 190 for box in boxes(picture) if box.edge != "line")


def test_words_cannot_break_out_of_it():
    broken = "<script>&\"'\x00]]>"
    flow = Flow("way", broken, (Node("a", broken, (Arrow(broken, "b"),), (broken,)), END))
    document = ET.fromstring(svg(flow_picture(flow)))  # noqa: S314 - a picture of our own
    names = {element.tag.partition("}")[2] for element in document.iter()}
    assert names == {"svg", "title", "desc", "style", "rect", "text"}
    assert svg(flow_picture(flow)) == svg(flow_picture(flow))


def boxes(picture):
    """Return the boxes of rows and the tabs with answers: what has an edge."""
    return [mark for mark in picture.marks if isinstance(mark, Box) and mark.edge]


def arrows_of(picture):
    return [m for m in picture.marks[1:] if isinstance(m, Box) and not m.edge]


def overlap(a, b):
    """Tell whether two boxes share more than a rim."""
    across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return across > 0.01 and down > 0.01


def squeezed(texts):
    return "".join("".join(texts).split())

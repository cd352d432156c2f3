"""A flow in reading order, in words and as Mermaid: shared ways, loops and dead ends too."""

from backend.text.flow import Arrow, Flow, Node, mermaid


def end(key, text="", **over):
    return Node(key, text or key, is_end=True, **over)


def asked(key, *arrows, **over):
    return Node(key, f"{key}？", tuple(Arrow(*arrow) for arrow in arrows), **over)


SHARED = Flow("way", "走哪条路", (
    asked("a", ("是", "b"), ("不是", "c"), ("不清楚", "b")),
    asked("b", ("能", "x"), ("不能", "y")),
    end("c"), end("x", remark="存疑"), end("y", notes=("指南：甲",)),
))  # fmt: skip


def test_every_answer_is_a_row_and_a_shared_way_is_shown_once():
    rows = [(r.depth, r.label, r.node.id, r.above, r.again) for r in SHARED.rows]
    assert rows == [
        (0, "", "a", None, False),
        (1, "是", "b", 0, False),
        (2, "能", "x", 1, False),
        (2, "不能", "y", 1, False),
        (1, "不是", "c", 0, False),
        (1, "不清楚", "b", 0, True),
    ]


def test_nodes_are_numbered_as_they_are_met():
    assert SHARED.names == {
        "a": "问题 1",
        "b": "问题 2",
        "x": "结果 1",
        "y": "结果 2",
        "c": "结果 3",
    }
    assert SHARED.summary == "2 个问题，3 个结果"


def test_a_loop_is_shown_and_ends():
    loop = Flow("loop", "绕圈", (asked("a", ("是", "b")), asked("b", ("回去", "a"))))
    assert [(row.node.id, row.again) for row in loop.rows] == [
        ("a", False), ("b", False), ("a", True),
    ]  # fmt: skip
    assert 'n2 -->|"回去"| n1' in mermaid(loop)


def test_what_leads_nowhere_and_what_nothing_leads_to_are_shown():
    broken = Flow("broken", "断头", (asked("a", ("是", "")), end("alone")))
    assert [(r.node and r.node.id, r.depth) for r in broken.rows] == [
        ("a", 0), (None, 1), ("alone", 0),
    ]  # fmt: skip
    assert 'n1 -->|"是"| nowhere["没有去处"]' in mermaid(broken)
    assert "是：没有去处" in broken.outline


def test_a_long_chain_is_no_matter():
    chain = Flow("chain", "很长", tuple(asked(f"q{n}", ("下", f"q{n + 1}")) for n in range(5000)))
    assert len(chain.rows) == 5001


def test_the_outline_says_every_way_in_words():
    assert SHARED.outline == (
        "2 个问题，3 个结果。问题 1：a？。是：问题 2；不是：结果 3；不清楚：问题 2。"
        "问题 2：b？。能：结果 1；不能：结果 2。结果 1：x。存疑。结果 2：y。结果 3：c。"
    )


def test_a_flow_is_mermaid():
    assert (
        mermaid(SHARED)
        == """flowchart TD
    accTitle: 走哪条路
    accDescr: 2 个问题，3 个结果
    n1["问题 1<br/>a？"]
    n2["问题 2<br/>b？"]
    n3(["结果 1 · 存疑<br/>x"])
    n4(["结果 2<br/>y<br/>指南：甲"])
    n5(["结果 3<br/>c"])
    n1 -->|"是"| n2
    n2 -->|"能"| n3
    n2 -->|"不能"| n4
    n1 -->|"不是"| n5
    n1 -->|"不清楚"| n2
"""
    )


def test_words_cannot_break_out_of_mermaid():
    said = '"] --> x["<b>`#1'
    text = mermaid(Flow("k", "a;\nb", (Node("q", said, (Arrow('1. "否', "o"),)), end("o", "- 一"))))
    assert text.splitlines()[1] == "    accTitle: a； b"
    assert 'n1["问题 1<br/>#quot;] --#gt; x[#quot;#lt;b#gt;#96;#35;1"]' in text
    assert 'n1 -->|"1\u200b. #quot;否"| n2' in text


def test_two_nodes_of_one_id_are_one():
    twice = Flow("twice", "重名", (asked("a", ("是", "b")), end("b", "前"), end("b", "后")))
    assert [row.node.text for row in twice.rows] == ["a？", "前"]

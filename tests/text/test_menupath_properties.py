"""What holds of menu paths whatever the text: nothing raised, nothing lost, nothing slow."""

import re
import sys
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend.text.menupath import (
    KIND_LABELS,
    Node,
    NodeKind,
    format_path,
    node_from_dict,
    node_to_dict,
    parse,
)
from backend.text.menupath_parse import NUMBER

NUMBERS = re.compile(NUMBER, re.VERBOSE)
moderately = settings(deadline=None, max_examples=300)

LONGEST = 2000
QUOTES = '“”‘’"＂「」『』【】[]［］'
SEPARATORS = ">＞›»→➔➜⇒–—－-,，。;；•\r\n、/／"
ENCLOSING = "()（）{}"
VERBS = (
    *(
        "打开",
        "关注",
        "访问",
        "点击",
        "单击",
        "进入",
        "选择",
        "勾选",
        "输入",
        "填写",
        "录入",
        "验证",
    ),
    *("核验", "认证", "确认", "同意", "我已阅读", "完成缴费", "完成支付", "支付", "等待"),
    *KIND_LABELS.values(),
)
CONSUMED = frozenset("".join(VERBS) + "或者是" + "注:：" + "再然后接着最后")
COUNTING = frozenset("0123456789.．、)）第步①②一二")  # only where steps are counted
PIECES = (
    *QUOTES,
    *SEPARATORS,
    *ENCLOSING,
    *VERBS,
    *(
        "或",
        "或者",
        "者",
        "（注：",
        "(注:",
        "人脸",
        "密码",
        "登录",
        "http://a/b",
        "社保缴费",
        "2024-01-01",
        *("1. ", "2、", "（1）", "2)", "①", "②", "第一步", "第二步：", "——", "再", "然后"),
    ),
    *(" ", "\t", "\u3000", "\x00", "\x1f", "\u2028", "·", "a", "7", "\\", "\\[", "\\]", "「\\"),
)


def texts(pieces=PIECES, **limits):
    characters = st.characters(exclude_categories=())
    return st.lists(st.sampled_from(pieces) | characters, **limits).map("".join)


nodes = st.builds(
    Node,
    label=texts(min_size=1, max_size=12).filter(str.strip),
    kind=st.sampled_from(NodeKind),
    alternatives=st.lists(texts(max_size=6), max_size=3).map(tuple),
    note=texts(max_size=8),
    param=texts(max_size=4) | st.just("policy_year_start"),
)
paths = st.lists(nodes, max_size=6).map(tuple)
plain_labels = st.lists(
    st.text(alphabet="社保缴费信息查询医疗办事ABC123", min_size=1, max_size=8),
    min_size=1,
    max_size=5,
)


@moderately
@given(paths)
@example((Node("「" * LONGEST),))
@example((Node("\\" * LONGEST, note="）" * 9, param="}"),))
@example((Node("甲", alternatives=("", " ", "者乙")),))
@example((Node("A -"), Node("B"), Node("- C"), Node("社保"), Node("2024-01-01")))
@example((Node("① 甲"), Node("② 乙"), Node("1、丙"), Node("第一步"), Node("第二步")))
@example((Node("打开甲", NodeKind.OPEN), Node("点击乙"), Node("再"), Node("丙——丁")))
@example((Node("A\nB", NodeKind.PAY), Node("-"), Node("“未完"), Node("完”")))
def test_what_is_written_is_read_back(path):
    assert parse(format_path(path)) == path


@moderately
@given(texts(max_size=LONGEST // 4) | st.text(max_size=LONGEST))
def test_any_text_is_read_and_reading_settles_at_once(text):
    path = parse(text)
    assert all(node.label.strip() for node in path)
    assert parse(format_path(path)) == path


@moderately
@given(texts(max_size=40))
def test_nothing_is_lost_and_nothing_invented(text):
    """Save for marks and blanks, only letters of verbs and of 或者, 或是, 再 and 注： may go.

    And the numbers of steps where there are two at least.

    The backslash is left out here: within 「」 it is a mark too, an escape.
    """
    text = text.replace("\\", "")
    before, after = ink(text), ink("".join(map(words_of, parse(text))))
    counted = COUNTING if len(NUMBERS.findall(text)) > 1 else frozenset()
    assert set(before - after) <= CONSUMED | counted
    assert not after - before


@moderately
@given(texts(pieces=[*"社保缴费信息查询", *QUOTES, *SEPARATORS, " "], max_size=40))
def test_without_verbs_every_letter_survives(text):
    text = "".join(character for character in text if character not in CONSUMED | {"\\"})
    assert ink("".join(map(words_of, parse(text)))) == ink(text)


@moderately
@given(
    plain_labels,
    st.sampled_from(["“{}”", "【{}】", "「{}」", "『{}』", '"{}"', "{}"]),
    st.sampled_from([" > ", "＞", "›", "→", " ➔ ", " - ", " — ", ";", "\n"]),
)
def test_plain_labels_read_the_same_in_every_notation(labels, marks, separator):
    written = separator.join(marks.format(label) for label in labels)
    assert [node.label for node in parse(written)] == labels
    assert parse(written) == parse(format_path(parse(written)))


@moderately
@given(nodes)
def test_the_stored_form_gives_the_node_back(node):
    assert node_from_dict(node_to_dict(node)) == node


UNCLOSED = [
    "“",
    "‘a",
    "【“",
    '"',
    "「",
    "「\\",
    "[",
    "［ ",
    "（",
    "(a",
    "(注:",
    "（注：「",
    "{「",
    "{a",
    "] [",
]
RUNS = [
    "-",
    " -",
    "--a",
    " ",
    "\u3000或",
    "/ ",
    "或「",
    "、",
    "http://",
    ">",
    "，",
    "医",
    "点",
    "验证",
    "1.",
    "1. ",
    "①",
    "第一步",
    "再",
    "——",
]
REPEATED = [
    "点击甲，",
    "1. 甲 ",
    "“A”",
    "“A” ",
    "“A”或",
    "点击“",
    "选“A”",
    "“A”点击",
    "[a]",
    "（a）",
    "「\\」",
    "（注：a）",
]


@pytest.mark.parametrize("piece", [*UNCLOSED, *RUNS, *REPEATED])
def test_a_text_twice_as_long_asks_twice_the_calls(piece):
    once, twice = (calls_of(parse, piece * (size // len(piece))) for size in (1000, 2000))
    assert twice <= 2 * once + 20


def words_of(node):
    return "".join((node.label, *node.alternatives, node.note, node.param))


def ink(text):
    marks = QUOTES + SEPARATORS + ENCLOSING
    return Counter(character for character in text if character not in marks and character.strip())


def calls_of(function, text):
    count = 0

    def tally(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tally)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return count

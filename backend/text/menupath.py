r"""Menu paths: read them in any notation, write them in one, fill in what the policy year decides.

`parse` understands what documents print, “医保网办” > “掌上办事”, 【我要办】-【社保缴费】, or
在菜单栏选择“办事”, and what `format_path` writes: `parse(format_path(path)) == path` for every path
whose labels are not blank. What `format_path` writes:

| notation               | meaning                                                        |
|------------------------|----------------------------------------------------------------|
| 医保网办 › 掌上办事    | two nodes to tap                                               |
| 缴费查询或参保查询     | one node, either label will do                                 |
| 「登记/恢复」          | a label that would be read in another way without the marks    |
| \\ \[ \]               | a backslash, 「 and 」 inside them; all else stands for itself |
| 选「社保」 填「姓名」  | a kind the label does not say itself, in the word of KIND_LABELS |
| A（注：限母亲申报）    | a note, in 「」 where it has brackets or margins               |
| A{policy_year_start}   | a param, in 「」 where it is not one word                      |

How doubtful notation is read:

- > ＞ › → and the like separate always, so do —— and the numbers of steps that count 1. 2. 3. or
  ① ② or 第一步 第二步. A dash separates beside a quoted label or between spaces
  (2024-01-01 and 1-5所 stay whole); 、 only between quoted labels; so do commas, full stops and
  line ends between clauses. Two quoted labels side by side are two nodes.
- 或 and / separate alternatives, between quoted labels or between bare words. Inside quotes,
  parentheses and addresses they are part of the label.
- The last verb before a quoted label decides its kind and is not part of it, nor is 再 before it.
  Bare words are kept whole, save where every clause begins with a verb: 打开粤税通，点击我要办.
  With no verb in front, the label's own words decide (实名认证 is to verify).
- […] is something to fill in, or to verify when it speaks of that; but where a whole path is
  written in such brackets they are quotation marks like any other.
- Words not understood stay: beside a quoted label as its note, else as a node of their own.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from backend.errors import Invalid
from backend.text.menupath_node import (
    ESCAPES,
    KIND_LABELS,
    Node,
    NodeKind,
    node_from_dict,
    node_to_dict,
)
from backend.text.menupath_parse import NUMBER, parse

__all__ = [
    "KIND_LABELS",
    "PARAMS",
    "Node",
    "NodeKind",
    "format_path",
    "node_from_dict",
    "node_to_dict",
    "param_value",
    "parse",
]

PARAMS = {
    "policy_year": "{year:04d}",
    "policy_year_start": "{year:04d}-01-01",
    "policy_year_end": "{year:04d}-12-31",
}

_SEPARATOR = " › "
_REMEMBERED = 4096  # writings of labels: the same few stand in most paths
_PLAIN_LABEL = re.compile(r"\w(?:[\w ·、：+-]*\w)?")
_NUMBER = re.compile(NUMBER, re.VERBOSE)
_PLAIN_NOTE = re.compile(r"[^()（）「」\s](?:[^()（）「」]*[^()（）「」\s])?")
_PLAIN_PARAM = re.compile(r"\w+")
_ESCAPES = str.maketrans(ESCAPES)


def format_path(nodes: Iterable[Node]) -> str:
    """Return the path in the notation above."""
    return _SEPARATOR.join(map(_format_node, nodes))


def param_value(name: str, policy_year: int) -> str:
    """Return what a reader enters for a param in that policy year; Invalid for an unknown name."""
    if name not in PARAMS:
        raise Invalid(f"不认识的参数“{name}”，可用的有：{'、'.join(PARAMS)}", param=name)
    return PARAMS[name].format(year=policy_year)


def _format_node(node: Node) -> str:
    note = f"（注：{_quoted_unless(_PLAIN_NOTE, node.note)}）" if node.note else ""
    param = f"{{{_quoted_unless(_PLAIN_PARAM, node.param)}}}" if node.param else ""
    return _format_labels(Node(node.label, node.kind, node.alternatives)) + note + param


@lru_cache(_REMEMBERED)
def _format_labels(node: Node) -> str:
    """Return the shortest writing that the reader takes for this label, kind and alternatives."""
    names = (node.label, *node.alternatives)
    wanted = (node,)
    quoted = "或".join(map(_quote, names))
    plain = all(_PLAIN_LABEL.fullmatch(name) and not _NUMBER.search(name) for name in names)
    bare = "或".join(names) if plain else quoted
    shorter = (text for text in (bare, quoted) if parse(text) == wanted)
    return next(shorter, KIND_LABELS[node.kind] + quoted)


def _quoted_unless(plain: re.Pattern[str], text: str) -> str:
    return text if plain.fullmatch(text) else _quote(text)


def _quote(text: str) -> str:
    return f"「{text.translate(_ESCAPES)}」"

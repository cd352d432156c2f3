"""A flow: questions, where their answers lead, and where it ends. As data, in words, as Mermaid.

Pure. A flow that is not well made yet is a flow too: what leads nowhere or in circles is shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Final

NOWHERE: Final = "没有去处"
MERMAID_UNSAFE: Final = {
    "#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\n": "<br/>",
}  # fmt: skip
_LIST: Final = re.compile(r"^\s*(?:\d+(?=\.)|(?=[-+*]))")  # Mermaid takes 1. and - for lists


@dataclass(frozen=True, slots=True)
class Arrow:
    """What is answered, and the id of the node this leads to."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Node:
    """A question with its arrows, or an end without; `notes` stand below, smaller."""

    id: str
    text: str
    arrows: tuple[Arrow, ...] = ()
    notes: tuple[str, ...] = ()
    remark: str = ""  # a word beside the number, as 存疑
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A node where a walk from the top meets it, the arrow that leads there, and from which row.

    `again` marks one that a row above shows already; `node` is None where an arrow leads nowhere.
    """

    node: Node | None
    label: str = ""
    depth: int = 0
    above: int | None = None
    again: bool = False


@dataclass(frozen=True)
class Flow:
    """Nodes, the first of them the start; `words` are what a question and an end are called."""

    key: str
    title: str
    nodes: tuple[Node, ...]
    words: tuple[str, str] = ("问题", "结果")

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in reversed(self.nodes)}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return every arrow in reading order, each node below the first that leads to it.

        What nothing leads to comes last, each at depth 0.
        """
        found: list[Row] = []
        seen: set[str] = set()
        for start in self.nodes:
            if start.id not in seen:
                self._walk(start, found, seen)
        return tuple(found)

    def _walk(self, start: Node, found: list[Row], seen: set[str]) -> None:
        waiting = [Row(start)]
        while waiting:
            row = waiting.pop()
            node = row.node
            again = node is not None and node.id in seen
            found.append(Row(node, row.label, row.depth, row.above, again))
            if node is None or again:
                continue
            seen.add(node.id)
            here, depth = len(found) - 1, row.depth + 1
            waiting += [
                Row(self.by_id.get(arrow.target), arrow.label, depth, here)
                for arrow in reversed(node.arrows)
            ]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return what each node is called: 问题 1, 结果 2, counted in reading order."""
        counters = {False: count(1), True: count(1)}
        fresh = [row.node for row in self.rows if row.node and not row.again]
        return {n.id: f"{self.words[n.is_end]} {next(counters[n.is_end])}" for n in fresh}

    @property
    def summary(self) -> str:
        ends = sum(node.is_end for node in self.by_id.values())
        asked, ended = self.words
        return f"{len(self.by_id) - ends} 个{asked}，{ends} 个{ended}"

    @property
    def outline(self) -> str:
        """Return the flow in words, for whoever cannot see the picture."""
        return f"{self.summary}。" + "".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for node in (row.node for row in self.rows if row.node and not row.again):
            ways = "；".join(
                f"{arrow.label}：{self.names.get(arrow.target, NOWHERE)}" for arrow in node.arrows
            )
            said = "。".join((node.text.rstrip("。"), *filter(None, (node.remark, ways))))
            yield f"{self.names[node.id]}：{said}。"


def mermaid(flow: Flow) -> str:
    """Return a flow as Mermaid text."""
    lines = [
        "flowchart TD",
        f"    accTitle: {_one_line(flow.title)}",
        f"    accDescr: {_one_line(flow.summary)}",
    ]
    numbers = {key: f"n{number}" for number, key in enumerate(flow.names, 1)}
    shown = {row.node.id: row.node for row in flow.rows if row.node}
    lines += [f"    {numbers[key]}{_shape(flow, node)}" for key, node in shown.items()]
    for row in flow.rows:
        if row.above is not None and (above := flow.rows[row.above].node):
            target = numbers[row.node.id] if row.node else f'nowhere["{NOWHERE}"]'
            said = f'|"{_safe(row.label)}"| ' if row.label else " "
            lines.append(f"    {numbers[above.id]} -->{said}{target}")
    return "\n".join(lines) + "\n"


def _shape(flow: Flow, node: Node) -> str:
    name = " · ".join(filter(None, (flow.names[node.id], node.remark)))
    said = _safe("\n".join((name, node.text, *node.notes)))
    return f'(["{said}"])' if node.is_end else f'["{said}"]'


def _safe(text: str) -> str:
    said = "".join(MERMAID_UNSAFE.get(character, character) for character in text)
    return _LIST.sub(lambda begun: f"{begun.group()}\u200b", said)


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace(";", "；")

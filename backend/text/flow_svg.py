"""A flow as a picture: a tree read from top to bottom, every answer on its own line. Pure.

Nothing can overlap, for every row stands below the one before it and right of the lines that pass
it. Only attributes are used, no styles and no script, so that it may stand inside any page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Final

from backend.text.flow import NOWHERE, Flow, Row
from backend.text.wrap import width_of, wrapped

DEFAULT_WIDTH: Final = 720
NARROWEST: Final = 240
MARGIN: Final = 16
STEP: Final = 28
LEAST: Final = 190  # what a box keeps of the width, however deep it stands
PAD: Final = 10
GAP: Final = 14
ROUND: Final = 8
FONT: Final = "system-ui, -apple-system, 'PingFang SC', 'Noto Sans CJK SC', sans-serif"
INK, QUIET, LINE, GROUND = "#1F2933", "#52606D", "#E4E7EB", "#F5F7FA"
ASKED, ENDED = ("#FFFFFF", "#0F766E"), ("#E6F4F1", "#0F766E")
DOUBTED, BROKEN, AGAIN = ("#FEF3C7", "#92400E"), ("#FEE4E2", "#B42318"), (GROUND, QUIET)
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `size` in pixels."""

    text: str
    size: int
    colour: str = INK
    bold: bool = False

    @property
    def height(self) -> int:
        return round(self.size * 1.5)


@dataclass(frozen=True, slots=True)
class Box:
    """A row laid out: its label's tab, and the box below it. All in pixels from the top left."""

    row: Row
    x: int
    y: int
    width: int
    tab: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def tab_height(self) -> int:
        return _height(self.tab) + (PAD if self.tab else 0)

    @property
    def bottom(self) -> int:
        return self.y + self.tab_height + _height(self.lines) + 2 * PAD


def svg(flow: Flow, width: int = DEFAULT_WIDTH) -> str:
    """Return a flow as an SVG document at most so many pixels wide, as high as it needs to be."""
    room = max(width, NARROWEST) - 2 * MARGIN
    head = [
        *_lines(flow.title, 18, room, bold=True),
        *_lines(flow.summary, 13, room, colour=QUIET),
    ]
    boxes = _placed(flow, room, MARGIN + _height(head) + GAP)
    width = max([MARGIN + _widest(head), *(box.x + box.width for box in boxes)]) + MARGIN
    height = max([MARGIN + _height(head), *(box.bottom for box in boxes)]) + MARGIN
    name = re.sub(r"[^a-z0-9-]", "", flow.key)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" lang="zh-CN" font-family="{FONT}"'
        f' aria-labelledby="flow-{name}-title flow-{name}-desc">',
        f'<title id="flow-{name}-title">{_safe(flow.title)}</title>',
        f'<desc id="flow-{name}-desc">{_safe(flow.outline)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{GROUND}"/>',
        _text(head, MARGIN, MARGIN),
        *_connectors(boxes),
        *(_drawn(box) for box in boxes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _placed(flow: Flow, room: int, top: int) -> list[Box]:
    """Return every row as a box below the one before it, as wide as it needs and may be."""
    deepest = max((row.depth for row in flow.rows), default=0)
    step = min(STEP, (room - LEAST) // max(deepest, 1))
    boxes: list[Box] = []
    for row in flow.rows:
        indent = row.depth * step
        inside = room - indent - 2 * PAD
        tab = tuple(_lines(row.label, 13, inside, bold=True)) if row.label else ()
        lines = tuple(_content(flow, row, inside))
        width = max(LEAST, 2 * PAD + _widest([*tab, *lines]))
        boxes.append(Box(row, MARGIN + indent, top, width, tab, lines))
        top = boxes[-1].bottom + GAP
    return boxes


def _height(lines: Sequence[Line]) -> int:
    return sum(line.height for line in lines)


def _widest(lines: Sequence[Line]) -> int:
    return max((ceil(width_of(line.text) * line.size) for line in lines), default=0)


def _content(flow: Flow, row: Row, room: int) -> Iterator[Line]:
    """Yield the lines inside a box: what it is called, what it says, what stands below."""
    if row.node is None:
        yield from _lines(NOWHERE, 15, room, colour=BROKEN[1])
        return
    name = flow.names[row.node.id]
    if row.again:
        yield from _lines(f"转到{name}：{row.node.text}", 13, room, colour=QUIET)
        return
    caption = " · ".join(filter(None, (name, row.node.remark)))
    yield from _lines(caption, 12, room, colour=_colours(row)[1])
    yield from _lines(row.node.text, 15, room, bold=not row.node.is_end)
    for note in row.node.notes:
        yield from _lines(note, 13, room, colour=QUIET)


def _lines(text: str, size: int, room: int, *, colour: str = INK, bold: bool = False) -> list[Line]:
    clean = _NO_XML.sub("", text)
    return [Line(each, size, colour, bold) for each in wrapped(clean, room / size)]


def _colours(row: Row) -> tuple[str, str]:
    if row.node is None:
        return BROKEN
    if row.again:
        return AGAIN
    if not row.node.is_end:
        return ASKED
    return DOUBTED if row.node.remark else ENDED


def _connectors(boxes: list[Box]) -> Iterator[str]:
    """Yield an arrow down and right to every box, on from where the one before it turned off."""
    turned: dict[int, int] = {}
    for box in boxes:
        if box.row.above is None:
            continue
        above = boxes[box.row.above]
        x = above.x + (box.x - above.x) // 2
        y = box.y + (PAD + box.tab[0].height if box.tab else 2 * PAD) // 2
        starts = turned.get(box.row.above, above.bottom)
        turned[box.row.above] = y
        yield f'<path d="M{x} {starts}V{y}H{box.x}" fill="none" stroke="{QUIET}"/>'
        yield f'<path d="M{box.x - 6} {y - 4}L{box.x} {y}L{box.x - 6} {y + 4}Z" fill="{QUIET}"/>'


def _drawn(box: Box) -> str:
    fill, stroke = _colours(box.row)
    top, dashed = box.y + box.tab_height, ' stroke-dasharray="4 3"' if box.row.again else ""
    outline = f'fill="{fill}" stroke="{stroke}"{dashed}'
    parts = [
        _rect(box.x, top, box.width, box.bottom - top, outline),
        _text(box.lines, box.x + PAD, top + PAD),
    ]
    if box.tab:
        wide = _widest(box.tab) + 2 * PAD
        parts += [
            _rect(box.x, box.y, wide, box.tab_height, f'fill="#FFFFFF" stroke="{LINE}"'),
            _text(box.tab, box.x + PAD, box.y + PAD // 2),
        ]
    return "\n".join(parts)


def _rect(x: int, y: int, width: int, height: int, how: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{ROUND}" {how}/>'


def _text(lines: Sequence[Line], x: int, y: int) -> str:
    """Return lines one below the other, the first one's top at y."""
    said = []
    for line in lines:
        base = y + round(line.height / 2 + line.size * 0.36)
        weight = ' font-weight="600"' if line.bold else ""
        said.append(
            f'<tspan x="{x}" y="{base}" font-size="{line.size}" fill="{line.colour}"{weight}>'
            f"{_safe(line.text)}</tspan>"
        )
        y += line.height
    return f"<text>{''.join(said)}</text>"


def _safe(text: str) -> str:
    return escape(_NO_XML.sub("", text))

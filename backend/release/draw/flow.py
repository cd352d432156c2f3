"""A flow as a picture: a tree read from top to bottom, every answer on its own line. Pure.

Nothing can overlap, at any width: every row stands below the one before it, and right of the lines
that pass it. What is there already is not drawn again but named.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from backend.release.draw.lines import width_of
from backend.release.draw.marks import Block, Box, Mark, Picture, Style, Words, paragraph, stacked
from backend.text.flow import NOWHERE, Flow, Row

DEFAULT_WIDTH = 720
NARROWEST = 240
MARGIN, GAP, PAD, RADIUS = 16, 14, 10, 8
STEP = 28  # how far a row stands right of the one that leads to it
LEAST = 190  # what a box keeps of the width, however deep it stands
LINE = 1.5
HEAD = 4  # half the height of an arrow's head
TITLE, SUMMARY = Style(18, "ink", bold=True), Style(13, "quiet")
LABEL, NOTE = Style(13, "ink", bold=True), Style(13, "quiet")
ASKED, ENDED = Style(15, "ink", bold=True), Style(15, "ink")
CAPTION = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A row where it lies: the tab with its answer, and the box below it."""

    row: Row
    x: float
    y: float
    width: float
    tab: Block
    body: Block

    @property
    def top(self) -> float:
        """Return where the box begins."""
        return self.y + (self.tab.height + PAD if self.tab.height else 0)

    @property
    def bottom(self) -> float:
        return self.top + self.body.height + 2 * PAD

    @property
    def turn(self) -> float:
        """Return the height at which the arrow to it turns off."""
        return (self.y + self.top) / 2 if self.tab.height else self.y + 2 * PAD


def flow_picture(flow: Flow, width: int = DEFAULT_WIDTH) -> Picture:
    """Return a flow as a picture at most so wide, and as high as it needs to be."""
    room = max(width, NARROWEST) - 2 * MARGIN
    head = stacked([paragraph(flow.title, TITLE, room), paragraph(flow.summary, SUMMARY, room)])
    placed = list(_placed(flow, room, MARGIN + head.height + GAP))
    wide = max([MARGIN + _widest(head), *(each.x + each.width for each in placed)]) + MARGIN
    high = max([MARGIN + head.height, *(each.bottom for each in placed)]) + MARGIN
    marks = [
        Box(0, 0, wide, high, "ground"), *head.marks(MARGIN, MARGIN), *_arrows(placed),
        *(mark for each in placed for mark in _marks(each)),
    ]  # fmt: skip
    return Picture(f"flow-{flow.key}", flow.title, flow.outline, wide, high, tuple(marks))


def _placed(flow: Flow, room: float, top: float) -> Iterator[Placed]:
    """Yield every row below the one before it, as wide as it needs and may be."""
    deepest = max((row.depth for row in flow.rows), default=0)
    step = min(STEP, (room - LEAST) / max(deepest, 1))
    for row in flow.rows:
        inside = room - row.depth * step - 2 * PAD
        tab = paragraph(row.label, LABEL, inside)
        body = stacked(_body(flow, row, inside))
        width = max(LEAST, 2 * PAD + _widest(stacked([tab, body])))
        placed = Placed(row, MARGIN + row.depth * step, top, width, tab, body)
        yield placed
        top = placed.bottom + GAP


def _widest(block: Block) -> float:
    words = (mark for mark in block.marks() if isinstance(mark, Words))
    return max((mark.x + width_of(mark.text, mark.size) for mark in words), default=0)


def _body(flow: Flow, row: Row, room: float) -> Iterator[Block]:
    """Yield what stands in a box: what it is called, what it says, what is noted below."""
    _, edge = _colours(row)
    if row.node is None:
        yield paragraph(NOWHERE, Style(15, edge), room)
        return
    name = flow.names[row.node.id]
    if row.again:
        yield paragraph(f"转到{name}：{row.node.text}", NOTE, room)
        return
    caption = " · ".join(filter(None, (name, row.node.remark)))
    yield paragraph(caption, Style(CAPTION, edge), room)
    yield paragraph(row.node.text, ENDED if row.node.is_end else ASKED, room)
    yield from (paragraph(note, NOTE, room) for note in row.node.notes)


def _colours(row: Row) -> tuple[str, str]:
    """Return the ground of a row's box, and its edge."""
    if row.node is None:
        return "bad-ground", "bad"
    if row.again:
        return "ground", "quiet"
    if not row.node.is_end:
        return "surface", "brand"
    return ("warn-ground", "warn") if row.node.remark else ("tint", "brand")


def _arrows(placed: list[Placed]) -> Iterator[Mark]:
    """Yield an arrow to every row, on from where the one before it turned off."""
    turned: dict[int, float] = {}
    for each in placed:
        if each.row.above is None:
            continue
        above = placed[each.row.above]
        x, y = above.x + (each.x - above.x) / 2, each.turn
        starts = turned.get(each.row.above, above.bottom)
        turned[each.row.above] = y
        yield Box(x - LINE / 2, starts, LINE, y - starts + LINE / 2, "quiet")
        yield Box(x, y - LINE / 2, each.x - x, LINE, "quiet")
        for n in range(HEAD):  # of boxes too: a picture has no other marks
            yield Box(each.x - LINE * (n + 1), y - LINE / 2 - n, LINE, LINE + 2 * n, "quiet")


def _marks(placed: Placed) -> Iterator[Mark]:
    fill, edge = _colours(placed.row)
    high = placed.bottom - placed.top
    yield Box(placed.x, placed.top, placed.width, high, fill, RADIUS, edge)
    yield from placed.body.marks(placed.x + PAD, placed.top + PAD)
    if placed.tab.height:
        wide = _widest(placed.tab) + 2 * PAD
        yield Box(placed.x, placed.y, wide, placed.top - placed.y, "surface", RADIUS, "line")
        yield from placed.tab.marks(placed.x + PAD, placed.y + PAD / 2)

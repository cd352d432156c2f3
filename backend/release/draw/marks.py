"""What pictures are made of: boxes and words on a plane, laid out in blocks. Pure values.

Units are those of a phone's screen, on which a picture is shown about as wide as it is drawn.
Colours are names of `tokens`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from backend.release.draw.lines import balanced, broken

BASELINE = 0.36  # of the size: how far below the middle of a line its letters stand
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, with round corners and an edge where told."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0
    edge: str = ""

    def at(self, right: float, down: float) -> "Box":
        x, y = round(self.x + right, 2), round(self.y + down, 2)
        return Box(x, y, self.width, self.height, self.fill, self.radius, self.edge)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text that stands on `y`."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    bold: bool = False
    anchor: Anchor = "start"

    def at(self, right: float, down: float) -> "Words":
        x, y = round(self.x + right, 2), round(self.y + down, 2)
        return Words(x, y, self.text, self.size, self.fill, self.bold, self.anchor)


Mark = Box | Words


@dataclass(frozen=True, slots=True)
class Style:
    """How words look; `leading` is the height of a line in sizes."""

    size: float
    fill: str
    bold: bool = False
    leading: float = 1.5

    @property
    def line(self) -> float:
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class Block:
    """Marks and smaller blocks, each so far right of and below its corner; and how high it is."""

    height: float
    parts: tuple[tuple[float, float, "Mark | Block"], ...] = ()

    def marks(self, right: float = 0, down: float = 0) -> Iterator[Mark]:
        """Yield every mark, in the order of painting, where it comes to lie."""
        for x, y, part in self.parts:
            if isinstance(part, Block):
                yield from part.marks(right + x, down + y)
            else:
                yield part.at(right + x, down + y)


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture; `title` and `description` say in words what it shows."""

    name: str
    title: str
    description: str
    width: float
    height: float
    marks: tuple[Mark, ...]


def block(height: float, *marks: Mark) -> Block:
    """Return marks as a block."""
    return Block(height, tuple((0, 0, mark) for mark in marks))


def paragraph(text: str, style: Style, width: float, most: int = 0) -> Block:
    """Return a text in lines of a width; what stands out is broken into lines of one length."""
    lines = (balanced if style.bold else broken)(text, style.size, width, most)
    first = style.line / 2 + style.size * BASELINE
    words = (
        Words(0, first + i * style.line, line, style.size, style.fill, style.bold)
        for i, line in enumerate(lines)
    )
    return block(len(lines) * style.line, *words)


def stacked(blocks: Iterable[Block], gap: float = 0) -> Block:
    """Return blocks one below the other; those of no height take no gap either."""
    parts: list[tuple[float, float, Mark | Block]] = []
    height = 0.0
    for each in (b for b in blocks if b.height):
        top = height + gap if height else 0.0
        parts.append((0, top, each))
        height = top + each.height
    return Block(height, tuple(parts))


def beside(left: Block, right: Block, at: float) -> Block:
    """Return two blocks in a row, the lower one half-way up the other."""
    height = max(left.height, right.height)
    up, down = (height - left.height) / 2, (height - right.height) / 2
    return Block(height, ((0, up, left), (at, down, right)))


def framed(inner: Block, box: Box, inset: tuple[float, float]) -> Block:
    """Return a block in a box that is at least as high as told, so far from its left and top."""
    height = max(box.height, inner.height + 2 * inset[1])
    grown = Box(box.x, box.y, box.width, height, box.fill, box.radius, box.edge)
    return Block(height, ((0, 0, grown), (inset[0], (height - inner.height) / 2, inner)))

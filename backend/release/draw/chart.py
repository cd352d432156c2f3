"""A standard's history as a chart: a bar for every year, its numbers written below it.

Nothing in it depends on the day, so that a saved picture never says of last year's amount that it
holds today. Bars lie, and every number stands beside its name: it is read at 320 px, and without
telling colours apart.
"""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from backend.release.draw.figures import DOUBTFUL, Bar, Figures, Part, figures
from backend.release.draw.lines import width_of
from backend.release.draw.marks import (
    Block,
    Box,
    Picture,
    Style,
    beside,
    block,
    framed,
    paragraph,
    stacked,
)

WIDTH, EDGE = 320, 16
INNER = WIDTH - 2 * EDGE
THICK, ROUND, APART = 16, 3, 2
SWATCH, BETWEEN = 10, 14  # a patch of a part's colour; room between two parts
TITLE = Style(17, "ink", bold=True, leading=1.4)
QUIET = Style(13, "quiet")
HEAD = Style(15, "ink", bold=True, leading=1.4)
SAID = Style(14, "ink")
TAG = Style(12, "warn", leading=1.4)
FOOT = "医保指路"
FOOT_DOUBTFUL = f"{FOOT} · 标“{DOUBTFUL}”的数，原因写在标准页"


def chart_path(standard: Mapping[str, Any]) -> str | None:
    """Return where a standard's chart lies, or None where there is nothing to compare."""
    return f"/standards/{standard['key']}/chart.svg" if figures(standard) else None


def chart(standard: Mapping[str, Any]) -> Picture:
    """Draw a standard that has a chart."""
    found = figures(standard)
    if found is None:
        raise ValueError(standard["key"])
    content = _content(standard["title"], found)
    height = ceil(content.height + 2 * EDGE)
    return Picture(
        name=f"chart-{standard['key']}",
        title=f"{standard['title']}：{found.what}",
        description=_described(found),
        width=WIDTH,
        height=height,
        marks=(Box(0, 0, WIDTH, height, "surface"), *content.marks(EDGE, EDGE)),
    )


def _content(title: str, found: Figures) -> Block:
    doubtful = any(DOUBTFUL in bar.tags for bar in found.bars)
    head = stacked([paragraph(title, TITLE, INNER), paragraph(found.what, QUIET, INNER)])
    bars = (_bar(bar, found.most) for bar in found.bars)
    foot = paragraph(FOOT_DOUBTFUL if doubtful else FOOT, QUIET, INNER)
    return stacked([head, *bars, foot], gap=18)


def _described(found: Figures) -> str:
    """Return every number of the chart in sentences."""
    return "".join(f"{_sentence(bar)}。" for bar in found.bars)


def _sentence(bar: Bar) -> str:
    known = [f"{part.label}{part.text}" for part in bar.parts]
    known += [f"合计{bar.total}"] if bar.total else []
    named = "，".join(filter(None, (bar.head, bar.about, *bar.tags)))
    return f"{named}：{'，'.join(known) or '没有数'}"


def _bar(bar: Bar, most: int) -> Block:
    told = stacked([_heading(bar), paragraph(bar.about, QUIET, INNER)])
    return stacked([told, _drawn(bar, most), _spelt(bar)], gap=4)


def _heading(bar: Bar) -> Block:
    """Return what the bar stands for, with its tags behind or below it."""
    head = paragraph(bar.head, HEAD, INNER)
    if not bar.tags:
        return head
    wide, tags = _tag(" · ".join(bar.tags))
    used = width_of(bar.head, HEAD.size) + APART * 4
    if used + wide > INNER:
        return stacked([head, tags], gap=2)
    return beside(head, tags, used)


def _tag(text: str) -> tuple[float, Block]:
    wide = width_of(text, TAG.size) + 12
    box = Box(0, 0, wide, 0, "warn-ground", radius=4)
    return wide, framed(paragraph(text, TAG, wide), box, (6, 1))


def _drawn(bar: Bar, most: int) -> Block:
    """Return the bar itself, on a ground as long as the longest."""
    marks, left = [Box(0, 0, INNER, THICK, "ground", ROUND)], 0.0
    for part in (p for p in bar.parts if p.amount):
        wide = part.amount / most * INNER
        marks.append(Box(left, 0, round(max(wide - APART, 1), 2), THICK, part.fill, ROUND))
        left += wide
    return block(THICK, *marks)


def _spelt(bar: Bar) -> Block:
    """Return the numbers in words, each behind a patch of its colour."""
    if not bar.parts:
        return paragraph("没有写数额", QUIET, INNER)
    named = [_part(part) for part in bar.parts]
    named += [_plain(f"合计 {bar.total}")] if bar.total else []
    return _flowing(named)


def _part(part: Part) -> tuple[float, Block]:
    patch = block(SWATCH, Box(0, 0, SWATCH, SWATCH, part.fill, radius=2))
    wide, words = _plain(f"{part.label} {part.text}")
    return SWATCH + 5 + wide, beside(patch, words, SWATCH + 5)


def _plain(text: str) -> tuple[float, Block]:
    return width_of(text, SAID.size), paragraph(text, SAID, INNER - SWATCH - 5)


def _flowing(sized: Iterable[tuple[float, Block]]) -> Block:
    """Return blocks beside each other, in as many rows as they need."""
    rows: list[Block] = []
    left = 0.0
    for wide, each in sized:
        if rows and left + wide <= INNER:
            rows[-1] = beside(rows[-1], each, left)
        else:
            rows.append(each)
            left = 0.0
        left += wide + BETWEEN
    return stacked(rows)

"""A way to get it done as a picture for the family chat: channel, numbered taps, how sure it is.

Drawn from the guide's page, so that it says what the page says on that day. As wide as a phone and
as high as the taps need, at least 4:5; a long one is read like a page, from above.
"""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from backend.release.draw.lines import width_of
from backend.release.draw.marks import (
    Block,
    Box,
    Picture,
    Style,
    Words,
    beside,
    block,
    framed,
    paragraph,
    stacked,
)
from backend.release.draw.walk import Tap, described, heading, sources, taps, trust, warnings

NAME = "医保指路"
WIDTH, LEAST_HEIGHT, EDGE = 360, 450, 20
INNER = WIDTH - 2 * EDGE
ROUND, INSET, GAP = 8, 12, 8
TOUCH = 44  # the least height of a chip: that of a finger
DISC, CHIP_AT = 26, 38
CHIP = INNER - CHIP_AT

REGION = Style(14, "on-band-quiet")
TITLE = Style(23, "on-band", bold=True, leading=1.35)
ROUTE = Style(18, "ink", bold=True, leading=1.4)
CHANNEL = Style(19, "brand", bold=True, leading=1.4)
LABEL = Style(17, "ink", bold=True, leading=1.35)
SAID = Style(16, "ink")
QUIET = Style(14, "quiet")
NUMBER = 15
STATES = {"verified": "good", "unverified": "warn", "suspected": "bad", "outdated": "bad"}
LINES = {"title": 4, "route": 3, "name": 3, "label": 5, "hint": 4, "reason": 7, "source": 4}

Form = Mapping[str, Any]


def card_paths(guide: str, number: int) -> dict[str, str]:
    """Return where the cards of a guide's route lie; routes are counted from 0."""
    place = f"/guides/{guide}/routes/{number}/card"
    return {"svg": f"{place}.svg", "png": f"{place}.png"}


def card(page: Form, number: int) -> Picture:
    """Draw a route of a guide, as its page shows it."""
    route = page["routes"][number]
    band = _band(page)
    parts = [*_warned(page), _route(route), _channel(route), _walk(route), _trusted(page, route)]
    body = stacked(parts, gap=16)
    height = ceil(max(LEAST_HEIGHT, band.height + body.height + 2 * EDGE))
    whole = Block(height, ((0, 0, band), (EDGE, band.height + EDGE, body)))
    return Picture(
        name=f"card-{page['key']}-{number}",
        title=f"{page['title']}：{route['title']}",
        description=described(page, route),
        width=WIDTH,
        height=height,
        marks=(Box(0, 0, WIDTH, height, "surface"), *whole.marks()),
    )


def _band(page: Form) -> Block:
    """Return the guide: where, what for, its title."""
    above = f"{NAME} · {page['region']['name']} · {page['service_label']}"
    inner = stacked(
        [
            paragraph(above, REGION, INNER, most=2),
            paragraph(page["title"], TITLE, INNER, LINES["title"]),
        ],
        gap=4,
    )
    return framed(inner, Box(0, 0, WIDTH, 0, "band"), (EDGE, EDGE))


def _warned(page: Form) -> Iterator[Block]:
    for warning in warnings(page):
        yield _notice("bad", [paragraph(warning, Style(14, "bad"), INNER - 2 * INSET, most=5)])


def _notice(state: str, said: list[Block]) -> Block:
    return framed(stacked(said), Box(0, 0, INNER, 0, f"{state}-ground", ROUND), (INSET, 10))


def _route(route: Form) -> Block:
    audience = "、".join(route["audience"])
    said = [
        paragraph(route["title"], ROUTE, INNER, LINES["route"]),
        paragraph(f"适合：{audience}" if audience else "", QUIET, INNER, LINES["hint"]),
    ]
    return stacked(said, gap=2)


def _channel(route: Form) -> Block:
    """Return where to go first, and how one gets there."""
    channel, width = route["channel"], INNER - 2 * INSET
    said = [
        paragraph(channel["kind_label"], QUIET, width),
        paragraph(channel["name"], CHANNEL, width, LINES["name"]),
        paragraph(channel["how_to_open"], QUIET, width, LINES["hint"]),
    ]
    return framed(stacked(said, gap=2), Box(0, 0, INNER, 0, "tint", ROUND), (INSET, 10))


def _walk(route: Form) -> Block:
    """Return what to do, numbered and joined by a thin line that runs between the chips."""
    todo = taps(route)
    chips = [_chip(tap) for tap in todo]
    rows = [
        _numbered(number, chip, last=number == len(chips)) for number, chip in enumerate(chips, 1)
    ]
    head = paragraph(heading(route) if todo else "", QUIET, INNER)
    return stacked([head, stacked(rows, gap=GAP)], gap=GAP)


def _numbered(number: int, chip: Block, *, last: bool) -> Block:
    middle = TOUCH / 2
    line = Box(DISC / 2 - 1, middle, 2, chip.height + GAP, "line")
    disc = Box(0, middle - DISC / 2, DISC, DISC, "tint", DISC / 2)
    figure = Words(DISC / 2, middle + NUMBER * 0.36, str(number), NUMBER, "brand", True, "middle")
    marks = (disc, figure) if last else (line, disc, figure)
    return Block(chip.height, ((0, 0, block(chip.height, *marks)), (CHIP_AT, 0, chip)))


def _chip(tap: Tap) -> Block:
    """Return what one number says: how and on what in the first row, hints below."""
    lead = width_of(tap.verb, QUIET.size) + 10 if tap.verb else 0
    width = CHIP - 2 * INSET
    label = paragraph(tap.label, LABEL if tap.on_screen else SAID, width - lead, LINES["label"])
    if tap.verb:
        label = beside(paragraph(tap.verb, QUIET, width), label, lead)
    hints = (paragraph(hint, QUIET, width, LINES["hint"]) for hint in tap.hints)
    box = Box(0, 0, CHIP, TOUCH, "ground", ROUND, edge="line")
    return framed(stacked([label, *hints], gap=2), box, (INSET, 8))


def _trusted(page: Form, route: Form) -> Block:
    """Return how sure the route is and why, and what it rests on."""
    state, width = STATES[route["status"]], INNER - 2 * INSET
    said = [
        paragraph(trust(route), Style(15, state, bold=True), width),
        paragraph(route["status_reason"], Style(14, state), width, LINES["reason"]),
    ]
    below = paragraph(sources(page, route), QUIET, INNER, LINES["source"])
    return stacked([_notice(state, said), below], gap=GAP)

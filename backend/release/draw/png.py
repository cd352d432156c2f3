"""A picture as PNG, in the fonts beside this file: the same on a machine that has none.

Always in the colours of the day, for a file cannot know whose screen it will lie on.
"""

import io
import threading
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from backend.release.draw.marks import Box, Mark, Picture, Words
from backend.release.draw.tokens import LIGHT

FONTS = Path(__file__).with_name("fonts")
SCALE = 3  # pixels a unit: a card of 360 comes out 1080 wide
FINE = 8  # how much finer a corner is drawn before it is smoothed
STEPS = 4  # shades from the colour of words to that of the box behind, counting both
NEAR = 12  # a shade so near to a flat colour in all channels would be taken for it
STRIP = 512  # pixels painted at a time
KEPT = 16  # pictures a process keeps ready, of some 80 KB each
MISSING = "〓"  # stands for a character the fonts lack, as in print
GROUND = "surface"
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
Colour = tuple[int, int, int]
Corners = tuple[int, int, int, int]

_painting = threading.Lock()  # one picture at a time: threads would only wait for each other


def png(picture: Picture) -> bytes:
    """Return the picture as a PNG; the same picture is the same bytes."""
    with _painting:
        return _png(picture)


@lru_cache(maxsize=KEPT)
def _png(picture: Picture) -> bytes:
    """Paint strip by strip: a whole card in full colour would be 10 MB, and leave its traces."""
    width, height = _pixels(picture.width), _pixels(picture.height)
    palette = _palette(picture)
    whole = palette.resize((width, height))
    for top in range(0, height, STRIP):
        strip = Image.new("RGB", (width, min(STRIP, height - top)), LIGHT[GROUND])
        _paint(strip, top, picture.marks)
        whole.paste(strip.quantize(palette=palette, dither=Image.Dither.NONE), (0, top))
    file = io.BytesIO()
    whole.save(file, "PNG")
    return file.getvalue()


def _paint(strip: Image.Image, top: int, marks: Iterable[Mark]) -> None:
    """Paint the marks that reach into a strip, which begins `top` pixels down."""
    for mark in marks:
        above, below = _reach(mark)
        if below < top or above > top + strip.height:
            continue
        if isinstance(mark, Box):
            _box(strip, top, mark)
        else:
            _words(strip, top, mark)


def _reach(mark: Mark) -> tuple[int, int]:
    """Return from where to where a mark may reach down, in pixels."""
    if isinstance(mark, Box):
        return _pixels(mark.y), _pixels(mark.y + mark.height)
    return _pixels(mark.y - mark.size * 2), _pixels(mark.y + mark.size)


def _palette(picture: Picture) -> Image.Image:
    """Return the colours of the picture, exactly, and the shades at the edges of its words."""
    boxes = [mark for mark in picture.marks if isinstance(mark, Box)]
    behind = {GROUND} | {box.fill for box in boxes} | {box.edge for box in boxes if box.edge}
    said = {mark.fill for mark in picture.marks if isinstance(mark, Words)}
    flat = [_rgb(name) for name in sorted(behind | said)]
    found = list(flat)
    for words, box in product(map(_rgb, sorted(said)), map(_rgb, sorted(behind))):
        shades = (_between(words, box, step) for step in range(1, STEPS))
        found += [shade for shade in shades if all(_apart(shade, colour) for colour in flat)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in dict.fromkeys(found) for part in colour])
    return palette


def _rgb(name: str) -> Colour:
    red, green, blue = bytes.fromhex(LIGHT[name].removeprefix("#"))
    return red, green, blue


def _between(one: Colour, other: Colour, step: int) -> Colour:
    red, green, blue = (
        (a * (STEPS - step) + b * step) // STEPS for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def _apart(one: Colour, other: Colour) -> bool:
    return any(abs(a - b) > NEAR for a, b in zip(one, other, strict=True))


def _pixels(units: float) -> int:
    return round(units * SCALE)


def _box(strip: Image.Image, top: int, box: Box) -> None:
    """Paint a box; one with an edge is a smaller box on a larger one."""
    left, upper, right, lower = map(_pixels, (box.x, box.y, box.x + box.width, box.y + box.height))
    radius, corners = _pixels(box.radius), (left, upper - top, right, lower - top)
    if box.edge:
        _fill(strip, corners, radius, box.edge)
        left, upper, right, lower = corners
        corners = (left + SCALE, upper + SCALE, right - SCALE, lower - SCALE)
        radius = max(radius - SCALE, 0)
    _fill(strip, corners, radius, box.fill)


def _fill(strip: Image.Image, corners: Corners, radius: int, colour: str) -> None:
    left, top, right, bottom = corners
    if radius:
        strip.paste(LIGHT[colour], (left, top), _shape(right - left, bottom - top, radius))
    else:
        strip.paste(LIGHT[colour], corners)


def _shape(width: int, height: int, radius: int) -> Image.Image:
    """Return a mask with smooth corners."""
    mask = Image.new("L", (width, height), 255)
    radius = min(radius, width // 2, height // 2)
    if not radius:
        return mask
    corner = _corner(radius)
    for turned, x, y in (
        (corner, 0, 0),
        (corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT), width - radius, 0),
        (corner.transpose(Image.Transpose.FLIP_TOP_BOTTOM), 0, height - radius),
        (corner.transpose(Image.Transpose.ROTATE_180), width - radius, height - radius),
    ):
        mask.paste(turned, (x, y))
    return mask


@lru_cache(maxsize=32)
def _corner(radius: int) -> Image.Image:
    """Return the upper left quarter of a disc."""
    side = radius * FINE
    quarter = Image.new("L", (side, side), 0)
    ImageDraw.Draw(quarter).ellipse((0, 0, 2 * side - 1, 2 * side - 1), fill=255)
    return quarter.reduce(FINE)


def _words(strip: Image.Image, top: int, words: Words) -> None:
    ImageDraw.Draw(strip).text(
        (words.x * SCALE, words.y * SCALE - top),
        drawable(words.text),
        fill=LIGHT[words.fill],
        font=font(_pixels(words.size), bold=words.bold),
        anchor=ANCHORS[words.anchor],
    )


def drawable(text: str) -> str:
    """Return a text with a sign for whatever the fonts lack."""
    return "".join(c if c in _characters() else MISSING for c in text)


@lru_cache(maxsize=1)
def _characters() -> frozenset[str]:
    return frozenset((FONTS / "characters.txt").read_text("utf-8"))


@lru_cache(maxsize=16)
def font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    file = FONTS / f"NotoSansSC-{'Bold' if bold else 'Regular'}.otf"
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)

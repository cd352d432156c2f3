"""A picture as PNG, in the fonts beside this file: the same on a machine that has none.

Always in the colours of the day, for a file cannot know whose screen it will lie on.
"""

import io
import threading
from functools import lru_cache
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from backend.release.draw.marks import Box, Picture, Words
from backend.release.draw.tokens import LIGHT

FONTS = Path(__file__).with_name("fonts")
SCALE = 3  # pixels a unit: a card of 360 comes out 1080 wide
FINE = 8  # how much finer a corner is drawn before it is smoothed
STEPS = 4  # shades from the colour of words to that of the box behind, counting both
NEAR = 12  # a shade so near to a flat colour in all channels would be taken for it
KEPT = 24  # pictures a process keeps ready, of some 80 KB each
MISSING = "〓"  # stands for a character the fonts lack, as in print
GROUND = "surface"
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
Colour = tuple[int, int, int]

_painting = threading.Lock()  # one picture at a time: threads would only wait for each other


def png(picture: Picture) -> bytes:
    """Return the picture as a PNG; the same picture is the same bytes."""
    with _painting:
        return _png(picture)


@lru_cache(maxsize=KEPT)
def _png(picture: Picture) -> bytes:
    size = (_pixels(picture.width), _pixels(picture.height))
    image = Image.new("RGB", size, LIGHT[GROUND])
    for mark in picture.marks:
        if isinstance(mark, Box):
            _box(image, mark)
        else:
            _words(image, mark)
    few = image.quantize(palette=_palette(picture), dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG")
    return file.getvalue()


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


def _box(image: Image.Image, box: Box) -> None:
    """Paint a box; one with an edge is a smaller box on a larger one."""
    corners = tuple(map(_pixels, (box.x, box.y, box.x + box.width, box.y + box.height)))
    radius = _pixels(box.radius)
    if box.edge:
        _fill(image, corners, radius, box.edge)
        left, top, right, bottom = corners
        corners = (left + SCALE, top + SCALE, right - SCALE, bottom - SCALE)
        radius = max(radius - SCALE, 0)
    _fill(image, corners, radius, box.fill)


def _fill(image: Image.Image, corners: tuple[int, ...], radius: int, colour: str) -> None:
    left, top, right, bottom = corners
    image.paste(LIGHT[colour], (left, top), _shape(right - left, bottom - top, radius))


def _shape(width: int, height: int, radius: int) -> Image.Image:
    """Return a mask with smooth corners."""
    mask = Image.new("L", (width, height), 255)
    radius = min(radius, width // 2, height // 2)
    if radius > 0:
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


def _words(image: Image.Image, words: Words) -> None:
    ImageDraw.Draw(image).text(
        (words.x * SCALE, words.y * SCALE),
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

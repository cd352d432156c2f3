"""Pictures as PNG: the same everywhere, in fonts the project brings along."""

import hashlib
import io
import subprocess
import sys
from itertools import chain

import pytest
from PIL import Image

from backend.config import ROOT
from backend.release.draw import png as painter
from backend.release.draw.card import card
from backend.release.draw.chart import chart
from backend.release.draw.lines import width_of
from backend.release.draw.marks import Box, Picture, Words
from backend.release.draw.png import SCALE, drawable, font, png
from backend.release.draw.svg import svg
from backend.release.draw.tokens import LIGHT
from tests import builders as b
from tests.release.draw.seeing import CONTENT, real_guides

WHITE, SURFACE = (255, 255, 255), "surface"
DRAW_TWICE = """
import hashlib
from backend.release.draw.chart import chart
from backend.release.draw.png import png
from backend.release.draw.svg import svg
from tests.builders import standard
for draw in (svg, png):
    print(hashlib.sha256(draw(chart(standard()))).hexdigest())
"""
# What opens a font that is no part of the project, or asks the system where fonts are.
REFUSE = """
import sys
def refuse(event, arguments):
    asked = str(arguments[0]) if event in ("open", "subprocess.Popen", "ctypes.dlopen") else ""
    if "font" in asked.lower() and "backend/release/draw" not in asked and "PIL" not in asked:
        raise PermissionError(asked)
sys.addaudithook(refuse)
"""


def test_a_card_is_1080_pixels_wide():
    page = real_guides()[0]
    picture = card(page, 0)
    image = opened(png(picture))
    assert image.size == (1080, picture.height * SCALE)
    assert image.format == "PNG"


def test_the_same_picture_is_the_same_file():
    once = png(chart(b.standard()))
    painter._png.cache_clear()
    assert png(chart(b.standard())) == once
    assert png(chart(b.standard(title="另一个标题"))) != once


def test_processes_that_hash_differently_paint_the_same_without_any_font_of_the_machine():
    told = [run(REFUSE + DRAW_TWICE, seed) for seed in ("1", "2")]
    here = [hashlib.sha256(draw(chart(b.standard()))).hexdigest() for draw in (svg, png)]
    assert told == [here, here]


def test_the_fonts_lie_in_the_project_with_their_licence():
    for bold in (False, True):
        assert str(font(20, bold=bold).path).startswith(str(ROOT / "backend/release/draw/fonts"))
    licence = (painter.FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_every_character_of_the_content_can_be_drawn():
    """If not: `python -m backend.release.draw.fonts.rebuild`, and commit what it writes."""
    files = [file for file in CONTENT.rglob("*.*") if file.suffix in (".yaml", ".csv")]
    used = sorted({c for file in files for c in file.read_text("utf-8") if c.isprintable()})
    assert "".join(used) == drawable("".join(used))


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_that_is_told_to_be_there_has_a_shape(bold):
    known = sorted(painter._characters() - {" ", "\n", "\u3000"})
    lacking = bytes(font(40, bold=bold).getmask("\U0010ffff"))
    assert len(known) > 7000
    assert [c for c in known if bytes(font(40, bold=bold).getmask(c)) == lacking] == []


def test_a_character_the_fonts_lack_is_marked_not_left_out():
    assert drawable("医𪚥保😀") == "医〓保〓"
    assert png(worded("医😀保")) == png(worded("医〓保"))


def test_no_text_comes_out_wider_than_it_was_measured():
    pictures = (card(page, n) for page in real_guides() for n in range(len(page["routes"])))
    words = chain.from_iterable(p.marks for p in pictures)
    for mark in {m for m in words if isinstance(m, Words)}:
        wide = font(round(mark.size * SCALE), bold=mark.bold).getlength(mark.text) / SCALE
        assert wide <= width_of(mark.text, mark.size) + 0.5, mark.text


def test_flat_colours_come_out_exactly():
    boxes = [Box(0, 0, 40, 40, SURFACE)]
    boxes += [Box(n * 4, 0, 4, 40, name) for n, name in enumerate(("ground", "tint", "first"))]
    said = (Words(0, 30, "医保", 14, "ink"), Words(0, 20, "医", 14, "on-band"))
    image = opened(png(Picture("p", "t", "d", 40, 40, (*boxes, *said)))).convert("RGB")
    for n, name in enumerate(("ground", "tint", "first")):
        assert image.getpixel((n * 12 + 6, 3)) == rgb(name)
    assert image.getpixel((110, 3)) == WHITE


def test_corners_are_round_and_edges_thin():
    box = Box(0, 0, 40, 40, "ground", radius=10, edge="ink")
    image = opened(png(Picture("p", "t", "d", 40, 40, (box,)))).convert("RGB")
    assert image.getpixel((0, 0)) == WHITE
    assert image.getpixel((60, 1)) == rgb("ink")
    assert image.getpixel((60, 60)) == image.getpixel((60, 4)) == rgb("ground")


def test_words_stand_where_they_are_told_to():
    left, right = (inked(worded("医", x=20, anchor=anchor)) for anchor in ("start", "end"))
    middle = inked(worded("医", x=20, anchor="middle"))
    assert right[2] <= 20 * SCALE <= left[0]
    assert middle[0] < 20 * SCALE < middle[2]


def test_a_picture_is_kept_ready():
    painter._png.cache_clear()
    assert png(chart(b.standard())) is png(chart(b.standard()))
    assert painter._png.cache_info().hits == 1


def worded(text, x=5, anchor="start"):
    return Picture("p", "t", "d", 60, 20, (Words(x, 16, text, 14, "ink", anchor=anchor),))


def inked(picture):
    """Return the box around all that is not ground, in pixels."""
    image = opened(png(picture)).convert("L").point(lambda value: 255 * (value < 128))
    return image.getbbox()


def opened(data):
    return Image.open(io.BytesIO(data))


def rgb(name):
    return tuple(bytes.fromhex(LIGHT[name][1:]))


def run(code, seed):
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()

"""What one sees in a picture: read out of its SVG, as any other program would."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from backend.release.draw.lines import width_of
from backend.release.draw.svg import svg
from backend.release.image import Image
from backend.services.content_files import read_folder
from tests.release.looks import pages

CONTENT = Path(__file__).resolve().parents[3] / "content"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>&amp;\"'\x00\x1b\u202e]]>" + "长" * 200 + "w" * 200


def real():
    return Image.of(read_folder(CONTENT).documents)


def real_guides(day=date(2026, 11, 22)):
    """Return the page of every real guide on a day."""
    image = real()
    planned = pages(image)
    return [planned[f"/guides/{key}"].render(day) for _, key in image.of_type("guide")]


def seen(picture):
    """Return the root of a picture's SVG."""
    return ElementTree.fromstring(svg(picture))  # noqa: S314 - our own


def said(picture):
    """Return the lines of text in a picture, from above."""
    return [text.text for text in seen(picture).iter(f"{SVG}text")]


def boxes(picture, fill):
    """Return the boxes of a colour, as (x, y, width, height)."""
    names = ("x", "y", "width", "height")
    found = (b for b in seen(picture).iter(f"{SVG}rect") if fill in b.get("class").split())
    return [tuple(float(box.get(name)) for name in names) for box in found]


def straying(picture, edge):
    """Return the texts that may come out beyond the edges of a picture, or lie on each other."""
    texts = [
        (float(t.get("x")), float(t.get("y")), width_of(t.text, float(t.get("font-size"))), t)
        for t in seen(picture).iter(f"{SVG}text")
        if t.get("text-anchor") is None
    ]
    outside = [
        t.text for x, y, wide, t in texts
        if x < edge or x + wide > picture.width - edge + 0.01 or not 0 < y < picture.height
    ]  # fmt: skip
    rows = {}
    for x, y, wide, t in sorted(texts, key=lambda text: text[:2]):
        rows.setdefault(y, []).append((x, x + wide, t.text))
    touching = [
        (one[2], other[2])
        for row in rows.values()
        for one, other in pairwise(row)
        if one[1] > other[0]
    ]
    return outside + touching

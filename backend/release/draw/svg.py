"""A picture as SVG: real text in the reader's own fonts, no script, nothing loaded from elsewhere.

Colours stand on every mark, so that it reads without its style sheet too; that one only turns them
dark where the reader's screen is dark. It looks at a picture of its own only, never at a page into
which somebody copies one.
"""

from xml.sax.saxutils import escape, quoteattr

from backend.release.draw.lines import clean
from backend.release.draw.marks import Box, Mark, Picture, Words
from backend.release.draw.tokens import DARK, LIGHT

FONTS = (
    "system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',"
    "'Noto Sans SC',sans-serif"
)
# A phone lays a picture that is opened alone out on a page 980 px wide: there it fills the screen.
ALONE = "@media (width:980px){svg:root{width:100%;height:auto}}"


def svg(picture: Picture) -> bytes:
    """Return the picture as a document of its own, named and described for a screen reader."""
    name = picture.name
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width:g}'
        f' {picture.height:g}" width="{picture.width:g}" height="{picture.height:g}"'
        f' role="img" aria-labelledby="{name}-title {name}-about" font-family="{FONTS}">',
        f'<title id="{name}-title">{_text(picture.title)}</title>',
        f'<desc id="{name}-about">{_text(picture.description)}</desc>',
        f"<style>{ALONE}{_by_night(picture)}</style>",
        *map(_mark, picture.marks),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def _by_night(picture: Picture) -> str:
    fills = sorted({mark.fill for mark in picture.marks})
    edges = sorted({mark.edge for mark in picture.marks if isinstance(mark, Box) and mark.edge})
    rules = [f"svg:root .{name}{{fill:{DARK[name]}}}" for name in fills]
    rules += [f"svg:root .at-{name}{{stroke:{DARK[name]}}}" for name in edges]
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}"


def _mark(mark: Mark) -> str:
    return _box(mark) if isinstance(mark, Box) else _words(mark)


def _box(box: Box) -> str:
    classes = f"{box.fill} at-{box.edge}" if box.edge else box.fill
    edge = f' stroke="{LIGHT[box.edge]}"' if box.edge else ""
    radius = f' rx="{box.radius:g}"' if box.radius else ""
    return (
        f'<rect class="{classes}" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}"'
        f' height="{box.height:g}"{radius} fill="{LIGHT[box.fill]}"{edge}/>'
    )


def _words(words: Words) -> str:
    bold = ' font-weight="700"' if words.bold else ""
    anchor = f" text-anchor={quoteattr(words.anchor)}" if words.anchor != "start" else ""
    return (
        f'<text class="{words.fill}" x="{words.x:g}" y="{words.y:g}" font-size="{words.size:g}"'
        f'{bold}{anchor} fill="{LIGHT[words.fill]}">{_text(words.text)}</text>'
    )


def _text(text: str) -> str:
    return escape(clean(text))

"""Cut the fonts beside this file out of Debian's fonts-noto-cjk: `python -m …fonts.rebuild`.

Whole, the two have 65,535 characters and 36 MB; a picture needs those of GB 2312 and whatever else
the content uses: characters.txt, which this writes first.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parents[3] / "content"
WHOLE = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2  # the place of SC in the collections
WEIGHTS = ("Regular", "Bold")
ASCII, GB2312 = range(0x20, 0x7F), range(0xA1, 0xFF)


def characters() -> list[str]:
    """Return every character that can be drawn, in order."""
    used = (file.read_text("utf-8") for file in CONTENT.rglob("*.*") if file.suffix != ".py")
    found = {*map(chr, ASCII), *_gb2312(), *"".join(used)}
    return sorted(c for c in found if c.isprintable())


def _gb2312() -> Iterator[str]:
    for pair in ((high, low) for high in GB2312 for low in GB2312):
        yield bytes(pair).decode("gb2312", "ignore")


def cut(weight: str) -> None:
    """Cut one weight, without what only other programs and other scripts need."""
    asked = {
        "font-number": str(SIMPLIFIED),
        "text-file": str(HERE / "characters.txt"),
        "output-file": str(HERE / f"NotoSansSC-{weight}.otf"),
        "layout-features": "",
        "name-IDs": "0,1,2,3,4,5,6,13,14",
    }
    options = [f"--{name}={value}" for name, value in asked.items()]
    source = WHOLE / f"NotoSansCJK-{weight}.ttc"
    program = [sys.executable, "-m", "fontTools.subset", str(source)]
    subprocess.run([*program, *options, "--no-hinting", "--desubroutinize"], check=True)  # noqa: S603


def write() -> None:
    (HERE / "characters.txt").write_text("".join(characters()) + "\n", "utf-8")
    for weight in WEIGHTS:
        cut(weight)


if __name__ == "__main__":
    write()

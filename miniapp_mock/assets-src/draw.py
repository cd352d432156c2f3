"""Draw the mini-program's pictures: `python miniapp_mock/assets-src/draw.py` (needs Chromium).

Every icon is our own, one line drawing of 24 units in `icons/`. The tab bar takes PNG only, in four
colours; the pages take all others as masks in `styles/icons.wxss`, so that they follow the theme.
`share.html` is the picture of what is shared, 5:4 as WeChat shows it.
"""

import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
MINIPROGRAM = HERE.parent / "miniprogram"
TABS = ("home", "guides", "offices", "mine")
SIDE = 81  # pixels; what WeChat recommends for a tab bar icon
COLOURS = {"": "#52606d", "-on": "#0f766e", "-dark": "#a3b0bd", "-dark-on": "#4fd1c0"}
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
    "--default-background-color=00000000",
)  # fmt: skip
HEAD = """\
/* Made by assets-src/draw.py from assets-src/icons: masks, so that icons take the text colour. */
.icon {
  display: inline-block;
  flex: none;
  width: 1.25em;
  height: 1.25em;
  background-color: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
}
"""


def main() -> None:
    icons = {path.stem: path.read_text("utf-8").strip() for path in (HERE / "icons").glob("*.svg")}
    for name in TABS:
        for suffix, colour in COLOURS.items():
            shoot(icon(icons[name], colour), SIDE, SIDE, f"{name}{suffix}.png")
    shoot((HERE / "share.html").read_text("utf-8"), 500, 400, "share.png")
    masks = [mask(name, icons[name]) for name in sorted(icons.keys() - TABS)]
    (MINIPROGRAM / "styles" / "icons.wxss").write_text(HEAD + "".join(masks), "utf-8")


def icon(svg: str, colour: str) -> str:
    style = f"html,body{{margin:0}}svg{{display:block;width:{SIDE}px;color:{colour}}}"
    return f"<style>{style}</style>{svg}"


def shoot(html: str, width: int, height: int, name: str) -> None:
    """Write a page as PNG into the assets."""
    target = MINIPROGRAM / "assets" / name
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "page.html"
        page.write_text(html, "utf-8")
        where = (f"--user-data-dir={scratch}/profile", f"--screenshot={target}")
        command = (*CHROMIUM, *where, f"--window-size={width},{height}", page.as_uri())
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def mask(name: str, svg: str) -> str:
    data = quote(svg, safe=" =:/").replace("%22", "'")
    return f'\n.icon-{name} {{\n  --icon: url("data:image/svg+xml,{data}");\n}}\n'


if __name__ == "__main__":
    main()

"""Take every screen of the mini-program in every look, one picture a look.

`python -m tests.e2e.contact_sheet` writes `docs/miniapp/<look>.jpg`; look at them before a release.
"""

import base64
import sys
import tempfile
from pathlib import Path

from tests.e2e.looks import LOOKS, SCREENS, settle_in, show
from tests.e2e.reading import reader
from tests.e2e.server import ROOT, Server
from tests.miniapp.phone import chromium

COLUMNS, WIDTH, QUALITY = 8, 195, 72
STYLE = f"""
body {{ display: grid; grid-template-columns: repeat({COLUMNS}, {WIDTH}px); gap: 12px; margin: 12px;
  width: max-content; background: #d5dbe1; color: #1f2933; font: 13px/1.4 sans-serif; }}
figure {{ margin: 0; }} img {{ display: block; width: 100%; }}
"""


def main(folder=ROOT / "docs/miniapp"):
    folder.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        Server(Path(data)) as server,
        chromium() as browser,
    ):
        for name, look in LOOKS.items():
            shots = taken(browser, server, look)
            write(browser, shots, folder / f"{name}.jpg")


def taken(browser, server, look):
    """Return the screens as they look: `name → PNG`."""
    how = {"color_scheme": look["color_scheme"], "service_workers": "block"}
    with reader(browser, server, **how) as holder:
        settle_in(holder, look["large"])
        shots = {name: shot(holder, screen) for name, screen in SCREENS.items()}
        holder.page.wrongs.clear()  # some of the screens show what went wrong
    return shots


def shot(holder, screen):
    show(holder, screen)
    return holder.page.screenshot(animations="disabled")


def write(browser, shots, target):
    page = browser.new_page(viewport={"width": COLUMNS * (WIDTH + 12) + 12, "height": 800})
    page.set_content(f"<style>{STYLE}</style>{''.join(map(figure, shots, shots.values()))}")
    page.screenshot(path=target, full_page=True, type="jpeg", quality=QUALITY)
    page.close()


def figure(name, png):
    data = base64.b64encode(png).decode()
    return f'<figure><img src="data:image/png;base64,{data}">{name}</figure>'


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

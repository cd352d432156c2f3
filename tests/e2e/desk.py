"""The panel in a real browser: served on the loopback, with somebody signed in at it."""

import contextlib
import json
import logging
import threading
from pathlib import Path

from werkzeug.serving import make_server

from tests.admin.people import browser_of
from tests.e2e.browser import QUIET, found

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
PHONE, DESK = (390, 844), (1280, 900)
ARGUMENTS = [flag for flag in QUIET if flag not in ("--remote-debugging-pipe", "--hide-scrollbars")]


class Site:
    """An app at an address; `page_of` opens a window for somebody who is signed in."""

    def __init__(self, app, url, chromium):
        self.app, self.url, self.chromium = app, url, chromium

    def sign_in(self, name, role="editor", regions=()):
        """Take somebody on; return what their browser keeps to be known by."""
        kept = browser_of(self.app, name, role, regions).client.get_cookie("yibao", path="/admin")
        return [{"name": "yibao", "value": kept.value, "domain": "127.0.0.1", "path": "/admin"}]

    @contextlib.contextmanager
    def window(self, cookies, size=DESK, **more):
        """Give a window; whatever its console holds against a page is kept in `complaints`."""
        width, height = size
        context = self.chromium.new_context(
            viewport={"width": width, "height": height}, is_mobile=width < DESK[0],
            has_touch=width < DESK[0], base_url=self.url, locale="zh-CN",
            reduced_motion="reduce", **more,
        )  # fmt: skip
        context.add_cookies(cookies)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.extend(_complaint(said)))
        yield page
        context.close()


def _complaint(said):
    """Return what the console holds against a page; that it was refused is no complaint."""
    refused = any(f"status of {status}" in said.text for status in (409, 422))
    return [said.text] if said.type == "error" and not refused else []


@contextlib.contextmanager
def served(app):
    """Serve an app in threads of this process; give its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def launched(playwright):
    return playwright.chromium.launch(executable_path=found(), args=ARGUMENTS)


def barriers(page):
    """Return what axe finds that keeps people out: rule, and where."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [
        (v["id"], json.dumps(n["target"]), n["html"][:120]) for v in serious for n in v["nodes"]
    ]

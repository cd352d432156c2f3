"""Somebody who reads the mini-program, on a phone or at a desk."""

import contextlib

from playwright.sync_api import expect

from tests.miniapp.phone import DESK, held

WAYS = {"phone": {}, "desk": DESK}


class Reader:
    """A browser in somebody's hands; `touches` counts what they tapped, clicked or typed."""

    def __init__(self, page, home, way):
        self.page, self.home, self.way, self.touches = page, home, way, 0

    def open(self, place="", on=""):
        self.page.goto(
            f"{self.home}{f'?on={on}' if on else ''}{f'#/pages/{place}' if place else ''}"
        )

    def press(self, what):
        """Tap it with a finger, or click it with a mouse."""
        self.touches += 1
        if self.way == "phone":
            what.tap()
        else:
            what.click()

    @property
    def screen(self):
        """Return the page that is seen; others may lie under it."""
        return self.page.locator("wx-page:not([hidden])")

    def button(self, name, **how):
        return self.page.get_by_role("button", name=name, **how)

    def link(self, name):
        return self.screen.get_by_role("link", name=name)

    def tab(self, name):
        return self.page.get_by_role("link", name=name, exact=True)

    def sees(self, text):
        expect(self.screen).to_contain_text(text)

    def titled(self, text):
        expect(self.page.locator("h1")).to_have_text(text)

    def loses_the_network(self):
        """Go where there is none; what makes up the mini-program itself is on the phone by then."""
        self.page.evaluate("navigator.serviceWorker.ready")
        self.page.context.set_offline(True)

    def finds_the_network(self):
        self.page.context.set_offline(False)

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def lives_in(self, name):
        """Choose a region on the first visit."""
        self.press(self.button("选择地区"))
        self.page.get_by_label("地名或拼音").fill(name)
        self.press(self.screen.get_by_role("button", name=name).first)
        self.titled("医保指路")


@contextlib.contextmanager
def reader(browser, server, way="phone", **how):
    """Hand a browser to a reader; whatever goes wrong in it fails the test."""
    with held(browser, **WAYS[way] | how) as page:
        yield Reader(page, f"http://127.0.0.1:{server.port}/miniapp/", way)


def first_visit(browser, server):
    """Return what a first visit fetches: `(address, bytes over the wire)` for each request."""
    with reader(browser, server) as newcomer:
        finished = []
        newcomer.page.context.on("requestfinished", lambda r: finished.extend([r]))
        newcomer.open()
        newcomer.sees("遇到什么事")
        newcomer.page.evaluate("navigator.serviceWorker.ready")
        newcomer.page.wait_for_load_state("networkidle")
        return [(request.url, weight(request.sizes())) for request in finished]


def weight(sizes):
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]

"""A browser as somebody holds it, and a page of it that keeps what goes wrong."""

import contextlib
import subprocess

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.browser import found
from tests.e2e.server import ROOT

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-breakpad",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
)  # fmt: skip
PATIENCE = 10_000  # milliseconds
ICON = "/static/icon.svg"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STILL = {"reduced_motion": "reduce"}  # a finger cannot miss what does not move
DESK = {"viewport": {"width": 1280, "height": 900}, "has_touch": False, "is_mobile": False}


@contextlib.contextmanager
def chromium():
    """Start the browser of this machine; skip where there is none and none can be installed."""
    subprocess.run([ROOT / "deploy/install-chromium"], check=True)
    if not found():
        pytest.skip("no Chromium here, and deploy/install-chromium could not install one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=list(QUIET))
        yield browser
        browser.close()


@contextlib.contextmanager
def held(browser, **how):
    """Open a phone (or what `how` says); at the end nothing may have gone wrong in it."""
    settings = PHONE | STILL | {"permissions": ["clipboard-read", "clipboard-write"]} | how
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.wrongs = []
    page.on("pageerror", lambda error: page.wrongs.append(str(error)))
    page.on(
        "requestfailed",
        lambda r: of_the_page(r) and page.wrongs.append(f"{r.url}: {r.failure}"),
    )
    page.on("response", lambda r: r.status >= 400 and page.wrongs.append(f"{r.url}: {r.status}"))
    yield page
    context.close()
    assert not page.wrongs, page.wrongs


def of_the_page(request):
    """Tell whether a page asked, not the browser: it drops its icon when the page goes away."""
    return not request.url.endswith(ICON)


def forgive(page, part):
    """Wait for something that goes wrong on purpose, and strike it out."""
    while not (meant := [wrong for wrong in page.wrongs if part in wrong]):
        page.wait_for_timeout(20)
    page.wrongs[:] = [wrong for wrong in page.wrongs if wrong not in meant]

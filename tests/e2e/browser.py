"""A real Chromium, driven over its DevTools pipe: messages of JSON, each ended by a zero byte."""

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-breakpad", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip
PATIENCE = 60
ABOVE = 10  # file descriptors from here on are nobody's


def found():
    """Return the path of a browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One browser process; `look` opens a page in a window of a given size."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)
        self.events = []
        self.buffer = b""

    def __enter__(self):
        (reads, self.to), (self.back, writes) = pipe(), pipe()
        program = found()
        self.pid = os.posix_spawn(
            program, [program, *QUIET, f"--user-data-dir={self.folder}"], os.environ,  # noqa: TID251
            setsid=True, file_actions=[
                (os.POSIX_SPAWN_DUP2, reads, 3), (os.POSIX_SPAWN_DUP2, writes, 4),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )  # fmt: skip
        os.close(reads)
        os.close(writes)
        return self

    def __exit__(self, *_):
        os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.to)
        os.close(self.back)

    def look(self, url, width, height, scheme="light"):
        """Open a page as a screen of this size and colour scheme shows it."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        return Page(self, attached["sessionId"]).opened(url, width, height, scheme)

    def call(self, method, session=None, **params):
        """Send a command and return its result; what happens meanwhile is kept in `events`."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": params}
        message |= {"sessionId": session} if session else {}
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while (answer := self.heard()).get("id") != number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def heard(self):
        """Return the next message."""
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.back], [], [], deadline - time.monotonic())
            assert ready, "the browser says nothing"
            self.buffer += os.read(self.back, 1 << 20)
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def happened(self, method, session):
        return [e for e in self.events if (e["method"], e.get("sessionId")) == (method, session)]


class Page:
    """A page in a window."""

    def __init__(self, browser, session):
        self.browser, self.session = browser, session

    def opened(self, url, width, height, scheme):
        for domain in ("Page", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        scheme = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        self.call("Page.navigate", url=url)
        while not self.browser.happened("Page.loadEventFired", self.session):
            self.browser.events.append(self.browser.heard())
        return self

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def run(self, script):
        """Return the value of a JavaScript expression in the page."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def picture(self):
        """Return the whole page as a PNG."""
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    @property
    def complaints(self):
        """Return what the browser's console holds against the page."""
        logged = self.browser.happened("Log.entryAdded", self.session)
        thrown = self.browser.happened("Runtime.exceptionThrown", self.session)
        return [event["params"] for event in (*logged, *thrown)]


def pipe():
    """Return a pipe whose ends no low number will be taken for."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, ABOVE) for end in ends)
    for end in ends:
        os.close(end)
    return moved

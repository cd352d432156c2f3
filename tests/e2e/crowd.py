"""Readers who keep asking over connections that stay open, and remember every answer."""

import json
import threading
import time
from dataclasses import dataclass, field

from tests.e2e.server import fetched, until

PAUSE = 0.02


@dataclass(frozen=True)
class Seen:
    """One answer: when it was asked and had, and what it was; or the failure."""

    sent: float
    got: float
    status: int = 0
    release: str = ""
    title: str = ""
    max_age: int = 0
    failure: str = ""


@dataclass
class Reader:
    """One connection, hence one worker."""

    server: object
    path: str
    seen: list = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        connection = self.server.connect()
        while not self.enough.wait(PAUSE):
            sent = time.time()
            try:
                self.seen.append(looked_at(fetched(connection, f"/api/v1{self.path}"), sent))
            except Exception as error:
                self.seen.append(Seen(sent, time.time(), failure=repr(error)))
                return
        connection.close()


class Crowd:
    """Some readers of one page, on every worker of a server."""

    def __init__(self, server, path, readers=8):
        self.server = server
        self.readers = [Reader(server, path) for _ in range(readers)]

    def __enter__(self):
        until(lambda: all(reader.seen for reader in self.readers))
        return self

    def __exit__(self, *_):
        for reader in self.readers:
            reader.enough.set()
        for reader in self.readers:
            reader.thread.join()

    @property
    def seen(self):
        return [seen for reader in self.readers for seen in reader.seen]

    def all_see(self, title):
        """Wait until the last answer everybody had is of this title."""
        until(lambda: all(reader.seen[-1].title == title for reader in self.readers))


def looked_at(answer, sent):
    body = json.loads(answer.body)
    kept = answer.headers["Cache-Control"].rpartition("=")[2]
    release = answer.headers["X-Release"]
    return Seen(sent, time.time(), answer.status, release, body["title"], int(kept))

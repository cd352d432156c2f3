"""The whole service in processes of its own, started the way `make run` starts it."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from backend.config import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PATIENCE = 60  # seconds until something that does not come about fails its test
PAUSE = 0.02


class Server:
    """gunicorn with its workers on a free port; ended, at the latest, with its block."""

    def __init__(self, data, database_url=""):
        self.data, self.database_url, self.port = data, database_url, free_port()
        self.environment = environment(
            DATA_DIR=data, DATABASE_URL=database_url, PORT=self.port, WEB_WORKERS=2,
            POLL_SECONDS="0.2",
        )  # fmt: skip
        self.log = data / f"server-{self.port}.log"

    def __enter__(self):
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["deploy/run", BIN], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            until(self.is_ready)
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def is_ready(self):
        assert self.process.poll() is None, self.said
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.get("/readyz").status == 200

    def stop(self, how=signal.SIGTERM):
        """Ask the server to end, as systemd would; return its exit code once it has."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def interrupt(self):
        """Press Ctrl-C: every process of the terminal's group gets the signal."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)

    @property
    def workers(self):
        return children(self.process.pid)

    @property
    def said(self):
        return self.log.read_text("utf-8")

    def get(self, path, **headers):
        """Ask over a connection of its own, which may reach any worker."""
        with contextlib.closing(self.connect()) as connection:
            return fetched(connection, path, **headers)

    def connect(self):
        """Return a connection that stays open; all it asks goes to one worker."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def page(self, path):
        return json.loads(self.get(f"/api/v1{path}").body)

    def flask(self, *arguments):
        """Run `flask …` beside the server; return what it said."""
        done = subprocess.run(
            [BIN / "flask", "--app", "wsgi", *map(str, arguments)], cwd=ROOT, check=False,
            env=self.environment, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()


def fetched(connection, path, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    return Answer(connection.getresponse())


def environment(**settings):
    """Return this process's environment with no settings of ours but the given ones."""
    ours = {setting.name for setting in SETTINGS}
    kept = {name: value for name, value in os.environ.items() if name not in ours}  # noqa: TID251
    return kept | {"HOST": "127.0.0.1"} | {name: str(value) for name, value in settings.items()}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid):
    with contextlib.suppress(OSError):
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def is_alive(pid):
    """Tell whether a process runs; one that has ended and waits to be collected does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def until(condition, patience=PATIENCE):
    """Wait until a condition holds, and return what it returned."""
    deadline = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < deadline, f"never: {condition}"
        time.sleep(PAUSE)
    return found

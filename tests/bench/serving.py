"""Servers as `make run` starts them, on a free port of this machine, one beside the other."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from backend.config import ROOT

WORKERS = 2


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, and how long its first answer took."""

    base: str
    pid: int
    seconds: float

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return [int(pid) for pid in children.split()]


@contextlib.contextmanager
def running(target, data, path):
    """Run a WSGI target over a data folder until `path` answered, and end it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "PORT": str(port), "DATA_DIR": str(data), "WEB_WORKERS": str(WORKERS)}  # noqa: TID251
    started = time.perf_counter()
    server = subprocess.Popen(
        [ROOT / ".venv/bin/gunicorn", "--config", "deploy/gunicorn.conf.py", target],
        cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base + path)
        yield Server(base, server.pid, time.perf_counter() - started)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _wait(url):
    for _ in range(1200):
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:  # noqa: S310
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise SystemExit(f"{url} 没有起来")

"""`flask` in a process of its own, as a terminal would start it.

A server that has everything imported forks each process, so that one takes a tenth of a second.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from flask import cli, has_app_context

import backend.app  # noqa: F401 - so that the fork server has it
from backend.extensions import db
from backend.release.bake import LOCK, sole_baker

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])
KILLED = -signal.SIGKILL
PATIENCE = 60  # seconds until a process that hangs fails its test
PASSED_ON = ("DATA_DIR", "DATABASE_URL", "CONTENT_DIR", "SECRET_KEY", "POLL_SECONDS")


class Flask:
    """A running `flask …`; ended at the latest with the block it was started in."""

    def __init__(self, config, *arguments, failpoint="", before=None, while_held=False):
        self.while_held = while_held or not has_app_context()
        self._said = tempfile.NamedTemporaryFile()  # noqa: SIM115 - closed on exit
        environment = {name: str(config[name]) for name in PASSED_ON}
        environment |= {"FAILPOINT": failpoint, "LOG_FORMAT": "text"}
        self.process = CONTEXT.Process(
            target=_main, args=([*map(str, arguments)], environment, self._said.name, before)
        )

    def __enter__(self):
        if not self.while_held:  # what this process has begun would keep the other waiting
            db.session.rollback()
        self.process.start()
        return self

    def __exit__(self, *_):
        if self.process.is_alive():
            self.kill()
        self.output  # noqa: B018 - is read before the file goes
        self._said.close()

    def kill(self):
        self.process.kill()
        self.process.join(PATIENCE)

    @property
    def has_ended(self):
        return not self.process.is_alive()

    def wait(self):
        """Return the exit code: negative for the signal that ended it."""
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None, "hangs"
        return self.process.exitcode

    def is_held_up(self, root):
        """Tell whether it waits for the lock under which a machine bakes."""
        return self.has_open(root / LOCK)

    def has_open(self, wanted):
        opened = Path(f"/proc/{self.process.pid}/fd")
        with contextlib.suppress(FileNotFoundError):
            return any(file.readlink() == wanted for file in opened.iterdir())
        return False

    @property
    def output(self):
        """Return all it has said so far."""
        if not self._said.closed:
            self._heard = Path(self._said.name).read_text("utf-8")
        return self._heard


def flask(config, *arguments, **more):
    """Run `flask …` to its end; return its exit code and all it said."""
    with Flask(config, *arguments, **more) as running:
        return running.wait(), running.output


@contextlib.contextmanager
def held_up(config, *commands):
    """Give commands that wait for the bake lock, or have ended; they go on after the block."""
    root = config["DATA_DIR"] / "releases"
    with contextlib.ExitStack() as all_of_them:
        with sole_baker(root):
            running = [all_of_them.enter_context(Flask(config, *each)) for each in commands]
            assert until(lambda: all(r.is_held_up(root) or r.has_ended for r in running))
            yield running
            db.session.rollback()
        for each in running:
            each.wait()


def until(true):
    """Wait until something becomes true, and tell whether it did."""
    deadline = time.monotonic() + PATIENCE
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


def _main(arguments, environment, output, before):
    os.environ.update(environment)  # noqa: TID251 - as a terminal would
    with Path(output).open("a", encoding="utf-8") as said:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(ValueError):
                os.dup2(said.fileno(), stream.fileno())
        if before is not None:
            before()
        sys.argv = ["flask", "--app", "wsgi", *arguments]
        cli.main()

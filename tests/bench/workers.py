"""What a worker holds for itself, and how soon the first answer comes, with ten thousand guides."""

import sys
import tempfile
import urllib.request
from pathlib import Path

import flask_migrate
import orjson

from backend.app import create_app
from backend.extensions import db
from backend.services import staff
from tests.bench import bakes, synthetic
from tests.bench.serving import running
from tests.conftest import settings_for

READS = 4_000
PRIVATE = ("Private_Clean:", "Private_Dirty:")


def measure(guides):
    """Return private megabytes a worker, full and empty, and seconds to the first answer."""
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        prepare(Path(empty), {})
        documents = synthetic.content(guides)
        prepare(Path(full), documents)
        paths = [f"/api/v1/guides/{key}" for kind, key in documents if kind == "guide"]
        with running("wsgi:app", empty, "/healthz") as server:
            for _ in range(READS):
                fetch(server.base + "/healthz")
            idle = private(server)
        with running("wsgi:app", full, paths[0]) as server:
            for number in range(READS):
                fetch(server.base + paths[number * 7 % len(paths)])
            return {"seconds": server.seconds, "empty": idle, "full": private(server)}


def prepare(folder, documents):
    """Bring a data folder up to date, with a release of these documents if there are any."""
    app = create_app(settings_for(folder))
    with app.app_context():
        flask_migrate.upgrade()
        staff.ensure_system_staff()
        db.session.commit()
        if documents:
            bakes.publish_first(app, documents)
        db.session.remove()
        db.engine.dispose()


def fetch(url):
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        answer.read()


def private(server):
    """Return the megabytes that only one worker has, of the worker with most.

    What of a baked folder is mapped is the page cache's, shared by all, whoever touched it.
    """
    return max(_private_kilobytes(pid) for pid in server.workers) / 1024


def _private_kilobytes(pid):
    found, is_own = 0, False
    for line in Path(f"/proc/{pid}/smaps").read_text("utf-8").splitlines():
        name, *rest = line.split()
        if not name.endswith(":"):  # a mapping begins: its addresses, its permissions …
            is_own = rest[0].endswith("p")
        elif is_own and name in PRIVATE:
            found += int(rest[0])
    return found


if __name__ == "__main__":
    sys.stdout.write(orjson.dumps(measure(int(sys.argv[1]))).decode())

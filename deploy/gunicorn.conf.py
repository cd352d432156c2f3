"""How gunicorn serves 医保指路: gthread workers, as many as cores, the app loaded once."""

import contextlib
import gc
import os
import shutil
import socket
import time
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gunicorn.http.errors import (
    ConfigurationProblem,
    ExpectationFailed,
    ForbiddenProxyRequest,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from backend.config import from_environment

settings = from_environment()

LINGER = 2  # seconds in which the rest of what was refused is read and dropped
REFUSED = (
    "HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\nCache-Control: no-store\r\n"
    "Date: {date}\r\nContent-Type: application/problem+json\r\nContent-Length: {length}\r\n\r\n"
)


class Worker(ThreadWorker):
    """gunicorn's threads, that refuse in Chinese what they cannot read as a request."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what could not be read with a problem; the server's own errors gunicorn's way."""
        if not isinstance(exc, ParseException) or isinstance(exc, OURS):
            super().handle_error(req, client, addr, exc)
            return
        from backend.api.problems import unread

        status = STATUS.get(type(exc), HTTPStatus.BAD_REQUEST)
        self.log.warning("Refused %s: %s", status.value, type(exc).__name__)
        body = unread(status.value)
        head = REFUSED.format(status=status, date=formatdate(usegmt=True), length=len(body))
        with contextlib.suppress(OSError):  # who went away hears nothing
            write_nonblock(client, head.encode() + body)
            _hear_out(client)


STATUS = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    ForbiddenProxyRequest: HTTPStatus.FORBIDDEN,
}
OURS = (ConfigurationProblem, InvalidResponseHeader, InvalidResponseHeaderName)


def _hear_out(client: socket.socket) -> None:
    """Read what somebody goes on sending: to close meanwhile would take the answer from them."""
    client.shutdown(socket.SHUT_WR)
    deadline = time.monotonic() + LINGER
    while (left := deadline - time.monotonic()) > 0:
        client.settimeout(left)
        if not client.recv(65_536):
            return


bind = settings["BIND"]
workers = int(settings["WEB_WORKERS"]) or os.cpu_count() or 1
threads = int(settings["WEB_THREADS"])
worker_class = Worker
limit_request_line = 8190  # bytes, the most gunicorn can read; nginx's usual bound is near
preload_app = True
keepalive = 75
graceful_timeout = 10
timeout = 60
accesslog = None  # the app logs what it answers; a proxy in front logs the rest
errorlog = "-"
control_socket_disable = True  # no socket in a home folder

metrics_dir = Path(settings["METRICS_DIR"]) / str(settings["PORT"])
shutil.rmtree(metrics_dir, ignore_errors=True)
metrics_dir.mkdir(parents=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics_dir)  # noqa: TID251 - read by the library


def pre_fork(server: Any, worker: Any) -> None:
    """Keep what is loaded shared: a collector that looks it over would copy it to each worker."""
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """Give each worker connections of its own: none may cross a fork."""
    from backend.extensions import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)


def post_worker_init(worker: Any) -> None:
    """Open the release before the first request."""
    from wsgi import app

    app.extensions["reader"].start()


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)

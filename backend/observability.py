"""Logs, request ids and metrics: what operators see of a running service."""

import logging
import re
import time
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

REQUEST_ID = "X-Request-ID"
_SECRET = re.compile(r"(?<=^/preview/)[^/]+")  # who knows the address may look
_ACCEPTED_ID = re.compile(r"[\w-]{1,64}")

PAGES = Counter("yibao_pages", "Baked pages answered by the dispatcher", ["status"])
REQUESTS = Counter("yibao_requests", "Requests answered by Flask", ["route", "method", "status"])
SECONDS = Histogram("yibao_request_seconds", "Seconds Flask took to answer", ["route"])
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_PAGE_COUNTERS = {status: PAGES.labels(status) for status in ("200", "304")}

log = structlog.get_logger()


def count_page(status: str) -> None:
    """Count a page answered by the dispatcher; must cost next to nothing."""
    _PAGE_COUNTERS[status].inc()


def configure_logging(log_format: str) -> None:
    """Send one line an event to standard output, as JSON or for the eye."""
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if log_format == "text":
        renderer = structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


def init_app(app: Flask) -> None:
    """Give every request an id, a log line, and its place in the metrics."""
    configure_logging(app.config["LOG_FORMAT"])
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    given = request.headers.get(REQUEST_ID, "")
    g.request_id = given if _ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    if "started" not in g:
        return response
    seconds = time.perf_counter() - g.started
    route = request.url_rule.rule if request.url_rule else "(none)"
    method = request.method if request.method in _METHODS else "other"  # anybody may invent one
    REQUESTS.labels(route, method, response.status_code).inc()
    SECONDS.labels(route).observe(seconds)
    response.headers[REQUEST_ID] = g.request_id
    log.info(
        "request", method=request.method, path=_told(request.path), status=response.status_code,
        ms=round(seconds * 1000, 2),
    )  # fmt: skip
    return response


def _told(path: str) -> str:
    """Return a path as the log may have it."""
    return _SECRET.sub("…", path)

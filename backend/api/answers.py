"""How an edge answers out of the current release."""

from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, cast

import orjson
from flask import Response, current_app, request

from backend.clock import SHANGHAI, day_of, midnight, now, today
from backend.errors import Invalid, NotFound, Unavailable
from backend.release.negotiate import encoding_for, has
from backend.release.reader import Headers, Reader, Served, unchanged

LIVE_MAX_AGE = 10  # seconds an answer that is worked out live may be kept


def reader() -> Reader:
    return cast("Reader", current_app.extensions["reader"])


def served_now() -> Served:
    """Return the release that answers now.

    Raises `Unavailable` before anything was published.
    """
    found = reader().served()
    if found is None:
        raise Unavailable("还没有发布任何内容", reason="nothing_published")
    return found


def instant_of(known_at: str) -> datetime:
    """Return the instant of a `known_at`: a day means its end in Shanghai.

    Raises `Invalid` for anything else, and for the future, of which nothing is known.
    """
    try:
        instant = _parsed(known_at)
    except ValueError:
        message = f"known_at「{known_at}」应当是日期或带时区的时间"
        raise Invalid(message, known_at=known_at) from None
    if instant > now():
        raise Invalid("known_at 不能晚于现在", known_at=known_at)
    return instant


def _parsed(text: str) -> datetime:
    if len(text) == len("2024-12-31"):
        day = date.fromisoformat(text)
        return now() if day == today() else midnight(date.fromordinal(day.toordinal() + 1))
    instant = datetime.fromisoformat(text.replace(" ", "+"))  # an unescaped + arrives as a space
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def page(path: str, missing: str, as_of: Mapping[str, Any]) -> Response:
    """Answer a baked page: now, for another day (`on`), or as published then (`known_at`)."""
    on: date | None = as_of.get("on")
    known_at: str | None = as_of.get("known_at")
    encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
    if on is None and known_at is None:
        served_now()
        if found := reader().answer(path, encoding):
            answer, max_age = found
            return conditional(answer.body, answer.etag, answer.headers(max_age))
        raise NotFound(missing, path=path)
    instant = instant_of(known_at) if known_at is not None else now()
    return _page_as_of(path, missing, instant, on or day_of(instant))


def _page_as_of(path: str, missing: str, instant: datetime, day: date) -> Response:
    served = reader().published_at(instant.timestamp())
    if served is None:
        raise NotFound("那时还没有发布任何内容", known_at=instant.isoformat())
    encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
    found = served.store.find(path, day, encoding)
    if found is None:
        raise NotFound(missing, path=path)
    answer = reader().prepared(served, found, float("inf"))
    return conditional(answer.body, answer.etag, answer.headers(LIVE_MAX_AGE))


def live(body: Mapping[str, Any]) -> Response:
    """Answer something worked out for this request, with an ETag and a short life."""
    encoded = orjson.dumps(body)
    response = Response(encoded, content_type="application/json")
    response.add_etag()
    tag = response.headers["ETag"]
    headers = [
        ("Content-Type", "application/json"),
        ("ETag", tag),
        ("Vary", reader().vary),
        ("X-Release", str(served_now().entry.id)),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", f"public, max-age={LIVE_MAX_AGE}"),
    ]
    return conditional(encoded, tag, headers)


def conditional(body: bytes, etag: str, headers: Headers) -> Response:
    """Return 200 with the body, or 304 when the client has it already."""
    seen = request.headers.get("If-None-Match")
    if seen and has(seen, etag):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=unchanged(headers))
    return Response(body, headers=headers)

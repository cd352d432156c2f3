"""How an edge answers out of the current release."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, cast

import brotli
import orjson
from flask import Response, current_app, g, request

from backend.clock import FOREVER, SHANGHAI, day_of, midnight, now, today
from backend.errors import Invalid, NotFound, Unavailable
from backend.release.bake import SMALLEST_COMPRESSED
from backend.release.negotiate import encoding_for, has
from backend.release.reader import Headers, Reader, Served, unchanged
from backend.release.store import Found

A_DAY, AN_INSTANT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT")
ONE_DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
LIVE_MAX_AGE = 10  # seconds an answer that is worked out live may be kept
PACKERS = {
    "br": partial(brotli.compress, quality=4),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}


def reader() -> Reader:
    return cast("Reader", current_app.extensions["reader"])


@dataclass(frozen=True, slots=True)
class Previewed:
    """What answers in place of the live release, for the request at hand, and for which day."""

    served: Served
    day: date


def previewed() -> Previewed | None:
    found: Previewed | None = g.get("previewed")
    return found


def day_asked() -> date:
    """Return the day answers are for where the question names none."""
    shown = previewed()
    return shown.day if shown else today()


def served_now() -> Served:
    """Return the release that answers now.

    Raises `Unavailable` before anything was published.
    """
    if shown := previewed():
        return shown.served
    found = reader().served()
    if found is None:
        raise Unavailable("还没有发布任何内容", reason="nothing_published")
    return found


def instant_of(known_at: str) -> datetime:
    """Return the instant of a `known_at`: a day means its last moment in Shanghai.

    Raises `Invalid` for anything else, and for the future, of which nothing is known.
    """
    try:
        instant = _parsed(known_at).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"known_at「{known_at}」应当是日期或带时区的时间"
        raise Invalid(message, known_at=known_at) from None
    if instant > now():
        raise Invalid("known_at 不能晚于现在", known_at=known_at)
    return instant


def _parsed(text: str) -> datetime:
    if A_DAY.fullmatch(text):
        day = date.fromisoformat(text)
        return now() if day == today() else midnight(day + ONE_DAY) - MOMENT
    if not AN_INSTANT.match(text):
        raise ValueError(text)
    instant = datetime.fromisoformat(text.replace(" ", "+"))  # an unescaped + arrives as a space
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def page(path: str, missing: str, as_of: Mapping[str, Any]) -> Response:
    """Answer a baked page: now, for another day (`on`), or as published then (`known_at`)."""
    on: date | None = as_of.get("on")
    known_at: str | None = as_of.get("known_at")
    if shown := previewed():
        return _page_in(shown.served, path, missing, on or shown.day)
    if on is None and known_at is None:
        served_now()
        if found := reader().answer(path, _encoding()):
            answer, max_age = found
            return conditional(answer.body, answer.etag, answer.headers(max_age))
        raise NotFound(missing, path=path)
    instant = instant_of(known_at) if known_at is not None else now()
    return _page_as_of(path, missing, instant, on or day_of(instant))


def _page_as_of(path: str, missing: str, instant: datetime, day: date) -> Response:
    served = reader().published_at(instant.timestamp())
    if served is None:
        raise NotFound("那时还没有发布任何内容", known_at=instant.isoformat())
    return _page_in(served, path, missing, day)


def _page_in(served: Served, path: str, missing: str, day: date) -> Response:
    found = served.store.find(path, day, _encoding())
    if found is None:
        raise NotFound(missing, path=path)
    answer = reader().prepared(served, found, float("inf"))
    return conditional(answer.body, answer.etag, answer.headers(reader().keepable(LIVE_MAX_AGE)))


def live(body: Mapping[str, Any], served: Served) -> Response:
    """Answer something worked out from a release for this request; it may be kept shortly."""
    found = _packed(orjson.dumps(body), _encoding())
    answer = reader().prepared(served, found, float("inf"))
    return conditional(answer.body, answer.etag, answer.headers(reader().keepable(LIVE_MAX_AGE)))


def _packed(body: bytes, encoding: str) -> Found:
    name = hashlib.sha256(body).hexdigest()
    if encoding == "identity" or len(body) < SMALLEST_COMPRESSED:
        return Found(name, FOREVER, body, "identity")
    return Found(name, FOREVER, PACKERS[encoding](body), encoding)


def conditional(body: bytes, etag: str, headers: Headers) -> Response:
    """Return 200 with the body, or 304 when the client has it already."""
    seen = request.headers.get("If-None-Match")
    if seen and has(seen, etag):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=unchanged(headers))
    return Response(body, headers=headers)


def _encoding() -> str:
    return encoding_for(request.headers.get("Accept-Encoding", ""))

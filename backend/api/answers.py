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

from backend.api.problems import quoted
from backend.clock import FOREVER, SHANGHAI, day_of, midnight, now, today
from backend.errors import Invalid, NotFound, Unavailable
from backend.release.negotiate import encoding_for, has, settled
from backend.release.packing import SMALLEST_COMPRESSED
from backend.release.pages import JSON, PNG, media_type
from backend.release.reader import Headers, Reader, Served, begins, unchanged
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
    except ValueError:
        message = f"known_at{quoted(known_at)}应当是日期或带时区的时间"
        raise Invalid(message, known_at=known_at) from None
    except OverflowError:  # its offset takes it out of the calendar
        message = f"known_at{quoted(known_at)}太早或太晚，换算不了"
        raise Invalid(message, known_at=known_at) from None
    if instant > now():
        raise Invalid("known_at 不能晚于现在", known_at=known_at)
    return instant


def _parsed(text: str) -> datetime:
    if A_DAY.fullmatch(text):
        return _last_moment(date.fromisoformat(text))
    if not AN_INSTANT.match(text):
        raise ValueError(text)
    instant = datetime.fromisoformat(text.replace(" ", "+"))  # an unescaped + arrives as a space
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def _last_moment(day: date) -> datetime:
    """Return the last moment of a day that is known of; one to come is not over yet."""
    if day < today():
        return midnight(day + ONE_DAY) - MOMENT
    return now() if day == today() else midnight(day)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as asked for: who answers, its bytes, for how many seconds a copy may be kept."""

    served: Served
    found: Found
    max_age: int


def page(path: str, missing: str, as_of: Mapping[str, Any]) -> Response:
    """Answer a baked page: now, for another day (`on`), or as published then (`known_at`)."""
    if not as_of and not previewed():
        served_now()
        if ready := reader().answer(path, _encoding()):
            answer, max_age = ready
            return conditional(answer.body, answer.etag, answer.headers(max_age))
        raise NotFound(missing, path=path)
    return _answered(seen(path, missing, as_of, encoding=_encoding()), media_type(path))


def seen(path: str, missing: str, as_of: Mapping[str, Any], *, encoding: str) -> Seen:
    """Return a baked page as `page` answers it; raises `NotFound` where there is none."""
    served, day = _as_of(as_of)
    found = served.store.find(path, day, encoding)
    if found is None:
        raise NotFound(missing, path=path)
    if as_of:
        return Seen(served, found, _kept_shortly())
    return Seen(served, found, reader().keepable(reader().max_age, begins(found.holds_until)))


def _as_of(as_of: Mapping[str, Any]) -> tuple[Served, date]:
    """Return the release asked for, and the day: that of `known_at` where none is given."""
    known_at: str | None = as_of.get("known_at")
    on: date | None = as_of.get("on")
    if known_at is None and (on is None or previewed()):
        return served_now(), on or day_asked()
    instant = instant_of(known_at) if known_at is not None else now()
    served = reader().published_at(instant.timestamp())
    if served is None:
        raise NotFound("那时还没有发布任何内容", known_at=instant.isoformat())
    return served, on or day_of(instant)


def drawn(picture: bytes, kind: str, basis: Seen) -> Response:
    """Answer a picture drawn from a page; it may be kept as long as that."""
    encoding = "identity" if kind == PNG else _encoding()  # a PNG is packed already
    return _answered(Seen(basis.served, _packed(picture, encoding), basis.max_age), kind)


def _answered(given: Seen, kind: str) -> Response:
    answer = reader().prepared(given.served, given.found, float("inf"), kind)
    return conditional(answer.body, answer.etag, answer.headers(given.max_age))


def live(body: Mapping[str, Any], served: Served) -> Response:
    """Answer something worked out from a release for this request; it may be kept shortly."""
    found = _packed(orjson.dumps(body), _encoding())
    return _answered(Seen(served, found, _kept_shortly()), JSON)


def _kept_shortly() -> int:
    """Return for how many seconds a live answer may be kept: it is for today, and ends with it."""
    return reader().keepable(LIVE_MAX_AGE, begins(today() + ONE_DAY))


def _packed(body: bytes, encoding: str) -> Found:
    encoding = settled(encoding)
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

"""The way round Flask: a plain GET of a baked page is answered here, everything odd goes in."""

from collections.abc import Callable, Iterable
from typing import Any

from backend.release.negotiate import encoding_for, has
from backend.release.reader import Reader, unchanged

PREFIX = "/api/v1"
_SKIP = len(PREFIX)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]


def ignore(_status: str, _path: str) -> None:
    """Count nothing."""


class Dispatcher:
    """A WSGI application in front of another."""

    def __init__(
        self, inner: WsgiApp, reader: Reader, count: Callable[[str, str], None] = ignore
    ) -> None:
        self.inner = inner
        self.reader = reader
        self.count = count
        self.asks_origin = False  # with CORS on, requests that name an origin go in

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        method = environ["REQUEST_METHOD"]
        plain = method in ("GET", "HEAD") and not environ.get("QUERY_STRING")
        if self.asks_origin and "HTTP_ORIGIN" in environ:
            plain = False
        if not plain or not path.startswith(PREFIX):
            return self.inner(environ, start_response)
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        found = self.reader.answer(path[_SKIP:], encoding)
        if found is None:
            return self.inner(environ, start_response)
        answer, max_age = found
        headers = answer.full if max_age == self.reader.max_age else answer.headers(max_age)
        seen = environ.get("HTTP_IF_NONE_MATCH")
        if seen and has(seen, answer.etag):
            short = answer.unchanged if headers is answer.full else unchanged(headers)
            self.count("304", path)
            start_response("304 Not Modified", short)
            return ()
        self.count("200", path)
        start_response("200 OK", headers)
        return () if method == "HEAD" else (answer.body,)

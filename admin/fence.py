"""What the panel's extensions hook into every request happens under /admin alone.

Sessions, users, CSRF and limits are nobody's business who only reads: an answer of the API must not
vary by cookie, nor cost what it does not need.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, has_request_context, request

PREFIX = "/admin"


def inside() -> bool:
    """Tell whether the request at hand is the panel's."""
    return has_request_context() and (request.path + "/").startswith(PREFIX + "/")


@contextmanager
def around(app: Flask) -> Iterator[None]:
    """Keep every hook that is registered meanwhile to the panel."""
    kinds: list[tuple[list[Any], Callable[[Any], Any]]] = [
        (app.before_request_funcs.setdefault(None, []), _before),
        (app.after_request_funcs.setdefault(None, []), _after),
        (app.template_context_processors.setdefault(None, []), _context),
    ]
    known = [len(hooks) for hooks, _ in kinds]
    yield
    for (hooks, fenced), count in zip(kinds, known, strict=True):
        hooks[count:] = [fenced(hook) for hook in hooks[count:]]


def _before(hook: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: hook() if inside() else None


def _after(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda response: hook(response) if inside() else response


def _context(hook: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    return lambda: hook() if inside() else {}

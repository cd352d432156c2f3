"""The edge that phones and programs meet."""

import re

from flask import Flask, Response, current_app, request

from backend.api import (
    live,
    miniapp,
    pages,
    pictures,
    preview,
    problems,
    search,
    service,
    site,
    spec,
)
from backend.extensions import api
from backend.release.dispatcher import PREFIX

READABLE = re.compile(rf"(?:/preview/[^/]+)?{PREFIX}/")  # what scripts of other origins may read
EXPOSED = {
    "Access-Control-Expose-Headers": "ETag, X-Release, Date, Age, Retry-After, X-Request-ID",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, X-Request-ID",
    "Access-Control-Max-Age": "7200",  # seconds; browsers keep it no longer
}


def init_app(app: Flask) -> None:
    """Register every route, and how each may fail."""
    app.url_map.merge_slashes = False  # a doubled slash is a mistake, not a way round
    spec.init_app(app)
    api.register_blueprint(pages.blp, url_prefix=PREFIX)
    api.register_blueprint(pictures.blp, url_prefix=PREFIX)
    api.register_blueprint(live.blp, url_prefix=PREFIX)
    api.register_blueprint(search.blp, url_prefix=PREFIX)
    app.register_blueprint(service.bp)
    app.register_blueprint(site.bp)
    app.register_blueprint(miniapp.bp)
    preview.init_app(app)
    problems.init_app(app)
    app.after_request(_take_at_its_word)
    if app.config["CORS_ORIGINS"]:
        app.after_request(_allow_origin)


def _take_at_its_word(response: Response) -> Response:
    """Keep browsers from guessing what an answer is."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response


def _allow_origin(response: Response) -> Response:
    """Let the scripts of the configured origins read the API, and nothing but the API."""
    if not READABLE.match(request.path):
        return response
    response.vary.add("Origin")
    if (origin := request.headers.get("Origin")) in current_app.config["CORS_ORIGINS"]:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.update(PREFLIGHT if _is_preflight() else EXPOSED)
    return response


def _is_preflight() -> bool:
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers

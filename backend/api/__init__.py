"""The edge that phones and programs meet."""

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
    """Let the configured origins read; the API is readable by nobody else's scripts."""
    origin = request.headers.get("Origin")
    response.vary.add("Origin")
    if origin in current_app.config["CORS_ORIGINS"]:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "ETag, X-Release"
    return response

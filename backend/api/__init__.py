"""The edge that phones and programs meet."""

from flask import Flask, Response, current_app, request

from backend.api import live, pages, problems, service, site
from backend.extensions import api
from backend.release.dispatcher import PREFIX

SPEC = {
    "API_TITLE": "医保指路 阅读接口",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": (
                "医保办事路径、缴费和待遇标准、经办机构。金额以分计，比例以基点计（8500 = 85%），"
                "日期区间含首不含尾，按上海时间。页面可缓存，带强 ETag；"
                "每个页面都可以加 ?on=YYYY-MM-DD 或 ?known_at=。"
            ),
        },
        "servers": [{"url": "/", "description": "本机"}],
    },
}


def init_app(app: Flask) -> None:
    """Register every route, and how each may fail."""
    app.config.update(SPEC)
    api.init_app(app)
    api.register_blueprint(pages.blp, url_prefix=PREFIX)
    api.register_blueprint(live.blp, url_prefix=PREFIX)
    app.register_blueprint(service.bp)
    app.register_blueprint(site.bp)
    problems.init_app(app)
    if app.config["CORS_ORIGINS"]:
        app.after_request(_allow_origin)


def _allow_origin(response: Response) -> Response:
    """Let the configured origins read; the API is readable by nobody else's scripts."""
    origin = request.headers.get("Origin")
    response.vary.add("Origin")
    if origin in current_app.config["CORS_ORIGINS"]:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response

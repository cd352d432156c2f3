"""Every failure as an RFC 9457 problem, in Chinese, with a stable code."""

import json
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from backend.errors import YibaoError

PROBLEM_JSON = "application/problem+json"
REPEATED = 40  # characters of what was asked that a message repeats: every key of ours is shorter
log = structlog.get_logger()

UNEXPECTED = ("internal", "服务出错", "服务器出了意外，已记录；请稍后再试。")
CODES = {
    400: ("bad_request", "请求格式有误", "请求的写法不对，服务器看不懂。"),
    404: ("not_found", "没有找到", "没有这个地址，请检查网址。"),
    405: ("method_not_allowed", "不支持这种请求方式", "这个地址只能读取。"),
    413: ("too_large", "内容太大", "提交的内容太大。"),
    414: ("too_long", "网址太长", "网址最多约 8000 个字节；搜索时写几个字就够了。"),
    415: ("unsupported_media_type", "不支持的格式", "提交内容的格式不受支持。"),
    422: ("invalid", "输入有误", "有参数不合规定，详见 errors。"),
    429: ("too_many_requests", "请求太频繁", "请稍后再试。"),
    500: UNEXPECTED,
}
UNREADABLE = "请求的写法不对，服务器看不懂；网址里的汉字要先转成百分号编码。"
OTHERWISE = ("请求无法完成", "服务器不接受这样的请求。")
DATABASE_AWAY = ("database_away", "暂时无法提供", "编辑库暂时连不上；已发布的页面不受影响。")


def init_app(app: Flask) -> None:
    """Answer every exception as a problem, whatever route it came from."""
    app.register_error_handler(YibaoError, of)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(Exception, _unexpected)


def problem(status: int, code: str, title: str, detail: str, **more: Any) -> Response:
    """Return a problem+json response."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "instance": request.path,
        "request_id": g.get("request_id", ""),
        **more,
    }
    written = json.dumps(body, ensure_ascii=False, default=str)  # any integer, however large
    response = Response(written, status, content_type=PROBLEM_JSON)
    response.headers["Cache-Control"] = "no-store"
    return response


def quoted(asked: object) -> str:
    """Return what was asked as a message names it, cut where it goes on and on."""
    said = str(asked)
    return f"「{said[:REPEATED]}{'…' if len(said) > REPEATED else ''}」"


def unread(status: int) -> bytes:
    """Return the problem of a request that was refused before it was read: nothing names it."""
    code, title, detail = CODES.get(status, (f"http_{status}", *OTHERWISE))
    said = {
        "type": "about:blank", "title": title, "status": status,
        "detail": UNREADABLE if status == HTTPStatus.BAD_REQUEST else detail,
        "code": code, "instance": "", "request_id": "",
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


def of(error: YibaoError) -> Response:
    """Return one of our own errors as a problem."""
    errors = {"errors": error.data} if error.data else {}
    return problem(error.status, error.code, error.title, error.message, **errors)


def _http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    code, title, detail = CODES.get(status, (f"http_{status}", *OTHERWISE))
    fields = _field_errors(error)
    if fields:
        first = next(iter(fields.items()))
        detail = f"参数 {first[0]}：{first[1][0]}"
    response = problem(status, code, title, detail, **({"errors": fields} if fields else {}))
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _field_errors(error: HTTPException) -> dict[str, list[str]]:
    """Return webargs' messages by parameter."""
    messages: dict[str, Any] = getattr(error, "data", {}).get("messages", {})
    found: dict[str, list[str]] = {}
    for location in messages.values():
        found.update(location if isinstance(location, dict) else {})
    return found


def _database(error: SQLAlchemyError) -> Response:
    log.error("database_away", error=str(error))
    response = problem(HTTPStatus.SERVICE_UNAVAILABLE, *DATABASE_AWAY)
    response.headers["Retry-After"] = "5"
    return response


def _unexpected(error: Exception) -> Response:
    log.error("unexpected", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, *UNEXPECTED)

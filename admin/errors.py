"""Every failure in the panel as a page in Chinese that says what to do; the API's stay problems."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, Response, make_response, render_template, request
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from admin.fence import inside
from backend.errors import YibaoError
from backend.extensions import db

log = structlog.get_logger()
Handler = Callable[[Any], Any]

PAGES = {
    400: ("请求有误", "提交的内容不完整，请返回重试。"),
    403: ("没有权限", "您的账号不能做这件事。需要的话，请找管理员。"),
    404: ("没有找到", "没有这个页面，或者它不在您负责的地区。"),
    405: ("不能这样打开", "这个地址不能直接打开，请从页面上的按钮操作。"),
    413: ("文件太大", "文件超过 5 MB，请拆成几个再上传。"),
    429: ("尝试太多次", "为了账号安全，请过一会儿再试。"),
}
CSRF = ("页面已过期", "页面打开太久，或在别处退出过。请返回、刷新页面，再提交一次。")
DATABASE = ("暂时无法保存", "编辑库暂时连不上或正忙。写过的内容仍在页面里，请稍后再提交一次。")
UNEXPECTED = ("出错了", "服务器出了意外，已记录下来。没有保存任何改动，请稍后再试。")


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, in words: `status` as HTTP has it, `problems` line by line."""

    status: int
    title: str
    message: str
    problems: tuple[str, ...] = ()


def init_app(app: Flask) -> None:
    """Answer with a page wherever the backend, at the same place, answers with a problem."""
    known = app.error_handler_spec[None][None]
    for kind, problem in list(known.items()):
        known[kind] = _either(problem)


def _either(problem: Handler) -> Handler:
    return lambda error: page(error) if inside() and not wants_json() else problem(error)


def wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == (
        "application/json"
    )


def page(error: Exception) -> Response:
    """Return the page for an error; nothing that was begun is kept."""
    db.session.rollback()
    failure = failure_of(error)
    response = make_response(render_template("panel/error.html", failure=failure), failure.status)
    if failure.status == 503:  # noqa: PLR2004 - it says so itself
        response.headers["Retry-After"] = "5"
    return response


def failure_of(error: Exception) -> Failure:
    match error:
        case YibaoError():
            problems = tuple(map(str, error.data.get("problems", ())))
            return Failure(error.status, error.title, error.message, problems)
        case CSRFError():
            return Failure(400, *CSRF)
        case RateLimitExceeded():
            return Failure(429, *PAGES[429])
        case HTTPException():
            status = error.code or 500
            return Failure(status, *PAGES.get(status, UNEXPECTED))
        case SQLAlchemyError():
            log.error("database_away", error=str(error))
            return Failure(503, *DATABASE)
    log.error("unexpected", exc_info=error)
    return Failure(500, *UNEXPECTED)

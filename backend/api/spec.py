"""The OpenAPI document: what all operations share, said once, and an example of every answer."""

from http import HTTPStatus
from typing import Any

from apispec import BasePlugin
from flask import Flask

from backend.api import examples
from backend.api.problems import PROBLEM_JSON
from backend.extensions import api
from backend.schemas.pages.live import Problem

CONFIG = {
    "API_TITLE": "医保指路 阅读接口",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": (
                "医保办事路径、缴费和待遇标准、经办机构。金额以分计，比例以基点计（8500 = 85%），"
                "日期区间含首不含尾，按上海时间。每个回答都带强 ETag，再来问时放进 If-None-Match，"
                "没有变化就返回 304；支持 gzip 和 br。"
                "每个页面都可以加 ?on=YYYY-MM-DD 或 ?known_at=。"
                "例子里的标识、区划和发布编号取自随附的内容，换了内容就换成自己的。"
            ),
        },
        "servers": [{"url": "/", "description": "本机"}],
    },
}
HEADERS = {
    "ETag": "强实体标签；每种压缩各有一个",
    "Cache-Control": "public, max-age=…；不会超过下一次变化",
    "Vary": "按哪些请求头区分缓存",
    "X-Release": "由第几号发布作答",
}
PROBLEMS = {
    "Invalid": "参数不合规定，详见 errors",
    "Refused": "请求有误",
    "Unavailable": "服务暂时无法回答",
}
UNUSED = (
    "Error",
    "PaginationMetadata",
)  # flask-smorest brings them, nothing of ours refers to them


class Shared(BasePlugin):
    """Completes every operation: headers and example of its 200, its 304, and its refusals."""

    def __init__(self) -> None:
        self.examples = examples.stored()

    def init_spec(self, spec: Any) -> None:
        super().init_spec(spec)
        for name, said in HEADERS.items():
            spec.components.header(name, {"description": said, "schema": {"type": "string"}})
        unchanged = {"description": "和 If-None-Match 里的一样，没有正文", "headers": _headers()}
        spec.components.response("NotModified", unchanged)
        problem = {PROBLEM_JSON: {"schema": Problem}}
        for name, said in PROBLEMS.items():
            spec.components.response(name, {"description": said, "content": problem})

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **_: Any
    ) -> None:
        for operation in (operations or {}).values():
            self._complete(operation)

    def _complete(self, operation: dict[str, Any]) -> None:
        responses: dict[Any, Any] = operation["responses"]
        responses.pop("default")
        if HTTPStatus.UNPROCESSABLE_ENTITY in responses:
            responses[HTTPStatus.UNPROCESSABLE_ENTITY] = "Invalid"
        responses |= {
            HTTPStatus.NOT_MODIFIED: "NotModified",
            "4XX": "Refused",
            "5XX": "Unavailable",
        }
        answer = responses[HTTPStatus.OK]
        answer |= {"description": "有答案", "headers": _headers()}
        for shape in answer["content"].values():
            shape.update(self._example(operation["operationId"]))

    def _example(self, operation: str) -> dict[str, Any]:
        return {"example": self.examples[operation]} if operation in self.examples else {}


def init_app(app: Flask) -> None:
    app.config.update(CONFIG)
    api.init_app(app, spec_kwargs={"extra_plugins": [Shared()]})
    for name in UNUSED:
        api.spec.components.schemas.pop(name)


def _headers() -> dict[str, str]:
    return {name: name for name in HEADERS}

"""Search, and suggestions while one types: asked live, out of the release's own index."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from backend.api.answers import day_asked, live, served_now
from backend.api.problems import PROBLEM_JSON, quoted
from backend.errors import NotFound
from backend.release.reader import Served
from backend.release.search.answer import search as answer
from backend.release.search.lookup import Opened, opened
from backend.release.search.places import Place
from backend.release.search.show import Shown
from backend.release.search.suggest import suggest as offer
from backend.schemas.fields import AskedWhole
from backend.schemas.pages.live import Problem
from backend.schemas.pages.search import SearchPage, SuggestPage
from backend.vocabulary import NATION

blp = Blueprint("search", __name__, description="搜索")
MOST_RESULTS, MOST_SUGGESTIONS = 50, 20


def _limit(most: int, usual: int) -> AskedWhole:
    return AskedWhole(
        load_default=usual,
        validate=validate.Range(1, most, error=f"应在 1 到 {most} 之间"),
        metadata={"description": "最多几个结果"},
    )


class SearchQuery(Schema):
    q = fields.String(
        required=True,
        metadata={
            "description": "要找什么：问题、词、拼音、首字母、电话号码；空着就是常用的办事指南",
            "example": "深圳少儿医保怎么缴费",
        },
    )
    region = fields.String(
        load_default=NATION,
        metadata={"description": "所选地区的区划代码；问题里写到的地方优先"},
    )
    limit = _limit(MOST_RESULTS, 20)


class SuggestQuery(SearchQuery):
    q = fields.String(required=True, metadata={"description": "已经输入的字", "example": "深圳"})
    limit = _limit(MOST_SUGGESTIONS, 10)


@blp.route("/search")
@blp.doc(operationId="search", summary="搜索")
@blp.arguments(SearchQuery, location="query")
@blp.response(200, SearchPage)
@blp.alt_response(404, schema=Problem, content_type=PROBLEM_JSON, description="没有这个地区")
def search(query: dict[str, Any]) -> Response:
    return _answered(answer, query)


@blp.route("/suggest")
@blp.doc(operationId="suggest", summary="边输入边提示")
@blp.arguments(SuggestQuery, location="query")
@blp.response(200, SuggestPage)
@blp.alt_response(404, schema=Problem, content_type=PROBLEM_JSON, description="没有这个地区")
def suggest(query: dict[str, Any]) -> Response:
    return _answered(offer, query)


Answerer = Callable[[Opened, Shown, str, Place, int], dict[str, Any]]


def _answered(work_out: Answerer, query: dict[str, Any]) -> Response:
    served = served_now()
    index = opened(served.store)
    chosen = index.gazetteer.place(query["region"])
    if chosen is None:
        raise NotFound(f"没有地区{quoted(query['region'])}", region=query["region"])
    return live(work_out(index, _shown(served), query["q"], chosen, query["limit"]), served)


def _shown(served: Served) -> Shown:
    return Shown(day_asked(), lambda key: served.store.document("standard", key))

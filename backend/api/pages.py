"""The baked pages, for everything the dispatcher in front does not answer.

That is other days, other releases, and whatever does not exist.
"""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from backend.api.answers import page
from backend.api.problems import PROBLEM_JSON, quoted
from backend.schemas.fields import AskedDay
from backend.schemas.pages.decision import RulePage, SourcePage
from backend.schemas.pages.guide import GuidePage
from backend.schemas.pages.live import Problem
from backend.schemas.pages.place import ChannelListPage, ChannelPage, OfficePage
from backend.schemas.pages.questionnaire import QuestionnairePage
from backend.schemas.pages.region import (
    GuideListPage,
    OfficeListPage,
    RegionHomePage,
    RegionIndexPage,
    StandardListPage,
)
from backend.schemas.pages.standard import StandardPage

blp = Blueprint("pages", __name__, description="已发布的页面")


class AsOf(Schema):
    """For which day, and as published when."""

    on = AskedDay(metadata={"description": "看这一天的内容（上海日期）", "example": "2024-12-31"})
    known_at = fields.String(
        metadata={
            "description": "看当时已发布的内容：日期（YYYY-MM-DD，指那天结束时），或带时区的时间"
            "（YYYY-MM-DDThh:mm:ss+08:00）；不早于首次发布，不晚于现在"
        }
    )


def _document(rule: str, schema: type[Schema], label: str, example: str) -> None:
    """Register a page: its path, what it looks like, and what to say when there is none."""
    name = rule.strip("/").replace("/", "_").replace("<key>", "one").replace("<code>", "one")

    @blp.route(rule, endpoint=name, parameters=_named(rule, example))
    @blp.doc(operationId=name, summary=label)
    @blp.arguments(AsOf, location="query")
    @blp.response(200, schema)
    @blp.alt_response(404, schema=Problem, content_type=PROBLEM_JSON, description="没有找到")
    def view(as_of: dict[str, Any], **named: str) -> Response:
        path = rule
        for placeholder, value in named.items():
            path = path.replace(f"<{placeholder}>", value)
        return page(path, _missing(label, named), as_of)


def _missing(label: str, named: dict[str, str]) -> str:
    """Return what to say where there is no page: every region has all of its pages."""
    if "code" in named:
        return f"没有地区{quoted(named['code'])}"
    return f"没有{label}{quoted(named['key'])}" if named else f"没有{label}"


def _named(rule: str, example: str) -> list[dict[str, Any]]:
    """Return what the path of a page names, with an example."""
    said = {"key": "标识", "code": "区划代码：6 位，乡级 9 位"}
    return [
        {"in": "path", "name": name, "description": label, "example": example}
        for name, label in said.items()
        if f"<{name}>" in rule
    ]


for _rule, _schema, _label, _example in (
    ("/regions", RegionIndexPage, "行政区划", ""),
    ("/regions/<code>", RegionHomePage, "地区首页", "440300"),
    ("/regions/<code>/guides", GuideListPage, "地区的办事指南", "440300"),
    ("/regions/<code>/standards", StandardListPage, "地区的标准", "440784"),
    ("/regions/<code>/offices", OfficeListPage, "地区的经办机构", "440784"),
    ("/guides/<key>", GuidePage, "办事指南", "shenzhen-child-enrol"),
    ("/standards/<key>", StandardPage, "标准", "hunan-resident"),
    ("/offices/<key>", OfficePage, "经办机构", "heshan-gulao"),
    ("/channels", ChannelListPage, "办理渠道列表", ""),
    ("/channels/<key>", ChannelPage, "办理渠道", "shenzhen-yibao"),
    ("/questionnaires/<key>", QuestionnairePage, "导办问答", "tianjin-child-enrol-way"),
    ("/rules/<key>", RulePage, "规则", "tianjin-newborn-coverage-start"),
    ("/sources/<key>", SourcePage, "来源", "heshan-open-letter-2023"),
):
    _document(_rule, _schema, _label, _example)

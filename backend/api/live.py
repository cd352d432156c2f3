"""What is worked out for the one who asks: estimates, the nearest office, changes, the release."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import EXCLUDE, Schema, fields, validate

from backend.api.answers import day_asked, live, reader, served_now
from backend.api.problems import PROBLEM_JSON, quoted
from backend.clock import now, years_asked
from backend.errors import NotFound
from backend.release import live as answers
from backend.release.reader import Served
from backend.schemas.fields import AskedNumber, AskedWhole, EstimatedDay
from backend.schemas.pages.live import (
    Changes,
    ContributionEstimate,
    CoverageStartEstimate,
    NearestOffices,
    Problem,
    ReleasePage,
)

blp = Blueprint("live", __name__, description="现查现算")
REFUSED = {"schema": Problem, "content_type": PROBLEM_JSON}
MAX_NEAREST = 50
FACTS = {
    "in": "query", "name": "facts", "style": "form", "explode": True,
    "description": "规则要问的事实，各为一个参数，名字见 /rules/{key} 的 facts",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    "example": {"birth_date": "2025-01-01", "paid_date": "2025-03-01"},
}  # fmt: skip
REGION = {
    "in": "path",
    "name": "code",
    "description": "区划代码：6 位，乡级 9 位",
    "example": "440784",
}


class ContributionQuery(Schema):
    standard = fields.String(
        required=True, metadata={"description": "缴费标准", "example": "hunan-resident"}
    )
    paid_on = EstimatedDay(
        required=True, metadata={"description": "缴费那天", "example": "2024-12-31"}
    )


class CoverageStartQuery(Schema):
    """The rule, and its facts as further parameters by name."""

    class Meta:
        unknown = EXCLUDE

    rule = fields.String(
        required=True,
        metadata={"description": "规则", "example": "tianjin-newborn-coverage-start"},
    )


class NearestQuery(Schema):
    lat = AskedNumber(
        required=True,
        validate=validate.Range(-90, 90, error="纬度应在 -90 到 90 之间"),
        metadata={"description": "纬度（GCJ-02）", "example": 22.76},
    )
    lng = AskedNumber(
        required=True,
        validate=validate.Range(-180, 180, error="经度应在 -180 到 180 之间"),
        metadata={"description": "经度（GCJ-02）", "example": 112.96},
    )
    limit = AskedWhole(
        load_default=10,
        validate=validate.Range(1, MAX_NEAREST, error=f"应在 1 到 {MAX_NEAREST} 之间"),
        metadata={"description": "最多几家"},
    )


class ChangesQuery(Schema):
    since = AskedWhole(
        required=True, metadata={"description": "从哪一次发布算起：/release 的 id", "example": 1}
    )


@blp.route("/release")
@blp.doc(operationId="release", summary="现在生效的发布")
@blp.response(200, ReleasePage)
def release() -> Response:
    served = served_now()
    return live(answers.release_form(served, reader().entries), served)


@blp.route("/estimates/contribution")
@blp.doc(operationId="estimate_contribution", summary="某天缴费要交多少")
@blp.arguments(ContributionQuery, location="query")
@blp.response(200, ContributionEstimate)
@blp.alt_response(404, **REFUSED, description="没有这个标准")
def contribution(query: dict[str, Any]) -> Response:
    served = served_now()
    standard = served.store.document("standard", query["standard"])
    if standard is None:
        raise NotFound(f"没有标准{quoted(query['standard'])}", key=query["standard"])
    return live(answers.contribution(standard, query["paid_on"]), served)


@blp.route("/estimates/coverage-start", parameters=[FACTS])
@blp.doc(operationId="estimate_coverage_start", summary="从哪天开始享受待遇")
@blp.arguments(CoverageStartQuery, location="query")
@blp.response(200, CoverageStartEstimate)
@blp.alt_response(404, **REFUSED, description="没有这个规则")
def coverage_start(query: dict[str, Any]) -> Response:
    served = served_now()
    rule = served.store.page(f"/rules/{query['rule']}", day_asked())
    if rule is None:
        raise NotFound(f"没有规则{quoted(query['rule'])}", key=query["rule"])
    facts = {name: value for name, value in request.args.items() if name != "rule"}
    return live(answers.coverage_start(rule, facts, years_asked()), served)


@blp.route("/regions/<code>/offices/nearest", parameters=[REGION])
@blp.doc(operationId="nearest_offices", summary="离得最近的经办机构")
@blp.arguments(NearestQuery, location="query")
@blp.response(200, NearestOffices)
@blp.alt_response(404, **REFUSED, description="没有这个地区")
def nearest(query: dict[str, Any], code: str) -> Response:
    served = served_now()
    listed = served.store.page(f"/regions/{code}/offices", day_asked())
    if listed is None:
        raise NotFound(f"没有地区{quoted(code)}", code_asked=code)
    position = query["lat"], query["lng"]
    return live(answers.nearest(listed["offices"], position, query["limit"]), served)


@blp.route("/changes")
@blp.doc(operationId="changes", summary="从某次发布以来改了什么")
@blp.arguments(ChangesQuery, location="query")
@blp.response(200, Changes)
@blp.alt_response(404, **REFUSED, description="没有这次发布")
def changes(query: dict[str, Any]) -> Response:
    served, earlier = served_now(), _once_live(query["since"])
    if earlier is None:
        raise NotFound(f"没有生效过编号为{quoted(query['since'])}的发布", since=query["since"])
    return live(answers.changes(earlier, served), served)


def _once_live(release_id: int) -> Served | None:
    """Return a release that answers or has answered; what is still to come is nobody's business."""
    entry = next((e for e in reader().entries if e.id == release_id), None)
    if entry is None or entry.go_live > now().timestamp():
        return None
    found = reader().published_at(entry.go_live)
    return found if found and found.entry == entry else None

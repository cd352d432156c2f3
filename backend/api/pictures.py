"""Pictures: the chart of a standard, baked; the cards of a guide's routes, drawn when asked for."""

import re
from typing import Any

import orjson
from flask import Response
from flask_smorest import Blueprint

from backend.api.answers import Seen, drawn, page, seen
from backend.api.pages import AsOf
from backend.api.problems import PROBLEM_JSON, quoted
from backend.errors import Invalid, NotFound
from backend.release.draw.card import card
from backend.release.draw.marks import Picture
from backend.release.draw.png import png
from backend.release.draw.svg import svg
from backend.release.pages import PNG, SVG
from backend.schemas.pages.live import Problem

blp = Blueprint("pictures", __name__, description="图片")
A_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")
NOT_FOUND = {"schema": Problem, "content_type": PROBLEM_JSON, "description": "没有找到"}
STANDARD, GUIDE = (
    {"in": "path", "name": "key", "description": "标识", "example": example}
    for example in ("hunan-resident", "shenzhen-child-enrol")
)
ROUTE = {
    "in": "path", "name": "number", "example": 0,
    "description": "第几条办理途径，从 0 数起，次序和指南的 routes 一样",
    "schema": {"type": "integer", "minimum": 0},
}  # fmt: skip


def _image(kind: str) -> dict[str, Any]:
    return {"type": "string", "contentMediaType": kind}


@blp.route("/standards/<key>/chart.svg", parameters=[STANDARD])
@blp.doc(operationId="standards_one_chart", summary="历年标准的图")
@blp.arguments(AsOf, location="query")
@blp.response(200, _image(SVG), content_type=SVG)
@blp.alt_response(404, **NOT_FOUND)
def chart(as_of: dict[str, Any], key: str) -> Response:
    missing = f"没有标准{quoted(key)}的图：没有这个标准，或者它的数太少，比不成图"
    return page(f"/standards/{key}/chart.svg", missing, as_of)


@blp.route("/guides/<key>/routes/<number>/card.svg", parameters=[GUIDE, ROUTE])
@blp.doc(operationId="routes_one_card_svg", summary="办理途径的图片卡（SVG）")
@blp.arguments(AsOf, location="query")
@blp.response(200, _image(SVG), content_type=SVG)
@blp.alt_response(404, **NOT_FOUND)
def card_svg(as_of: dict[str, Any], key: str, number: str) -> Response:
    basis, picture = _card(as_of, key, number)
    return drawn(svg(picture), SVG, basis)


@blp.route("/guides/<key>/routes/<number>/card.png", parameters=[GUIDE, ROUTE])
@blp.doc(operationId="routes_one_card_png", summary="办理途径的图片卡（PNG，宽 1080 像素）")
@blp.arguments(AsOf, location="query")
@blp.response(200, _image(PNG), content_type=PNG)
@blp.alt_response(404, **NOT_FOUND)
def card_png(as_of: dict[str, Any], key: str, number: str) -> Response:
    basis, picture = _card(as_of, key, number)
    return drawn(png(picture), PNG, basis)


def _card(as_of: dict[str, Any], key: str, number: str) -> tuple[Seen, Picture]:
    """Return the picture of a route, and the guide's page it shows."""
    if not A_NUMBER.fullmatch(number):
        message = f"途径编号{quoted(number)}应当是整数，从 0 数起"
        raise Invalid(message, number=[message])
    missing = f"没有办事指南{quoted(key)}"
    basis = seen(f"/guides/{key}", missing, as_of, encoding="identity")
    guide = orjson.loads(basis.found.body)
    if int(number) >= len(guide["routes"]):
        raise NotFound(_too_far(guide, number), key=key, number=number)
    return basis, card(guide, int(number))


def _too_far(guide: dict[str, Any], number: str) -> str:
    known = len(guide["routes"])
    among = f"只有 {known} 条，编号 0 到 {known - 1}" if known else "一条也没有"
    return f"「{guide['title']}」没有编号为 {number} 的办理途径（{among}）"

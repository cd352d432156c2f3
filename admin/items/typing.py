"""What helps while somebody types: look-ups, menu paths as chips, amounts, numbers to dial."""

from typing import Any

from flask import jsonify, request
from flask_admin import expose
from werkzeug.wrappers import Response

from admin.items.page import shown_node
from admin.items.today import Today, offered
from admin.views.base import PanelView
from backend.errors import BadRequest
from backend.services import area_codes, names, working
from backend.text.menupath import format_path, node_from_dict, node_to_dict, parse

LONGEST = 5_000  # characters looked at
MOST_NODES = 100


class TypingView(PanelView):
    permission = "edit"

    def __init__(self) -> None:
        super().__init__(name="填写帮助", endpoint="typing", url="typing")

    def is_visible(self) -> bool:
        return False

    @expose("/")
    def lookup(self) -> Response:
        """Find items of a type, or regions, by part of their name or key."""
        kind = request.args.get("kind", "")
        if kind != names.REGION and kind not in working.MODELS:
            raise BadRequest("没有这类内容", kind=kind)
        found = names.found(kind, request.args.get("q", "")[:LONGEST].strip())
        return jsonify(found=[{"key": k, "title": t, "note": n} for k, t, n in found])

    @expose("/path/", methods=("POST",))
    def path(self) -> Response:
        """Read a menu path in any notation, or write down its nodes."""
        asked = _asked()
        if "nodes" in asked:
            nodes = _nodes(asked["nodes"])
            return jsonify(
                text=format_path(nodes), nodes=[shown_node(node_to_dict(n)) for n in nodes]
            )
        read = parse(_text(asked))
        return jsonify(nodes=[shown_node(node_to_dict(node)) for node in read])

    @expose("/amounts/")
    def amounts(self) -> Response:
        """Find standards, and every amount of theirs that a text can refer to."""
        asked = request.args.get("q", "")[:LONGEST].strip()
        return jsonify(found=offered(asked, request.args.get("region", "")[:9]))

    @expose("/today/", methods=("POST",))
    def today(self) -> Response:
        """Say what a text with references says today."""
        text = _text(_asked())
        return jsonify(said=Today.of_texts([text])(text))

    @expose("/phone/", methods=("POST",))
    def phone(self) -> Response:
        """Turn a number as printed into one that can be dialled, its area code inferred."""
        asked = _asked()
        raw, region = str(asked.get("raw", "")), str(asked.get("region", ""))
        found = area_codes.dialled(raw[:40], region[:9])
        return jsonify(e164=found.e164, inferred=found.inferred, said=found.said)


def _asked() -> dict[str, Any]:
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise BadRequest("应当是 JSON")
    return asked


def _text(asked: dict[str, Any]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise BadRequest("缺少 text")
    return text[:LONGEST]


def _nodes(stored: Any) -> list[Any]:
    if not isinstance(stored, list) or len(stored) > MOST_NODES:
        raise BadRequest("nodes 应当是列表")
    return [node_from_dict(_said(node)) for node in stored]


def _said(node: Any) -> dict[str, Any]:
    """Return the members of a node that are stored; blank nodes and wrong types are refused."""
    if not isinstance(node, dict) or not str(node.get("label", "")).strip():
        raise BadRequest("每一步都要有名称")
    plain = {name: str(node.get(name, "")) for name in ("label", "kind", "note", "param")}
    others = [str(other) for other in node.get("alternatives") or () if str(other).strip()]
    return {**plain, "kind": plain["kind"] or "tap", "alternatives": others}

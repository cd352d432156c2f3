"""The OpenAPI document as the page /docs shows it. Pure: the document in, plain rows out."""

from collections.abc import Iterable
from typing import Any

import orjson

from backend.api.examples import example_of, parameters_of

Row = dict[str, Any]
WORDS = {
    "string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false",
    "object": "对象", "array": "列表", None: "任意",
}  # fmt: skip
PLACES = {"path": "路径", "query": "查询"}


def operations(spec: Row) -> list[Row]:
    """Return what can be asked, with what it answers and an example."""
    return [_operation(spec, path, item["get"]) for path, item in spec["paths"].items()]


def shapes(spec: Row) -> dict[str, list[Row]]:
    """Return the members of every schema, by its name."""
    return {
        name: [_member(name, about) for name, about in schema["properties"].items()]
        for name, schema in spec["components"]["schemas"].items()
    }


def _operation(spec: Row, path: str, operation: Row) -> Row:
    [(kind, content)] = operation["responses"]["200"]["content"].items()
    return {
        "path": path,
        "summary": operation["summary"],
        "parameters": [_parameter(p) for p in parameters_of(spec, path)],
        "answer": _named(content["schema"]),
        "kind": kind,
        "example": _written(content.get("example")),
        "try_path": example_of(spec, path),
    }


def _parameter(parameter: Row) -> Row:
    return {
        "name": parameter["name"],
        "place": PLACES[parameter["in"]],
        "required": "是" if parameter.get("required") else "否",
        "description": parameter.get("description", ""),
    }


def _member(name: str, about: Row) -> Row:
    """Return one member: `shape` names the schema it, or each of its list, is of."""
    inner = about.get("items", about)
    shape = next((a for a in inner.get("anyOf", ()) if "$ref" in a), inner)
    return {
        "name": name,
        "listed": "items" in about,
        "shape": _named(shape),
        "word": _word(inner),
        "description": about.get("description", ""),
        "choices": "、".join(_unsaid(inner.get("enum", ()), about.get("description", ""))),
    }


def _unsaid(choices: Iterable[str | None], description: str) -> list[str]:
    """Return the choices a description does not name with their labels."""
    return [choice for choice in choices if choice and choice not in description]


def _written(example: Any) -> str:
    return orjson.dumps(example, option=orjson.OPT_INDENT_2).decode() if example else ""


def _named(schema: Row) -> str:
    return str(schema.get("$ref", "")).split("/")[-1]


def _word(schema: Row) -> str:
    kinds = schema.get("type")
    return WORDS[next(k for k in kinds if k != "null") if isinstance(kinds, list) else kinds]

"""A short, real example of every answer, kept in examples.json beside this file.

`flask openapi examples` takes them anew out of what is published.
"""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import click
import orjson
from flask import current_app
from flask_smorest.spec import openapi_cli

from backend.extensions import api

FILE = Path(__file__).with_name("examples.json")
LISTED = 2  # members of a list that an example shows

Examples = dict[str, Any]


def stored() -> Examples:
    """Return the examples by operation."""
    found: Examples = orjson.loads(FILE.read_bytes())
    return found


def shortened(value: Any) -> Any:
    """Return a value with its lists cut short."""
    if isinstance(value, dict):
        return {name: shortened(member) for name, member in value.items()}
    return [shortened(member) for member in value[:LISTED]] if isinstance(value, list) else value


def parameters_of(spec: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """Return the parameters of a path's GET: those in the path, then the required ones first."""
    item = spec["paths"][path]
    found = [*item.get("parameters", []), *item["get"].get("parameters", [])]
    return sorted(found, key=lambda p: (p["in"] != "path", not p.get("required")))


def example_of(spec: dict[str, Any], path: str) -> str:
    """Return a path with its examples put in, and what must be asked behind it."""
    query = []
    for parameter in parameters_of(spec, path):
        example = parameter.get("example", parameter["schema"].get("example"))
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(example))
        elif isinstance(example, dict):
            query += [f"{name}={value}" for name, value in example.items()]
        elif parameter.get("required"):
            query.append(f"{parameter['name']}={example}")
    return path + ("?" + "&".join(query) if query else "")


@openapi_cli.command("examples", help="从现在生效的发布里重新取每个接口的例子")
def write() -> None:
    """Take every example anew; one that has no answer now stays as it was."""
    spec, client = api.spec.to_dict(), current_app.test_client()
    found = stored()
    for path, item in spec["paths"].items():
        answer = client.get(example_of(spec, path))
        if answer.status_code == HTTPStatus.OK and answer.is_json:
            found[item["get"]["operationId"]] = shortened(answer.json)
    FILE.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    click.echo(f"{FILE.name}：{len(found)} 个例子")

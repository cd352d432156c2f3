"""The pages a person opens in a browser: what runs here, and the API in words."""

from typing import Any

from flask import Blueprint, Response, render_template

from backend.api.answers import reader
from backend.extensions import api

bp = Blueprint("site", __name__)
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
SHOWN_REGIONS = (("440300", "深圳"), ("120000", "天津"), ("440784", "鹤山"), ("430000", "湖南"))
SHOWN_GUIDES = (
    ("shenzhen-child-enrol", "深圳少儿医保怎么参保登记"),
    ("shenzhen-child-pay", "深圳少儿医保怎么缴费"),
    ("tianjin-newborn-enrol-local", "天津户籍新生儿怎么参保"),
    ("jiangmen-student-enrol", "鹤山、江门的学生怎么参保缴费"),
    ("national-remote-care-filing", "外地看病怎么备案"),
)


@bp.get("/")
def landing() -> str:
    """Say what runs here and link on."""
    served = reader().served()
    return render_template(
        "landing.html",
        release=served.entry if served else None,
        counts=served.store.counts() if served else {},
        regions=SHOWN_REGIONS,
        guides=SHOWN_GUIDES,
    )


@bp.get("/docs")
def docs() -> str:
    """Show the API as a page that needs nothing from the internet."""
    spec = api.spec.to_dict()
    return render_template("docs.html", spec=spec, operations=_operations(spec))


@bp.after_request
def secure(response: Response) -> Response:
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def _operations(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "path": path,
            "method": method.upper(),
            "summary": operation.get("summary", ""),
            "parameters": [_resolved(spec, p) for p in _parameters(item, operation)],
            "answer": _schema_name(operation),
            "try_path": _filled(path, _parameters(item, operation)),
        }
        for path, item in spec["paths"].items()
        for method, operation in item.items()
        if method == "get"
    ]


def _parameters(item: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [*item.get("parameters", []), *operation.get("parameters", [])]


def _resolved(spec: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in parameter:
        return parameter
    found: dict[str, Any] = spec["components"]["parameters"][parameter["$ref"].split("/")[-1]]
    return found


def _schema_name(operation: dict[str, Any]) -> str:
    content = operation["responses"]["200"].get("content", {}).get("application/json", {})
    return str(content.get("schema", {}).get("$ref", "")).split("/")[-1]


def _filled(path: str, parameters: list[dict[str, Any]]) -> str:
    """Return the path with its examples put in, and required queries behind it."""
    query = []
    for parameter in parameters:
        example = parameter.get("example", parameter.get("schema", {}).get("example"))
        if parameter.get("in") == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(example))
        elif isinstance(example, dict):
            query += [f"{name}={value}" for name, value in example.items()]
        elif parameter.get("required"):
            query.append(f"{parameter['name']}={example}")
    return path + ("?" + "&".join(query) if query else "")

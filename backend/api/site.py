"""The pages a person opens in a browser: what runs here, and the API in words."""

from flask import Blueprint, Response, render_template

from backend.api.answers import reader
from backend.api.docs import operations, shapes
from backend.extensions import api

bp = Blueprint("site", __name__)
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
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
    return render_template("docs.html", spec=spec, operations=operations(spec), shapes=shapes(spec))


@bp.after_request
def secure(response: Response) -> Response:
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response

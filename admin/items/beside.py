"""What an edit page shows beside its form: pictures, overviews and links, by type of item."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from admin.items.timeline import Span, drawn
from admin.items.today import amounts_of
from backend.clock import today
from backend.extensions import db
from backend.models import Citation, EnrolmentWindow, Standard
from backend.release.render.amounts import card, cell_form
from backend.services import territory, working
from backend.services.names import Names
from backend.text.money import yuan
from backend.vocabulary import ITEM_TYPE, MEASURE, ROUTE_STATUS, SCHEME

MAP = "https://uri.amap.com/"
MOST_BESIDE = 12
Context = dict[str, Any]


def beside(item_type: str, row: Any) -> Context:
    """Return what the templates of this type need, from the item as it was saved last."""
    make = MAKERS.get(item_type)
    return make(working.stored_form(item_type, row)) if make else {}


def _guide(guide: Mapping[str, Any]) -> Context:
    """Tell how far a guide can be trusted: its routes, and the standards it shows."""
    shown = db.session.scalars(select(Standard).where(Standard.key.in_(guide.get("standards", ()))))
    cards = [card(working.stored_form("standard", row), today()) for row in shown]
    routes = [{**r, "status_label": ROUTE_STATUS[r["status"]]} for r in guide.get("routes", ())]
    return {"routes": routes, "cards": cards, "complete": guide["completeness"] == "complete"}


def _standard(standard: Mapping[str, Any]) -> Context:
    return {
        "card": card(standard, today()),
        "amounts": list(amounts_of(dict(standard))),
        "matrix": _matrix(standard),
        "timeline": drawn(_payable(standard), today(), "各年度的缴费时段"),
    }


def _payable(standard: Mapping[str, Any]) -> list[Span]:
    values = standard.get("contribution_values", ())
    return [
        Span(_value_label(v), _day(v.get("pay_from") or v["cover_from"]),
             _day(v.get("pay_to") or v["cover_to"]))
        for v in values
    ]  # fmt: skip


def _value_label(value: Mapping[str, Any]) -> str:
    fen = value.get("personal_fen")
    return f"{value['policy_year']} 年度" + (f" 个人 {yuan(fen)}" if fen is not None else "")


def _matrix(standard: Mapping[str, Any]) -> Context:
    """Return a benefit's amounts as a table: what it is by row, policy years by column."""
    values = standard.get("benefit_values", ())
    rows: dict[str, dict[int, str]] = {}
    for at, value in enumerate(values):
        for cell in value.get("cells", ()):
            form = cell_form(cell)
            name = f"{form['dims_label']} {MEASURE[cell['measure']]}".strip()
            rows.setdefault(name, {})[at] = form["text"]
    return {"years": [value["policy_year"] for value in values], "rows": rows}


def _window(window: Mapping[str, Any]) -> Context:
    """Draw a window among those of its scheme, here and in the regions around."""
    near = select(EnrolmentWindow).where(
        EnrolmentWindow.region.in_(territory.chain(window["region"])),
        EnrolmentWindow.scheme == window["scheme"],
    )
    rows = list(db.session.scalars(near.order_by(EnrolmentWindow.opens_on).limit(MOST_BESIDE)))
    return {"timeline": windows_drawn(rows, mine=window["key"]), "scheme": SCHEME[window["scheme"]]}


def windows_drawn(rows: list[EnrolmentWindow], *, mine: str = "") -> str:
    spans = [Span(row.title, row.opens_on, row.closes_on, row.key == mine) for row in rows]
    return drawn(spans, today(), "参保缴费期")


def _office(office: Mapping[str, Any]) -> Context:
    """Link to a map: the very place where it is known, else a search for the address."""
    if office.get("lat") is not None and office.get("datum") == "gcj02":
        where = urlencode({"position": f"{office['lng']},{office['lat']}", "name": office["name"]})
        return {"map": f"{MAP}marker?{where}", "known": True}
    region = Names([("region", office["region"])])("region", office["region"])
    words = f"{region}{office.get('address') or office['name']}"
    return {"map": f"{MAP}search?{urlencode({'keyword': words})}", "known": False}


def _source(source: Mapping[str, Any]) -> Context:
    cited = select(Citation.item_type, Citation.item_key).where(Citation.source == source["key"])
    items = list(db.session.execute(cited.distinct().order_by(*cited.selected_columns)).tuples())
    called = Names(items)
    return {"citing": [(t, k, ITEM_TYPE[t], called(t, k)) for t, k in items]}


def _day(text: str) -> date:
    return date.fromisoformat(text)


MAKERS: dict[str, Callable[[Mapping[str, Any]], Context]] = {
    "guide": _guide,
    "standard": _standard,
    "window": _window,
    "office": _office,
    "source": _source,
}

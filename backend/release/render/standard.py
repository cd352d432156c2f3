"""A standard as a page: what holds on the day, what comes next, and its whole history."""

from datetime import date
from typing import Any

from backend.release.draw.chart import chart_path
from backend.release.image import Document, Image
from backend.release.render.amounts import card, value_form
from backend.services.resolve import dated_values
from backend.services.stored import Item
from backend.vocabulary import DIMENSION, SCHEME


def standard_entry(image: Image, item: Item, day: date) -> dict[str, Any]:
    """Return a standard as lists and guides show it on a day."""
    standard = image.shown(item)
    brief = image.regions[standard["region"]].brief
    entry: dict[str, Any] = image.on(
        "entry", item, day, lambda: {**card(standard, day), "region": brief}
    )
    return entry


def standard_page(image: Image, standard: Document, day: date) -> dict[str, Any]:
    return {
        **card(standard, day),
        "aliases": standard.get("aliases", []),
        "region": image.regions[standard["region"]].brief,
        "scheme": standard["scheme"],
        "scheme_label": SCHEME[standard["scheme"]],
        "audience": standard.get("audience", []),
        "dimensions": [
            {"name": name, "values": DIMENSION[name]} for name in standard.get("dimensions", ())
        ],
        "note": standard.get("note", ""),
        "values": [
            {**value_form(value, day), "citations": value.body.get("citations", [])}
            for value in dated_values(standard)
        ],
        "chart": chart_path(standard),
        "guides": [
            {"key": key, "title": image[kind, key]["title"]}
            for kind, key in image.shown_in.get(standard["key"], ())
        ],
    }

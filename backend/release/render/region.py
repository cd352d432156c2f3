"""A region as the phone's home, and its lists."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any

import orjson
from orjson import Fragment

from backend.release.image import Image
from backend.release.render.guide import guide_card, titled, validity
from backend.release.render.place import channel_brief, office_brief
from backend.release.render.standard import standard_entry
from backend.release.render.window import window_form
from backend.services.stored import Item
from backend.services.windows import phase
from backend.vocabulary import LIFE_EVENT, SERVICE

SERVICE_ORDER = {service: place for place, service in enumerate(SERVICE)}


def with_guides(image: Image) -> list[str]:
    """Return the regions below the nation that have whole guides of their own."""
    seen = map(image.glance, image.of_type("guide"))
    whole = {glance.region for glance in seen if glance.card["completeness"] == "complete"}
    return sorted(code for code in whole if image.regions[code].parent)


def region_index(image: Image, guided: list[str]) -> dict[str, Any]:
    """Return the list of regions, and which of them have guides."""
    entries = [region.entry for region in image.regions.by_code.values()]
    return {"regions": entries, "with_guides": guided}


def shown_guides(image: Image, guides: Iterable[Item], day: date) -> list[Item]:
    """Return which of the guides visible in a region it answers with on a day.

    A guide whose source was cut off is no answer. Of one service for one life event the nearer
    stands first, because `visible` gives the nearer first and sorting keeps that order.
    """
    cards = ((item, image.glance(item).card) for item in guides)
    held = (
        (SERVICE_ORDER[card["service"]], item)
        for item, card in cards
        if card["completeness"] == "complete" and validity(card, day) == "current"
    )
    return [item for _, item in sorted(held, key=itemgetter(0))]


def guide_list(image: Image, items: Iterable[Item]) -> dict[str, Any]:
    return {"guides": [guide_card(image, item) for item in items]}


def standard_list(image: Image, items: Iterable[Item], day: date) -> dict[str, Any]:
    return {"standards": [standard_entry(image, item, day) for item in items]}


def office_list(image: Image, items: Iterable[Item]) -> dict[str, Any]:
    briefs = (
        image.once(("office", i), lambda i=i: office_brief(image, image.shown(i)))  # type: ignore[misc]
        for i in items
    )
    return {"offices": list(briefs)}


def home_front(image: Image, guides: Iterable[Item], channels: Iterable[Item]) -> dict[str, Any]:
    """Return the part of a region's home that its neighbours share."""
    cards = [guide_card(image, item) for item in guides]
    return {
        "guides_by_life_event": by_life_event(cards),
        "guides_count": len(cards),
        "channels": [channel_brief(image.shown(item)) for item in channels],
    }


def standing(
    image: Image, standards: Iterable[Item], windows: Iterable[Item], day: date
) -> dict[str, Fragment]:
    """Return what is paid on a day and what is open, written once for all homes that show it."""
    shown = [image.shown(item) for item in windows]
    opened = [window_form(image, window, day) for window in shown if phase(window, day) != "closed"]
    lists = {**standard_list(image, standards, day), "windows": opened}
    return {name: Fragment(orjson.dumps(entries)) for name, entries in lists.items()}


def home(image: Image, code: str, stands: dict[str, Fragment]) -> dict[str, Any]:
    """Return the part of a region's home that is its own, and what `standing` says."""
    return {
        **image.regions.header(code),
        **stands,
        "questionnaires": [titled(image, *way) for way in image.visible("questionnaire", code)],
        "offices_count": len(image.offices(code)),
    }


def by_life_event(guides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return guide cards grouped by life event; what belongs to none stands last."""
    groups = [
        (key, label, [g for g in guides if key in g["life_events"]])
        for key, label in LIFE_EVENT.items()
    ]
    groups.append(("other", "其他", [g for g in guides if not g["life_events"]]))
    return [{"key": k, "label": label, "guides": found} for k, label, found in groups if found]

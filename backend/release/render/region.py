"""A region as the phone's home, and its lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from backend.release.image import Image
from backend.release.render.guide import guide_card, titled, validity
from backend.release.render.place import channel_brief, office_brief
from backend.release.render.standard import standard_entry
from backend.release.render.window import phase, window_form
from backend.services.stored import Item
from backend.vocabulary import LIFE_EVENT, SERVICE


def shown_guides(image: Image, code: str, day: date) -> list[Item]:
    """Return the guides a region answers with on a day, nearer ones before farther ones.

    A guide whose source was cut off is no answer. Of one service for one life event the nearer
    stands first, because `visible` gives the nearer first and sorting keeps that order.
    """
    answers = (i for i in image.visible("guide", code) if image[i]["completeness"] == "complete")
    held = (i for i in answers if validity(image[i], day) == "current")
    return sorted(held, key=lambda i: list(SERVICE).index(image[i]["service"]))


def guide_list(image: Image, items: Iterable[Item]) -> dict[str, Any]:
    return {"guides": [guide_card(image, image[item]) for item in items]}


def standard_list(image: Image, items: Iterable[Item], day: date) -> dict[str, Any]:
    return {"standards": [standard_entry(image, item, day) for item in items]}


def office_list(image: Image, items: Iterable[Item]) -> dict[str, Any]:
    briefs = (
        image.once(("office", i), lambda i=i: office_brief(image, image.shown(i)))  # type: ignore[misc]
        for i in items
    )
    return {"offices": list(briefs)}


def home(image: Image, code: str, day: date) -> dict[str, Any]:
    """Return everything the first screen of a region needs, in one answer."""
    guides = [guide_card(image, image[item]) for item in shown_guides(image, code, day)]
    windows = [image.shown(item) for item in image.visible("window", code)]
    return {
        **image.regions.header(code),
        **standard_list(image, image.visible("standard", code), day),
        "windows": [window_form(image, w, day) for w in windows if phase(w, day) != "closed"],
        "guides_by_life_event": by_life_event(guides),
        "guides_count": len(guides),
        "questionnaires": [titled(image, *way) for way in image.visible("questionnaire", code)],
        "channels": [channel_brief(image.shown(item)) for item in image.visible("channel", code)],
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

"""参保缴费期 on a day."""

from datetime import date, timedelta
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.facts import evidence
from backend.vocabulary import SCHEME, WINDOW_PHASE


def phase(window: Document, day: date) -> str:
    """Return whether a window is open on a day; one with neither end stated is open any time."""
    opens = window.get("opens_on")
    if not opens and not window.get("closes_on"):
        return "any_time"
    if opens and day.isoformat() < opens:
        return "upcoming"
    return "closed" if day >= closing_day(window) else "open"


def closing_day(window: Document) -> date:
    """Return the first day on which a window is closed.

    A document that does not say when is read as: at the end of the policy year.
    """
    stated = window.get("closes_on")
    return date.fromisoformat(stated) if stated else date(window["policy_year"] + 1, 1, 1)


def window_form(image: Image, window: Document, day: date) -> dict[str, Any]:
    """Return a window; `last_day` is the last day on which it is open."""
    closes = window.get("closes_on")
    status = phase(window, day)
    return {
        "key": window["key"],
        "title": window["title"],
        "region": image.regions[window["region"]].brief,
        "scheme": window["scheme"],
        "scheme_label": SCHEME[window["scheme"]],
        "audience": window.get("audience", []),
        "policy_year": window["policy_year"],
        "opens_on": window.get("opens_on"),
        "closes_on": closes,
        "last_day": _day_before(closes) if closes else None,
        "phase": status,
        "phase_label": WINDOW_PHASE[status],
        "note": window.get("note", ""),
        **evidence(window),
    }


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()

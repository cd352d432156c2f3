"""参保缴费期 on a day."""

from datetime import date, timedelta
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.facts import evidence
from backend.services.windows import phase
from backend.vocabulary import SCHEME, WINDOW_PHASE


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

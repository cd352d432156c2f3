"""参保缴费期 on a day."""

from datetime import date, timedelta
from typing import Any

from backend.release.image import Document, Image
from backend.vocabulary import SCHEME

PHASES = {
    "open": "正在办理",
    "upcoming": "尚未开始",
    "closed": "已经结束",
    "any_time": "随时可办",
}


def phase(window: Document, day: date) -> str:
    """Return whether a window is open on a day; one with neither end stated is open any time."""
    opens, closes = window.get("opens_on"), window.get("closes_on")
    if not opens and not closes:
        return "any_time"
    if opens and day.isoformat() < opens:
        return "upcoming"
    if closes and day.isoformat() >= closes:
        return "closed"
    return "open"


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
        "phase_label": PHASES[status],
        "note": window.get("note", ""),
        "doubt": window.get("doubt", ""),
        "reading": window.get("reading", ""),
        "citations": window.get("citations", []),
    }


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()

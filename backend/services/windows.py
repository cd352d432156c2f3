"""参保缴费期 on a day. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def closing_day(window: Mapping[str, Any]) -> date:
    """Return the first day on which a window is closed.

    A document that does not say when is read as: at the end of the policy year.
    """
    stated = window.get("closes_on")
    return date.fromisoformat(stated) if stated else date(window["policy_year"] + 1, 1, 1)


def phase(window: Mapping[str, Any], day: date) -> str:
    """Return whether a window is open on a day; one with neither end stated is open any time."""
    opens = window.get("opens_on")
    if not opens and not window.get("closes_on"):
        return "any_time"
    if opens and day.isoformat() < opens:
        return "upcoming"
    return "closed" if day >= closing_day(window) else "open"

"""Two people saved over the same text: both texts side by side, and an explicit choice."""

from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, request
from wtforms import Field

from admin.views.base import PanelView
from backend.extensions import db

NOT_SENT_AGAIN = ("csrf_token", "seen")
STATUS = 409


@dataclass(frozen=True, slots=True)
class Row:
    """One field as it is saved now, and as somebody was about to save it."""

    label: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.mine


class Outdated(Exception):
    """A form was filled from a version that is not the newest any more; `current` is."""

    def __init__(self, current: str, rows: list[Row]) -> None:
        super().__init__(current)
        self.current = current
        self.rows = rows


def page(view: PanelView, outdated: Outdated, *, by: str = "", at: Any = None) -> Response:
    """Return the page that asks: what was posted goes along, to be sent again on top of `current`.

    Whoever chooses their own text says so with a click; saving it meets the same check again.
    """
    db.session.rollback()
    posted = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in NOT_SENT_AGAIN
    ]
    html = view.render(
        "panel/conflict.html", rows=outdated.rows, current=outdated.current, posted=posted,
        here=request.full_path, by=by, at=at,
    )  # fmt: skip
    return make_response(html, STATUS)


def shown(field: Field) -> str:
    """Return a field's value as people read it."""
    if hasattr(field, "iter_choices"):
        return "、".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    value = field._value() if hasattr(field, "_value") else field.data
    return "" if value is None else str(value)
